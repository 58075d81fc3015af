from duckdb import DuckDBPyConnection

from tests import factories


def test_full_marks_are_counted_apart_and_half_points_hold_their_lower_end(warehouse: DuckDBPyConnection) -> None:
    for number, score in enumerate(("100", "99.99", "99.5", "99.49", "90")):
        factories.report(warehouse, f"r{number}", department=f"{number}局", jurisdiction="海南省儋州市")
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", score)
    query = (
        "select from_points, to_points, label, departments, is_edge from benchmarks.score_counts "
        "where jurisdiction = '海南省儋州市' order by from_points"
    )
    assert warehouse.execute(query).fetchall() == [
        (90, 90.5, "90.0 分起，不到 90.5 分", 1, True),
        (99, 99.5, "99.0 分起，不到 99.5 分", 1, False),
        (99.5, 100, "99.5 分起，不到 100.0 分", 2, False),
        (100, 100, "满分", 1, False),
    ]


def test_places_are_counted_together_too_and_a_department_once(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"self_score.claimed": "98"}])
    factories.report(warehouse, "again", department="0局", kind="final_accounts")
    factories.fact(warehouse, "again", "self_score", "claimed", "98")
    found = factories.row(warehouse, "benchmarks.score_counts", jurisdiction="全部")
    assert (found["departments"], found["scored"], found["missing"]) == (1, 1, 0)


def test_who_states_no_score_is_counted_as_missing(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"self_score.claimed": "98"}, {"self_score.claimed": "97"}, {}])
    found = factories.rows(warehouse, "benchmarks.score_counts", jurisdiction="广东省湛江市")
    assert [(row["departments"], row["scored"], row["missing"]) for row in found] == [(1, 2, 1), (1, 2, 1)]

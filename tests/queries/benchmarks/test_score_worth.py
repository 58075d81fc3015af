from duckdb import DuckDBPyConnection

from tests import factories


def test_high_scores_are_counted_beside_what_can_be_checked(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"self_score.claimed": "100"}, {"self_score.claimed": "95"}, {"self_score.claimed": "94.9"}, {}]
    )
    for place in ("全部", "广东省湛江市"):
        found = factories.row(warehouse, "benchmarks.score_worth", jurisdiction=place)
        assert (found["scored"], found["at_95_or_more"]) == (3, 2)


def test_without_a_sheet_or_rules_nothing_is_said_to_be_supported(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"self_score.claimed": "100"}], jurisdiction="无名市")
    found = factories.row(warehouse, "benchmarks.score_worth", jurisdiction="全部")
    assert (found["checkable"], found["most_supported_points"], found["contradicted"]) == (0, None, 0)

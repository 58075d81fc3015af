from duckdb import DuckDBPyConnection

from tests import factories


def test_scores_just_above_an_edge_are_counted_apart(warehouse: DuckDBPyConnection) -> None:
    for number, score in enumerate(("90", "90.99", "91", "89.99", "100")):
        factories.report(warehouse, f"r{number}", department=f"{number}局", jurisdiction="海南省儋州市")
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", score)
    found = factories.row(warehouse, "benchmarks.score_distribution")
    assert (found["scored"], found["at_ceiling"], found["at_95_or_more"], found["distinct_scores"]) == (5, 1, 1, 5)
    assert (found["just_above"], found["just_below"]) == (2, 1)
    assert (found["share_in_top_grade_pct"], found["median_score"]) == (80, 90.99)


def test_without_bands_there_are_no_edges(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "self_score", "claimed", "98")
    found = factories.row(warehouse, "benchmarks.score_distribution")
    assert (found["scored"], found["just_above"], found["share_at_ceiling_pct"]) == (1, None, None)

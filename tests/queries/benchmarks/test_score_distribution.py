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


def test_what_the_scores_say_is_said_in_words(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"self_score.claimed": score} for score in ("100", "100", "99", "98", "97.5")])
    assert factories.row(warehouse, "benchmarks.score_distribution")["said"] == (
        "5 个部门写明得分，2 个满分，5 个在 95 分及以上，不同的分值有 4 个：分数都挤在顶上，凭它分不出谁好谁差"
    )


def test_scores_that_crowd_above_an_edge_are_said_to(warehouse: DuckDBPyConnection) -> None:
    for number, score in enumerate(("90", "90", "90.5", "80", "70")):
        factories.report(warehouse, f"r{number}", department=f"{number}局", jurisdiction="海南省儋州市")
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", score)
    said = factories.row(warehouse, "benchmarks.score_distribution")["said"]
    assert "像是照着等级线打的分" in said and "分数有高有低" in said

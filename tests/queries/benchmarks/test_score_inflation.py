from duckdb import DuckDBPyConnection

from tests import factories


def test_a_score_that_rises_while_figures_fall(warehouse: DuckDBPyConnection) -> None:
    for report_id, year, score, rate in (("r0", 2019, "95", "99"), ("r1", 2020, "99", "80")):
        factories.report(warehouse, report_id, fiscal_year=year)
        figures = {"self_score.claimed": score, "procurement_execution_rate.claimed": rate}
        factories.facts(warehouse, report_id, figures, fiscal_year=year)
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard="100%得5分；每低1%扣0.1分")
    factories.review(warehouse, "广东省湛江市 市教育局", "91", arm="risk")
    (found,) = factories.rows(warehouse, "benchmarks.score_inflation", report_id="r1")
    assert (found["score_change"], found["rises_while_figures_fall"]) == (4, True)
    assert found["worse_figures_text"] == "政府采购执行率 99.00% → 80.00%"
    assert (found["contradicted_points"], found["most_score"]) == (2, 97)
    assert (found["review_score"], found["self_minus_review"], found["review_arm"]) == (91, 8, "risk")
    assert (found["department_deviation"], found["department_reviews"], found["place_reviews"]) == (8, 1, 1)


def test_without_sheet_rules_and_reviews_nothing_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "self_score", "claimed", "99")
    (found,) = factories.rows(warehouse, "benchmarks.score_inflation")
    assert (found["self_score"], found["least_score"], found["review_score"]) == (99, None, None)
    assert (found["rises_while_figures_fall"], found["place_reviews"]) == (None, None)

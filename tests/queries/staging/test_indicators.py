from duckdb import DuckDBPyConnection

from tests import factories


def test_a_rate_of_the_vocabulary_has_its_label_and_common_formula(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "staging.indicators", indicator="budget_execution_rate")
    assert (found["label"], found["formula"]) == ("预算执行率", "实际支出 ÷ 调整预算数")
    assert (found["base_unit"], found["worse"], found["worse_name"]) == ("%", "low", "偏低不利")


def test_an_amount_s_change_is_listed_in_percent_and_in_money(warehouse: DuckDBPyConnection) -> None:
    found = {row["indicator"]: row for row in factories.rows(warehouse, "staging.indicators")}
    assert (found["three_public_change"]["kind"], found["three_public_change"]["base_unit"]) == ("change", "%")
    assert (found["three_public_change_yuan"]["base_unit"], found["three_public_change"]["worse"]) == ("元", "high")
    assert (found["staff_on_post_change_count"]["kind"], found["staff_on_post_change_count"]["base_unit"]) == (
        "change_count",
        "人",
    )


def test_what_has_no_worse_side_says_so(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "staging.indicators", indicator="project_expenditure_share")
    assert (found["worse"], found["worse_name"]) == (None, "不分好坏")

from duckdb import DuckDBPyConnection

from tests import factories


def test_the_regions_rules_are_used_on_what_the_sheet_does_not_list(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", jurisdiction="湖南省岳阳市君山区")
    factories.score_item(warehouse, "r1", "5", level3="财政供养人员控制率", standard="≤100%得5分")
    found = {row["use"]: row for row in factories.rows(warehouse, "core.rule_uses")}
    assert found["item/1"]["rule_source"] == "sheet"
    assert "region/财政供养人员控制率" not in found
    assert (found["region/政府采购执行率"]["rate"], found["region/政府采购执行率"]["full_points"]) == (
        "procurement_execution_rate",
        3,
    )


def test_without_points_nothing_is_used(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    assert factories.rows(warehouse, "core.rule_uses") == []

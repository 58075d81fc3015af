from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")


def items(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return sorted(factories.rows(warehouse, "core.judged_items"), key=lambda row: row["item"])


def test_a_row_is_the_rate_that_its_name_says(warehouse: DuckDBPyConnection) -> None:
    for name in ("政府采购执行率（5分）", "管理制度健全性", "服务对象满意度"):
        factories.score_item(warehouse, "r1", "5", level3=name)
    found = [(row["rate"], row["basis"]) for row in items(warehouse)]
    assert found == [("procurement_execution_rate", "figures"), (None, "judged"), ("satisfaction_rate", "surveyed")]


def test_the_sheets_own_standard_goes_before_the_regions_rule(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r2", jurisdiction="湖南省岳阳市君山区")
    for report, standard in (("r1", ""), ("r2", ""), ("r2", "100%得5分，每低1%扣1分")):
        factories.score_item(warehouse, report, "5", level3="政府采购执行率", standard=standard)
    found = sorted((row["report_id"], row["item"], row["rule_source"], row["scale"]) for row in items(warehouse))
    assert [row[2] for row in found] == [None, "region", "sheet"]
    assert float(found[1][3]) == pytest.approx(5 / 3)  # the region gives 3 points, the sheet 5


def test_a_standard_for_a_part_of_the_points_leaves_the_rest_to_judgement(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(
        warehouse, "r1", "5", level3="预算执行率", standard="执行率≥95%得3分，否则不得分；制度健全得2分"
    )
    factories.score_item(warehouse, "r1", "5", level3="预算执行率", standard="执行率≥95%得8分")
    partly, too_much = items(warehouse)
    assert (partly["rule_source"], partly["judged_points"]) == ("sheet", 2)
    assert too_much["rule_source"] is None


def test_points_over_several_rows_are_full_together(warehouse: DuckDBPyConnection) -> None:
    sheets: dict[str, list[tuple[str | None, str]]] = {
        "r1": [("15", "10"), (None, "5")],
        "r2": [("15", "9"), (None, "5")],
    }
    factories.report(warehouse, "r2")
    for report, rows in sheets.items():
        for merged, given in rows:
            factories.score_item(warehouse, report, given, full_points=None, merged_points=merged)
        factories.score_item(warehouse, report, "4")
    found = {(row["report_id"], row["item"]): (row["is_full"], row["is_merged"]) for row in items(warehouse)}
    assert [found["r1", item] for item in (1, 2, 3)] == [(True, True), (True, True), (False, False)]
    assert [found["r2", item] for item in (1, 2)] == [(False, True), (False, True)]


def test_a_row_without_points_given_is_not_judged(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", None)
    assert items(warehouse) == []

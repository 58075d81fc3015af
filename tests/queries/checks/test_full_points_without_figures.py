from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")


def findings(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return factories.rows(warehouse, "checks.full_points_without_figures")


@pytest.mark.parametrize(("points", "severity"), [("4.9", "medium"), ("5", "high")])
def test_full_points_without_any_figure_are_a_hit(warehouse: DuckDBPyConnection, points: str, severity: str) -> None:
    factories.score_item(warehouse, "r1", points, full_points=points, level3="政府采购执行率")
    (found,) = findings(warehouse)
    assert (found["subject"], found["outcome"], found["severity"]) == ("item/1", "hit", severity)
    assert found["fact_ids"] == ["item/1"]
    assert found["detail"].endswith("也没有写全算它所需的数：实际采购金额 ÷ 采购计划金额")


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        ({"procurement_execution_rate.claimed": "99"}, "pass"),
        ({"procurement.actual": "99", "procurement.budget": "100"}, "pass"),
        ({"procurement.actual": "99"}, "hit"),
    ],
)
def test_the_rate_or_all_of_its_amounts_will_do(
    warehouse: DuckDBPyConnection, figures: dict[str, str], outcome: str
) -> None:
    factories.facts(warehouse, "r1", figures)
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率")
    assert [row["outcome"] for row in findings(warehouse)] == [outcome]


def test_a_rate_without_a_formula_wants_its_figure(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "3", full_points="3", level3="公务卡刷卡率")
    (found,) = findings(warehouse)
    assert found["detail"] == "公务卡刷卡率得了满分 3分，报告没有写公务卡刷卡率是多少"


@pytest.mark.parametrize("name", ["管理制度健全性", "服务对象满意度", "绩效目标完成率", "支付进度"])
def test_what_is_judged_counted_or_surveyed_is_not_examined(warehouse: DuckDBPyConnection, name: str) -> None:
    factories.score_item(warehouse, "r1", "5", level3=name)
    assert findings(warehouse) == []


def test_fewer_than_full_points_are_not_examined(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "4.5", level3="政府采购执行率")
    assert findings(warehouse) == []


def test_what_does_not_apply_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "procurement", "actual", disclosure="not_applicable")
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率")
    assert findings(warehouse) == []


def test_points_printed_over_several_rows_are_full_together(warehouse: DuckDBPyConnection) -> None:
    factories.score_item(warehouse, "r1", "4", full_points=None, merged_points="6", level3="政府采购执行率")
    factories.score_item(warehouse, "r1", "2", full_points=None, level3="公务卡刷卡率")
    assert {row["outcome"] for row in findings(warehouse)} == {"hit"}

from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def flag(warehouse: DuckDBPyConnection, indicator: str, report_id: str = "p0") -> dict[str, Any]:
    return factories.row(
        warehouse, "benchmarks.flags", indicator=indicator, report_id=report_id, grouping="jurisdiction"
    )


def stated(rates: tuple[int, ...], budget: str = "1000") -> list[dict[str, str]]:
    return [
        {"expenditure.adjusted_budget": budget, "expenditure.actual": f"{rate * int(budget) / 100:.2f}"}
        for rate in rates
    ]


def test_distance_size_money_and_years_are_said_in_words(warehouse: DuckDBPyConnection) -> None:
    for year in (2019, 2020):
        factories.departments(warehouse, stated((60, 93, 94, 95, 96, 97)), fiscal_year=year)
    found = flag(warehouse, "budget_execution_rate")
    assert (found["verdict"], found["flagged_years"]) == ("提示", 2)
    assert found["years_said"] == "连续 2 年被提示"
    assert found["distance_said"].startswith("修正 z 值 -") and "界限 3.5" in found["distance_said"]
    assert found["size_said"] == "低 34.5 个百分点"
    assert found["money_yuan"] == 3_450_000


def test_one_that_is_only_far_says_why_it_is_no_flag(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, stated((60, 93, 94, 95, 96, 97), "10"))
    assert flag(warehouse, "budget_execution_rate")["verdict"] == "不作提示：折合金额不大"
    factories.departments(warehouse, stated((130, 93, 94, 95, 96, 97)), fiscal_year=2019)
    high = flag(warehouse, "budget_execution_rate", "p0/2019")
    assert high["verdict"] == "不作提示：不是不利的一侧"


def test_where_most_are_alike_the_share_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, stated((50, *(100,) * 11)))
    found = flag(warehouse, "budget_execution_rate")
    assert found["rule"] == "exact_share"
    assert found["distance_said"] == "92% 的部门数值相同，这样的只有 1 个（不超过 10% 才算）"

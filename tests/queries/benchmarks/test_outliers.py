from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from loaders import thresholds
from tests import factories


def executing(*rates: str, budget: int = 100) -> list[dict[str, str]]:
    """Departments that spent so many percent of an adjusted budget, in 万元."""
    return [
        {"expenditure.adjusted_budget": f"{budget}", "expenditure.actual": f"{float(rate) * budget / 100:.2f}"}
        for rate in rates
    ]


def outliers(
    warehouse: DuckDBPyConnection, indicator: str = "budget_execution_rate", report_id: str = "p0"
) -> list[dict[str, Any]]:
    return factories.rows(
        warehouse, "benchmarks.outliers", report_id=report_id, indicator=indicator, grouping="jurisdiction"
    )


def test_a_flag_says_how_far_from_whom_and_how_much_money(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "92", "93", "94", "95", "96"))
    (found,) = outliers(warehouse)
    assert (found["rule"], found["side"], found["is_flagged"]) == ("median_mad", "low", True)
    assert found["detail"] == (
        "预算执行率 60.00%，偏低：广东省湛江市 2020年度的 6 个部门中位数为 93.50%，修正 z 值 -15.1；偏离部分约合 33.50万元"
    )
    assert found["fact_ids"] == ["p0-f001", "p0-f002"]


@pytest.mark.parametrize(("rate", "is_far"), [("86.23", False), ("86.20", True)])
def test_distance_is_a_modified_z_over_the_limit(warehouse: DuckDBPyConnection, rate: str, is_far: bool) -> None:
    """Median 93 and deviation 1.3: 3.5 lies at 93 - 3.5 * 1.3 / 0.6745 = 86.254; the own value moves neither."""
    factories.departments(warehouse, executing(rate, "91.7", "92", "93", "94", "94.3", "95"))
    assert bool(outliers(warehouse)) is (float(rate) < 86.254)
    thresholds.change(warehouse, "outliers.distance", "3.52", "张三", "试算")
    assert bool(outliers(warehouse)) is is_far


def test_far_but_small_is_no_flag(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("95.5", "99.9", "99.9", "100", "100", "100.1", budget=10000))
    (found,) = outliers(warehouse)
    assert (found["is_large"], found["is_costly"], found["is_flagged"]) == (False, True, False)


def test_far_but_cheap_is_no_flag(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "92", "93", "94", "95", "96", budget=10))
    (found,) = outliers(warehouse)
    assert (found["is_large"], found["is_costly"], found["is_flagged"]) == (True, False, False)


def test_far_on_the_better_side_is_no_flag(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("130", "92", "93", "94", "95", "96"))
    (found,) = outliers(warehouse)
    assert (found["side"], found["is_worse"], found["is_flagged"]) == ("high", False, False)


def test_what_cannot_be_turned_into_money_is_no_flag(warehouse: DuckDBPyConnection) -> None:
    figures = [
        {"staff_quota.actual": "100", "staff_on_post.actual": staff} for staff in ("180", "90", "91", "92", "93")
    ]
    factories.departments(warehouse, figures)
    (found,) = outliers(warehouse, "staffing_control_rate")
    assert (found["money_yuan"], found["is_flagged"]) == (None, False)
    assert found["detail"].endswith("折合金额算不出")


@pytest.mark.parametrize(("departments", "is_found"), [(10, True), (9, False)])
def test_where_most_are_equal_it_counts_how_few_differ(
    warehouse: DuckDBPyConnection, departments: int, is_found: bool
) -> None:
    factories.departments(warehouse, executing("60", *["100"] * (departments - 1)))
    found = outliers(warehouse)
    assert bool(found) is is_found
    for one in found:
        assert (one["rule"], one["as_far"], one["commonest_share_pct"], one["is_flagged"]) == (
            "exact_share",
            1,
            90,
            True,
        )
        assert "90% 的部门数值相同，差到这一步的只有 1 个" in one["detail"]


def test_those_farther_on_the_same_side_count_with_it(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "50", *["100"] * 9))
    assert outliers(warehouse) == []
    assert [one["as_far"] for one in outliers(warehouse, report_id="p1")] == [1]


def test_those_on_the_other_side_do_not(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "150", *["100"] * 9))
    assert [one["as_far"] for one in outliers(warehouse)] == [1]


def test_four_peers_are_too_few(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "93", "94", "95"))
    assert outliers(warehouse) == []


def test_an_amount_alone_is_no_outlier(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("100", "2", "3", "4", "5", "6"))
    assert outliers(warehouse, "expenditure") == []


def test_a_group_that_gave_way_to_the_wider_one_is_not_told_twice(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, executing("60", "92", "93", "94", "95", "96"))
    assert {row["grouping"] for row in factories.rows(warehouse, "benchmarks.outliers")} == {"jurisdiction"}

"""What a report admits, held against what it admitted the year before."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

PROBLEM = "预算编制不够精细，年中追加调整的情况较多"


def admit(warehouse: DuckDBPyConnection, *problems: str) -> None:
    """Of one year after the other, the last on 2020."""
    for number, evidence in enumerate(problems):
        year = 2021 - len(problems) + number
        report = factories.report(warehouse, f"r{year}", fiscal_year=year)
        factories.said(warehouse, "excerpts", report, kind="problems", evidence=evidence)


def finding(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    return factories.row(warehouse, "checks.repeated_excuse", report_id="r2020")


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (f"一是{PROBLEM}。", "hit"),
        (f"（一）{PROBLEM.replace('较多', '仍较多')}；", "hit"),
        ("预算编制不够精细，部分项目没有及时支付", "pass"),
        ("固定资产管理不够规范，少数资产没有标签", "pass"),
    ],
)
def test_small_edits_make_no_other_problem(warehouse: DuckDBPyConnection, later: str, outcome: str) -> None:
    admit(warehouse, f"1.{PROBLEM}。", later)
    assert finding(warehouse)["outcome"] == outcome


def test_both_passages_are_shown(warehouse: DuckDBPyConnection) -> None:
    admit(warehouse, PROBLEM, PROBLEM)
    found = finding(warehouse)
    assert found["detail"] == f"承认的问题与2019年度报告相同：“{PROBLEM.replace('，', '')}”"
    assert (found["fact_ids"], found["other_report_id"], found["other_fact_ids"]) == (
        ["excerpt/1"],
        "r2019",
        ["excerpt/1"],
    )


def test_all_of_them_again_is_graver_than_one_and_the_third_year_graver_still(warehouse: DuckDBPyConnection) -> None:
    admit(warehouse, PROBLEM, f"{PROBLEM}；财务人员身兼数职、力量薄弱")
    assert finding(warehouse)["severity"] == "low"
    factories.report(warehouse, "r2018", fiscal_year=2018)
    factories.said(warehouse, "excerpts", "r2018", kind="problems", evidence=PROBLEM)
    found = finding(warehouse)
    assert (found["severity"], found["detail"][-6:]) == ("high", "，已连续三年")


@pytest.mark.parametrize("words", ["存在的主要问题", "未发现明显的违规问题", "预算不准"])
def test_headings_denials_and_scraps_are_no_problems(warehouse: DuckDBPyConnection, words: str) -> None:
    admit(warehouse, words, words)
    assert factories.rows(warehouse, "checks.repeated_excuse") == []


@pytest.mark.parametrize(("years", "outcome"), [(2, "pass"), (3, "hit")])
def test_a_reason_for_lost_points_counts_the_third_year_running(
    warehouse: DuckDBPyConnection, years: int, outcome: str
) -> None:
    for year in range(2021 - years, 2021):
        report = factories.report(warehouse, f"r{year}", fiscal_year=year)
        factories.score_item(warehouse, report, "4", level3="预算调整率", deduction_reason="决算与年初预算存在差异")
    found = finding(warehouse)
    assert (found["subject"], found["outcome"], found["severity"]) == ("deduction/预算调整率", outcome, "low")
    assert found["fact_ids"] == ["item/1"]


def test_without_last_year_s_report_nothing_is_said(warehouse: DuckDBPyConnection) -> None:
    admit(warehouse, PROBLEM)
    assert factories.rows(warehouse, "checks.repeated_excuse") == []

from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def lines(connection: DuckDBPyConnection, jurisdiction: str = "全部") -> dict[str, dict[str, Any]]:
    rows = factories.rows(connection, "targets.headlines", jurisdiction=jurisdiction, fiscal_year=2020)
    return {row["kind"]: row for row in rows}


def test_the_largest_rise_names_its_department(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"three_public.actual": "10"}, {"three_public.actual": "20"}, {"three_public.actual": "9"}],
        fiscal_year=2019,
    )  # fmt: skip
    factories.departments(
        warehouse, [{"three_public.actual": "12"}, {"three_public.actual": "25"}, {"three_public.actual": "8"}]
    )
    found = lines(warehouse)["three_public"]
    assert found["sentence"] == (
        "“三公”经费增加最多：1局 25.00万元，比上年多 5.00万元（+25.0%）；比上年增加的共 2 个部门"
    )
    assert found["about_report_id"] == "p1"


def test_where_nothing_rose_nothing_is_said_of_it(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": "10"}], fiscal_year=2019)
    factories.departments(warehouse, [{"three_public.actual": "10"}])
    assert "three_public" not in lines(warehouse)


def test_the_gravest_is_of_the_report_with_most(warehouse: DuckDBPyConnection) -> None:
    over = {"expenditure.adjusted_budget": "100", "expenditure.actual": "150"}
    twice = {**over, "three_public.actual": "1", "official_reception.actual": "9"}
    factories.departments(warehouse, [over, twice])
    for place in ("全部", "广东省湛江市"):
        found = lines(warehouse, place)["finding"]
        assert found["about_report_id"] == "p1" and found["check_name"]
        assert found["sentence"].startswith("1局：") and "程度高的疑点共" in found["sentence"]


def test_scores_that_cannot_be_checked_are_said_to_be_so(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [{"self_score.claimed": "100"}, {"self_score.claimed": "90"}], jurisdiction="无名市"
    )
    assert lines(warehouse)["score"]["sentence"] == (
        "2 个部门写明自评得分，1 个在 95 分及以上；没有评分表或评分规则可用来逐项核对"
    )

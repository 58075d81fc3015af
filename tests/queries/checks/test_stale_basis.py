import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.mark.parametrize(
    ("topic", "year", "outcome", "severity"),
    [
        ("yearly", 2021, "pass", "low"),
        ("yearly", 2019, "pass", "low"),
        ("yearly", 2018, "hit", "medium"),
        ("yearly", 2016, "hit", "high"),
        ("rules", 2015, "pass", "low"),
        ("rules", 2014, "hit", "medium"),
        ("plan", 2014, "hit", "medium"),
    ],
)
def test_a_notice_lasts_a_year_and_rules_five(
    warehouse: DuckDBPyConnection, topic: str, year: int, outcome: str, severity: str
) -> None:
    factories.report(warehouse, "r1")
    factories.remark(warehouse, "r1", "cited_notice", topic, year=year, evidence=f"岭发〔{year}〕11号")
    found = factories.row(warehouse, "checks.stale_basis")
    assert (found["subject"], found["outcome"], found["severity"]) == ("basis/2020", outcome, severity)
    assert f"岭发〔{year}〕11号" in found["detail"]


@pytest.mark.parametrize("topic", ["in_force", "standing"])
def test_laws_and_regulations_that_judge_no_results_are_not_examined(warehouse: DuckDBPyConnection, topic: str) -> None:
    factories.report(warehouse, "r1")
    factories.remark(warehouse, "r1", "cited_notice", topic, year=2009)
    assert factories.rows(warehouse, "checks.stale_basis") == []


def test_one_stale_document_is_quoted_alone(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.remark(warehouse, "r1", "cited_notice", "yearly", year=2021)
    stale = factories.remark(warehouse, "r1", "cited_notice", "yearly", year=2015, evidence="岳发〔2015〕11号")
    found = factories.row(warehouse, "checks.stale_basis")
    assert (found["fact_ids"], found["detail"]) == ([stale], "2020年度的评价依据的是 5 年前的文件：岳发〔2015〕11号")

"""The region's template is what many departments of one year have; what is left is worth comparing."""

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def region(
    warehouse: DuckDBPyConnection, departments: int, sharing: int, words: str = "严格执行国库集中支付制度"
) -> None:
    for number in range(departments):
        report = factories.report(warehouse, f"r{number}", department=f"第{number}局")
        factories.wording(warehouse, report, words if number < sharing else f"{words}{'之' * number}")


@pytest.mark.parametrize(
    ("departments", "sharing", "left"),
    [
        (10, 3, 3),  # 30 % is not over 30 %
        (10, 4, 0),
        (4, 2, 2),  # half of four departments are two, and two may have copied from each other
        (4, 3, 0),
        (10, 1, 0),  # nobody else has it
    ],
)
def test_what_over_30_percent_share_is_template(
    warehouse: DuckDBPyConnection, departments: int, sharing: int, left: int
) -> None:
    region(warehouse, departments, sharing)
    assert len(factories.rows(warehouse, "core.own_sentences")) == left


def test_a_template_of_one_year_is_none_of_the_next(warehouse: DuckDBPyConnection) -> None:
    region(warehouse, 10, 4)
    factories.report(warehouse, "later", department="第9局", fiscal_year=2021)
    factories.wording(warehouse, "later", "严格执行国库集中支付制度")
    assert factories.rows(warehouse, "core.own_sentences") == []


def test_what_very_many_reports_have_is_no_one_s(warehouse: DuckDBPyConnection) -> None:
    warehouse.execute("update raw.thresholds set value = 2 where threshold = 'copied_passage.most_reports'")
    region(warehouse, 10, 3)
    assert factories.rows(warehouse, "core.own_sentences") == []


def test_another_region_is_another_matter(warehouse: DuckDBPyConnection) -> None:
    for jurisdiction in ("广东省湛江市", "湖南省岳阳市"):
        report = factories.report(warehouse, jurisdiction, jurisdiction=jurisdiction)
        factories.wording(warehouse, report, "严格执行国库集中支付制度")
    assert factories.rows(warehouse, "core.own_sentences") == []


def test_a_renamed_department_is_the_same_one(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "市城市管理局", successor="市综合行政执法局")
    factories.body(warehouse, "市综合行政执法局")
    for year, department in ((2019, "市城市管理局"), (2020, "市综合行政执法局")):
        report = factories.report(warehouse, f"r{year}", department=department, fiscal_year=year)
        factories.wording(warehouse, report, "取缔占道经营12处")
    found = factories.rows(warehouse, "core.own_sentences")
    assert {(row["lineage"], row["first_year"], row["years"]) for row in found} == {("市综合行政执法局", 2019, 2)}

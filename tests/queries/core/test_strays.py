from typing import Any

from duckdb import DuckDBPyConnection

from tests import factories


def strays(warehouse: DuckDBPyConnection) -> list[tuple[str, int, str]]:
    found: list[dict[str, Any]] = factories.rows(warehouse, "core.strays")
    return sorted((row["department_id"].split()[1], row["fiscal_year"], row["state"]) for row in found)


def years(warehouse: DuckDBPyConnection) -> None:
    for year in (2019, 2020):
        factories.report(warehouse, f"r{year}", department="市财政局", fiscal_year=year)


def test_a_file_that_could_not_be_read_is_that_of_the_department_and_year_it_names(
    warehouse: DuckDBPyConnection,
) -> None:
    years(warehouse)
    factories.body(warehouse, "湛江市教育局", aliases=["市教体局"])
    factories.body(warehouse, "湛江市公安局")
    factories.file(warehouse, source="2020/教育局2020年自评报告.doc", status="failed", reason="打不开", report_ids=[])
    factories.file(warehouse, "f2", source="公安局自评报告.doc", status="failed", reason="打不开", report_ids=[])
    factories.file(warehouse, "f3", source="教育局2021年.doc", status="failed", reason="打不开", report_ids=[])
    assert strays(warehouse) == [
        ("湛江市公安局", 2019, "unreadable"),
        ("湛江市公安局", 2020, "unreadable"),
        ("湛江市教育局", 2020, "unreadable"),
    ]


def test_a_report_that_nobody_could_assign_is_that_of_the_department_it_names(warehouse: DuckDBPyConnection) -> None:
    years(warehouse)
    factories.body(warehouse, "湛江市教育局", aliases=["市教体局"])
    factories.report(warehouse, "stray", department="湛江市教体局（本级）", is_resolved=False, source="a.docx")
    assert strays(warehouse) == [("湛江市教育局", 2020, "unresolved")]


def test_the_longest_name_counts(warehouse: DuckDBPyConnection) -> None:
    years(warehouse)
    for name in ("湛江市教育局", "湛江市教育局考试中心"):
        factories.body(warehouse, name)
    factories.file(warehouse, source="教育局考试中心2020.pdf", status="failed", report_ids=[])
    assert strays(warehouse) == [("湛江市教育局考试中心", 2020, "unreadable")]


def test_what_names_two_equally_well_is_neither_s(warehouse: DuckDBPyConnection) -> None:
    years(warehouse)
    factories.report(warehouse, "elsewhere", department="区财政局", jurisdiction="湖南省岳阳市君山区")
    factories.body(warehouse, "湛江市教育局")
    factories.body(warehouse, "君山区教育局", jurisdiction="430611", jurisdiction_name="湖南省岳阳市君山区")
    factories.file(warehouse, source="教育局2020.pdf", status="failed", report_ids=[])
    assert strays(warehouse) == []


def test_a_department_that_was_no_more_has_none(warehouse: DuckDBPyConnection) -> None:
    years(warehouse)
    factories.body(warehouse, "湛江市旅游局", last_year=2019)
    factories.file(warehouse, source="旅游局2020.pdf", status="failed", report_ids=[])
    assert strays(warehouse) == []

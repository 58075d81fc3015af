from duckdb import DuckDBPyConnection

from tests import factories


def test_a_status_has_a_chinese_name(warehouse: DuckDBPyConnection) -> None:
    for status in ("loaded", "to_settle", "failed"):
        factories.file(warehouse, status, status=status)
    found = warehouse.execute("select status, status_name from staging.files").fetchall()
    assert dict(found) == {"loaded": "已入库", "to_settle": "待核对", "failed": "失败"}


def test_only_a_file_with_one_report_names_it(warehouse: DuckDBPyConnection) -> None:
    for origin, reports in {"none": [], "one": ["r1"], "two": ["r1", "r2"]}.items():
        factories.file(warehouse, origin, report_ids=reports)
    found = warehouse.execute("select origin, reports, report_id from staging.files").fetchall()
    assert sorted(found) == [("none", 0, None), ("one", 1, "r1"), ("two", 2, None)]

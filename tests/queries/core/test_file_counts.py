from datetime import datetime

from duckdb import DuckDBPyConnection

from tests import factories


def test_files_are_counted_by_status_with_the_latest_time(warehouse: DuckDBPyConnection) -> None:
    late = datetime(2026, 11, 22, 9, 0)
    factories.file(warehouse, "f1")
    factories.file(warehouse, "f2", loaded_at=late)
    factories.file(warehouse, "f3", status="failed", report_ids=())
    found = warehouse.execute("select status, status_name, files, last_loaded_at from core.file_counts").fetchall()
    assert sorted(found) == [("failed", "失败", 1, datetime(2026, 11, 21, 8, 0)), ("loaded", "已入库", 2, late)]

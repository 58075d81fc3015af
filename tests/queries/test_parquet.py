"""Tables that were worked out elsewhere are those of a build, in its order and with its types."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection, IOException

import queries
from tests import factories


@pytest.fixture
def made(warehouse: DuckDBPyConnection, tmp_path: Path) -> Path:
    """A warehouse with reports of two places, built; a folder with its tables, their rows in another order."""
    for number in range(4):
        for place in ("乙县", "甲县"):
            report_id = f"{place}{number}"
            factories.report(warehouse, report_id, department=f"{number}局", jurisdiction=place, fiscal_year=2020)
            factories.facts(warehouse, report_id, {"expenditure.actual": f"{number}8.50", "expenditure.budget": "40"})
    queries.build(warehouse, materialise=True)
    for name in queries.kept():
        (tmp_path / name).mkdir()
        columns = [column for column, *_ in warehouse.execute(f"select * from {name} limit 0").description or ()]
        turned = ", ".join(reversed(columns))
        warehouse.execute(f"copy (select {turned} from {name} order by all desc) to '{tmp_path / name}/0.parquet'")
    return tmp_path


def test_the_tables_are_those_of_a_build(warehouse: DuckDBPyConnection, made: Path) -> None:
    tables = "select schema_name, table_name, sql, comment from duckdb_tables() order by all"
    views = "select schema_name, view_name, sql, comment from duckdb_views() where not internal order by all"
    built = [warehouse.execute(query).fetchall() for query in (tables, views)]
    rows = {name: sorted(map(str, factories.rows(warehouse, name))) for name in queries.kept()}
    order = warehouse.execute("select report_id from core.figures").fetchall()

    queries.build(warehouse, made=made)

    assert [warehouse.execute(query).fetchall() for query in (tables, views)] == built
    assert {name: sorted(map(str, factories.rows(warehouse, name))) for name in queries.kept()} == rows
    assert warehouse.execute("select report_id from core.figures").fetchall() == order
    assert sum(map(len, rows.values())) > 500


def test_a_table_that_is_missing_is_named(warehouse: DuckDBPyConnection, made: Path) -> None:
    (made / "core.figures" / "0.parquet").unlink()

    with pytest.raises(IOException, match=r"core\.figures"):
        queries.build(warehouse, made=made)

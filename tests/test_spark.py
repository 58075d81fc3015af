"""The same reports through Spark, on a cluster of two worker processes, and through DuckDB: the same warehouse."""

import math
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from typer.testing import CliRunner, Result

import duibiao
import queries
from data import sample_city
from loaders import publishing, spark, vocabulary
from queries.spark import SETTINGS
from queries.spark.translation import spark_sql

needs_java = pytest.mark.skipif(
    not shutil.which("java") and os.environ.get("CI") != "true", reason="needs Java 17 or newer for Spark"
)

MASTER = "local-cluster[2,1,1024]"
# A small city is planned and compiled for longer than it is worked out: none of what pays for many rows.
QUICK = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC",
}
WHEN = {"loaded_at", "last_loaded_at", "seconds"}  # columns that differ between any two loads

# Both sides of what Spark would do otherwise, each with what DuckDB makes of it.
SAME = """
    cast(cast(1.005 as double) as decimal(18, 2)) as not_quite_half,
    cast(cast(0.125 as double) as decimal(18, 2)) as half,
    cast(cast(-2.5 as double) as decimal(18, 0)) as negative_half,
    cast(cast('0' as decimal(28, 8)) as varchar) as zero,
    round(cast(0.285 as double), 2) as rounded,
    cast(1 as decimal(18, 4)) / 3 as third,
    cast('12345678901234567890.12345678' as decimal(28, 8)) * cast('1.2345' as decimal(14, 4)) as product,
    list_value('a', 'b')[3] as none_there,
    list_value('a', 'b')[n] as second,
    list_position(['a', 'b'], 'c') as nowhere,
    list_position(['a', 'b'], 'b') as somewhere,
    list_concat(cast(null as varchar[]), ['a']) as joined,
    list_append(cast(null as varchar[]), 'a') as appended,
    list_sort(list_distinct(['b', null, 'a', 'b'])) as distinct_ones,
    flatten([['a'], null, ['b']]) as flat,
    list_has_any(['a', 'b'], ['b']) as overlaps,
    array_length(['a', 'b']) as elements,
    length('长度') as characters,
    strlen('长度') as bytes,
    levenshtein('市财政局', '县财政局') as distance,
    regexp_replace('10.50', '\\.?0+$', '') as bare,
    regexp_replace('a-b-c', '-', '', 'g') as all_of_them,
    regexp_extract('第12页', '第(\\d+)页', 1) as captured,
    strftime(make_date(2023, 3, 5), '%m-%d') as day,
    date_diff('day', make_date(2023, 3, 5), last_day(make_date(2024, 2, 1))) as days,
    concat_ws('、', 'a', null, 'b') as words,
    concat(upper('a'), lower('B')) as letters,
    starts_with('abc', 'ab') and ends_with('abc', 'bc') and contains('abc', 'b') as parts,
    greatest(1, null) as greatest_known,
    -7 // 2 as quotient,
    split_part('a@b', '@', 2) as part,
    rank() over (order by n) + dense_rank() over (order by n) as ranks,
    lead(n) over (order by n) as following,
    first_value(n) over (order by n) as first_one
"""
GROUPED = """
    list(x) filter (where x > 5) as of_none,
    list_sort(list(word)) as with_nulls,
    string_agg(word, '、' order by x desc) as in_order,
    string_agg(distinct word, '、' order by word) as distinct_words,
    count(distinct x) as distinct_numbers,
    arg_max(word, x) as of_greatest,
    quantile_cont(cast(x as double), [0.25, 0.5, 0.75]) as quartiles,
    median(cast(x as double)) as median,
    avg(x) as mean,
    var_pop(x) as scatter,
    var_samp(x) as variance,
    stddev_samp(x) as deviation,
    corr(cast(x as double), cast(y as double)) as correlation,
    bool_or(x > 2) and not bool_and(x > 2) as some
"""
ROWS = "(select 1 as x, 3 as y, 'b' as word union all select 2, 3, null union all select 4, 1, 'a')"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(duibiao.app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of eight departments in two years, one file that is none, and a roster."""
    folder = tmp_path_factory.mktemp("city")
    names = {name: measure.names for name, measure in vocabulary.load().measures.items()}
    sample_city.write(folder, sample_city.plan(names, 8, "2022-2023", 1, "docx,html,xlsx,txt", "0.1"))
    (folder / sample_city.REPORTS / "坏的.docx").write_bytes(b"PK\x03\x04 not a document")
    return folder


@pytest.fixture(scope="module")
def by_duckdb(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("duckdb")
    run("load", city / sample_city.REPORTS, "--warehouse", warehouse, "--roster", city / "truth" / "roster.csv")
    return warehouse


@pytest.fixture(scope="module")
def by_spark(city: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    warehouse = tmp_path_factory.mktemp("spark")
    reports, roster = city / sample_city.REPORTS, city / "truth" / "roster.csv"
    settings = [part for name, value in QUICK.items() for part in ("--conf", f"{name}={value}")]
    told = run("spark", reports, "--warehouse", warehouse, "--roster", roster, "--master", MASTER, *settings)
    return warehouse, told


@needs_java
class TestOnACluster:
    def test_one_failed_file_is_one_failed_file(self, by_spark: tuple[Path, Result]) -> None:
        warehouse, told = by_spark

        assert told.exit_code == 1, told.output
        assert "失败 1。已发布 snapshot-" in told.output
        assert [line for line in told.output.splitlines() if "坏的.docx" in line]
        assert not list(warehouse.glob("spark-*"))

    def test_every_row_is_that_of_duckdb(self, by_duckdb: Path, by_spark: tuple[Path, Result]) -> None:
        with publishing.reading(by_duckdb) as expected, publishing.reading(by_spark[0]) as found:
            assert catalogue(found) == catalogue(expected)
            compared = {name: rows(expected, name) for name in tables(expected)}
            for name, wanted in compared.items():
                assert difference(wanted, rows(found, name)) == "", name
        assert sum(map(len, compared.values())) > 10_000
        assert len(compared["core.figures"]) > 500
        assert len(compared["core.peer_statistics"]) > 50

    def test_what_is_shown_of_it_is_the_same(self, by_duckdb: Path, by_spark: tuple[Path, Result]) -> None:
        shown = [run("findings", "--warehouse", place, "--format", "csv") for place in (by_duckdb, by_spark[0])]

        assert shown[0].output == shown[1].output
        assert shown[0].output.count("\n") > 10

    def test_expressions_mean_the_same_in_both(self) -> None:
        statements = [
            f"select {SAME} from (select 2 as n) as numbers",
            f"select {GROUPED} from {ROWS} as grouped",
        ]
        with spark.session("local[1]", QUICK) as session:
            for setting, value in SETTINGS.items():
                session.conf.set(setting, value)
            found = [session.sql(spark_sql(statement)).collect()[0].asDict() for statement in statements]
        for statement, values in zip(statements, found, strict=True):
            cursor = duckdb.execute(statement)
            names = [column for column, *_ in cursor.description or ()]
            expected = dict(zip(names, cursor.fetchall()[0], strict=True))
            assert {name: values[name] for name in names if not is_same(values[name], expected[name])} == {}


def test_what_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "NEEDED", ("pyspark", "no_such_package"))
    without_package = run("spark", tmp_path, "--warehouse", tmp_path / "w")
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    without_java = run("spark", tmp_path, "--warehouse", tmp_path / "w")
    wrong = run("spark", tmp_path, "--warehouse", tmp_path / "w", "--conf", "spark.cores.max")

    assert (without_package.exit_code, without_java.exit_code, wrong.exit_code) == (1, 1, 2)
    assert "pip install 'duibiao[spark]'" in without_package.output and "no_such_package" in without_package.output
    assert "没有找到 Java" in without_java.output
    assert "名=值" in wrong.output


def tables(connection: DuckDBPyConnection) -> Iterator[str]:
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables() order by all").fetchall()
    yield from (name for (name,) in found if name != f"raw.{publishing.CONTENTS}")


def catalogue(connection: DuckDBPyConnection) -> list[Any]:
    """Every table and view with its columns' types and its comment."""
    return connection.execute(
        "select schema_name, table_name, sql, comment from duckdb_tables()"
        "union all select schema_name, view_name, sql, comment from duckdb_views() where not internal order by all"
    ).fetchall()


def rows(connection: DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows in the order of their keys, and of whatever else is no fraction."""
    cursor = connection.execute(f"select * from {name}")
    columns = [column for column, *_ in cursor.description or ()]
    found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    if not found:
        return []
    comments = {view.name: view.comment for view in queries.views()}
    keys = re.search(r"One row per ([a-z_0-9, ]+)\.", comments.get(name, ""))
    first = keys[1].split(", ") if keys else []
    others = [column for column in columns if column not in {*first, *WHEN} and not isinstance(found[0][column], float)]
    return sorted(found, key=lambda row: [str(row[column]) for column in (*first, *others)])


def difference(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> str:
    """The first of all differences, in words; '' where there is none."""
    if len(expected) != len(found):
        return f"{len(found)} rows, not {len(expected)}"
    for one, other in zip(expected, found, strict=True):
        for column, value in one.items():
            if column not in WHEN and not is_same(value, other[column]):
                return f"{column}: {other[column]!r}, not {value!r}, in {one}"
    return ""


def is_same(one: Any, other: Any) -> bool:
    """Numbers to nine digits; a list that no view sorted has no order."""
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(sorted(one, key=str), sorted(other, key=str), strict=False)
        return len(one) == len(other) and all(is_same(*pair) for pair in pairs)
    if isinstance(one, float) or isinstance(other, float):
        return one is other or (None not in (one, other) and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9))
    return bool(one == other) and isinstance(one, datetime) == isinstance(other, datetime)

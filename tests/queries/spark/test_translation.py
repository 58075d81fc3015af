"""What is the same in DuckDB and in Spark, and what is said otherwise so that it is; without Spark."""

import re

import pytest

from queries.spark.translation import obstacles, spark_sql

SAID = [
    ("from core.figures as f join core.rates on x = y", "FROM core__figures AS f JOIN core__rates AS rates ON x = y"),
    ("select a / b", "SELECT CAST(a AS DOUBLE) / CAST(b AS DOUBLE)"),
    ("select avg(points)", "SELECT AVG(CAST(points AS DOUBLE))"),
    ("select fact_ids[1]", "SELECT GET(fact_ids, 0)"),
    ("select bounds[rank]", "SELECT GET(bounds, rank - 1)"),
    ("select list(x) filter (where y)", "SELECT NULLIF(COLLECT_LIST(x) FILTER(WHERE y) RESPECT NULLS, ARRAY())"),
    ("select flatten(ids)", "SELECT FLATTEN(ARRAY_COMPACT(ids))"),
    ("select list_distinct(ids)", "SELECT ARRAY_DISTINCT(ARRAY_COMPACT(ids))"),
    ("select list_concat(a, b)", "SELECT CONCAT(COALESCE(a, ARRAY()), COALESCE(b, ARRAY()))"),
    ("select list_position(a, 'b')", "SELECT NULLIF(ARRAY_POSITION(a, 'b'), 0)"),
    ("select list_has_any(a, b)", "SELECT ARRAYS_OVERLAP(a, b)"),
    ("select quantile_cont(x, [0.25, 0.5])", "SELECT PERCENTILE(x, ARRAY(0.25, 0.5))"),
    (
        "select string_agg(distinct x, '、' order by x)",
        "SELECT NULLIF(ARRAY_JOIN(ARRAY_SORT(COLLECT_SET(x)), '、'), '')",
    ),
    ("select cast('1.5' as decimal(10, 2))", "SELECT CAST('1.5' AS DECIMAL(10, 2))"),
    ("select max(x) filter (where y) as z", "SELECT MAX(x) FILTER(WHERE y) AS z"),
]


@pytest.mark.parametrize(("duckdb", "spark"), SAID, ids=[duckdb for duckdb, _ in SAID])
def test_it_is_said_so(duckdb: str, spark: str) -> None:
    assert spark_sql(duckdb).removeprefix("SELECT * ") == spark


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("pivot facts on stage using sum(value)", "filter"),
        ("from facts pivot (sum(value) for stage in ('budget', 'actual'))", "filter"),
        ("select mad(value) from figures", r"mad\(\)"),
        ("select list(fact_id order by place) from places", "order"),
        ("select string_agg(fact_id, '、') from places", "order"),
        ("select len(fact_ids) from figures", "array_length"),
        ("select format('{:g}', points) from items", "format"),
        ("select regexp_replace(name, '局', '') from names", "anchor"),
        ("select places.* from names cross join lateral (values (names.name)) as places (name)", "unnest"),
        ("select unnest([1, 2]) as a, unnest([3, 4]) as b", "combination"),
        ("select unnest(names) as name, count(*) over () as n from bodies", "two steps"),
        ("select a[1:2] from figures", "slice"),
        ("select a[-1] from figures", "end"),
    ],
)
def test_what_spark_would_not_take_is_told(body: str, word: str) -> None:
    assert any(re.search(word, told) for told in obstacles(body))


@pytest.mark.parametrize(
    "body",
    [
        "select regexp_replace(name, '^中共', '') as a, regexp_replace(name, '局', '', 'g') as b from names",
        "select label, max(value) filter (where stage = 'budget') as budget from figures group by all",
        "select list_sort(list(distinct fact_id)) as fact_ids, array_length(list(fact_id)) as n from places",
    ],
)
def test_what_is_the_same_is_none(body: str) -> None:
    assert list(obstacles(body)) == []

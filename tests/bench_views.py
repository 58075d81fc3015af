"""What each view costs, and what benchmarks cost in pandas and polars: `make bench`, after tests.bench.

    python -m tests.bench_views [JURISDICTIONS…]

A jurisdiction is 64 departments over 6 years: 1 and 78 make 384 and 30,000 reports, 8600 would make 3.3 million.
Seconds of processor, so that what else runs on the machine counts little; what pages ask is on the clock.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from duckdb import DuckDBPyConnection

import duibiao
from data.sample_city import scale
from loaders import parquet, publishing
from tests.bench import seconds
from tests.bench_scale import times_of_views

JURISDICTIONS = (1, 78)
NAME = re.compile(r"\b(?:core|benchmarks|checks|targets)\.\w+")  # of a view, which is worked out and then written
LISTED = 30  # of the views, those that cost most

RATES = {
    "three_public": ("three_public", ["three_public_budget"]),
    "budget_execution": ("expenditure", ["expenditure_adjusted_budget"]),
    "carryover": ("carryover_closing", ["revenue", "carryover_opening"]),
}
PLACE = "jurisdiction = $place and fiscal_year = $year"
QUESTIONS = {
    "one department's execution": "select * from benchmarks.budget_execution where jurisdiction = $place and department = $name",
    "one department's trends": "select * from benchmarks.trends where department_id = $department",
    "a place and year's three_public": f"select * from benchmarks.three_public where {PLACE}",
    "a place and year's outliers": f"select * from benchmarks.outliers where {PLACE}",
}


def sql_rate(connection: DuckDBPyConnection, part: str, whole: list[str]) -> float:
    """The sum of all modified z of a rate, as a proof that all three work out the same."""
    return number(
        connection,
        """with wide as (
            select peer_group, max(value) filter (where indicator = $part) as part,
                sum(value) filter (where list_contains($whole, indicator)) as whole,
            from figures where indicator = $part or list_contains($whole, indicator)
            group by peer_group, department_id having count(*) = 1 + len($whole)
        ),
        rates as (select peer_group, 100 * part / nullif(whole, 0) as rate from wide),
        centred as (select peer_group, rate - median(rate) over (partition by peer_group) as gap from rates),
        spread as (select gap, median(abs(gap)) over (partition by peer_group) as mad from centred)
        select sum(0.6745 * gap / nullif(mad, 0)) from spread""",
        {"part": part, "whole": whole},
    )


def pandas_rate(values: pd.DataFrame, part: str, whole: list[str]) -> float:
    few = values[values["indicator"].isin([part, *whole])]
    wide = few.pivot(index=["peer_group", "department_id"], columns="indicator", values="value")
    below = wide[whole].sum(axis=1, skipna=False)
    rates = 100 * wide[part] / below.where(below != 0)
    gap = rates - rates.groupby("peer_group").transform("median")
    mad = gap.abs().groupby("peer_group").transform("median")
    return float((0.6745 * gap / mad.where(mad > 0)).sum())


def polars_rate(values: pl.DataFrame, part: str, whole: list[str]) -> float:
    few = values.filter(pl.col("indicator").is_in([part, *whole]))
    wide = few.pivot(on="indicator", index=["peer_group", "department_id"], values="value").lazy()
    below = pl.sum_horizontal(whole, ignore_nulls=False)
    rates = wide.select("peer_group", rate=100 * pl.col(part) / pl.when(below != 0).then(below))
    centred = rates.with_columns(gap=pl.col("rate") - pl.col("rate").median().over("peer_group"))
    mad = pl.col("gap").abs().median().over("peer_group")
    return float(centred.select((0.6745 * pl.col("gap") / pl.when(mad > 0).then(mad)).sum()).collect().item())


def sql_statistics(connection: DuckDBPyConnection) -> float:
    return number(
        connection,
        """with centres as (
            select peer_group, indicator, quantile_cont(value, [0.25, 0.5, 0.75]) as quartiles
            from figures group by peer_group, indicator
        ),
        spreads as (
            select median(abs(value - quartiles[2])) as mad, max(quartiles[3] - quartiles[1]) as spread
            from figures inner join centres using (peer_group, indicator) group by peer_group, indicator
        )
        select sum(mad) + sum(spread) from spreads""",
    )


def pandas_statistics(values: pd.DataFrame) -> float:
    groups = values.groupby(["peer_group", "indicator"])["value"]
    gap = (values["value"] - groups.transform("median")).abs()
    mad = gap.groupby([values["peer_group"], values["indicator"]]).median()
    return float(mad.sum() + (groups.quantile(0.75) - groups.quantile(0.25)).sum())


def polars_statistics(values: pl.DataFrame) -> float:
    value = pl.col("value")
    found = values.lazy().group_by("peer_group", "indicator")
    spread = value.quantile(0.75, "linear") - value.quantile(0.25, "linear")
    both = found.agg(mad=(value - value.median()).abs().median(), spread=spread)
    return float(both.select(pl.col("mad").sum() + pl.col("spread").sum()).collect().item())


def sql_trends(connection: DuckDBPyConnection) -> float:
    return number(
        connection,
        """select sum(abs(value - before)) from (
            select value, fiscal_year, lag(value) over one as before, lag(fiscal_year) over one as year_before
            from figures window one as (partition by department_id, indicator order by fiscal_year)
        ) where year_before = fiscal_year - 1""",
    )


def pandas_trends(values: pd.DataFrame) -> float:
    rows = values.sort_values("fiscal_year")
    changes = rows.groupby(["department_id", "indicator"])[["value", "fiscal_year"]].diff()
    return float(changes.loc[changes["fiscal_year"] == 1, "value"].abs().sum())


def polars_trends(values: pl.DataFrame) -> float:
    series = ["department_id", "indicator"]
    changes = values.lazy().sort("fiscal_year").select(pl.col("value", "fiscal_year").diff().over(series))
    return float(changes.filter(pl.col("fiscal_year") == 1).select(pl.col("value").abs().sum()).collect().item())


def number(connection: DuckDBPyConnection, question: str, parameters: dict[str, Any] | None = None) -> float:
    ((found,),) = connection.execute(question, parameters).fetchall()
    return float(found)


def processor(action: Callable[[], float]) -> tuple[float, float]:
    """The least of three runs, and what came out."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        found = action()
        taken.append(time.process_time() - begun)
    return min(taken), found


def engines(connection: DuckDBPyConnection) -> None:
    """The same sums by DuckDB, pandas and polars, all from memory."""
    connection.execute("create temp table figures as select * from core.department_values")
    in_pandas = connection.execute("from figures").df()
    in_polars = pl.from_pandas(in_pandas)
    jobs: dict[str, tuple[Callable[[], float], ...]] = {
        name: (
            partial(sql_rate, connection, *operands),
            partial(pandas_rate, in_pandas, *operands),
            partial(polars_rate, in_polars, *operands),
        )
        for name, operands in RATES.items()
    }
    jobs["peer_statistics"] = (
        partial(sql_statistics, connection),
        partial(pandas_statistics, in_pandas),
        partial(polars_statistics, in_polars),
    )
    jobs["trends"] = (
        partial(sql_trends, connection),
        partial(pandas_trends, in_pandas),
        partial(polars_trends, in_polars),
    )
    print(f"\n{len(in_pandas):>15,} values {'DuckDB':>12}{'pandas':>12}{'polars':>12}   of processor")
    for name, actions in jobs.items():
        (own, expected), *others = map(processor, actions)
        assert all(found == pytest.approx(expected, rel=1e-9) for _, found in others), name
        ratios = "".join(f"{taken / own:>10.1f} ×" for taken, _ in others)
        print(f"{name:22}{own * 1e3:>10.0f} ms{ratios}")


def ask(connection: DuckDBPyConnection, question: str, values: dict[str, Any]) -> None:
    connection.execute(question, values).fetchall()


def questions(connection: DuckDBPyConnection) -> None:
    ((place, department, name, year),) = connection.execute(
        "select jurisdiction, department_id, department, fiscal_year from core.peers order by report_id limit 1"
    ).fetchall()
    known = {"place": place, "department": department, "name": name, "year": year}
    for title, question in QUESTIONS.items():
        values = {key: value for key, value in known.items() if f"${key}" in question}
        taken = seconds(partial(ask, connection, question, values))
        print(f"{title:34}{taken * 1e3:>8.1f} ms")


@contextmanager
def built(jurisdictions: int, folder: Path) -> Iterator[tuple[DuckDBPyConnection, Counter[str]]]:
    """Facts made up and the views built of them, as tables in a file; with the seconds of processor of each view."""
    scale.write(folder, jurisdictions=jurisdictions, departments=64, years=6, measures=30, seed=1)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        publishing._limit(connection)
        connection.execute(publishing.SCHEMA.read_text(encoding="utf-8"))
        duibiao.ship(connection)
        counts = parquet.take_in(connection, folder)
        begun = time.perf_counter()
        taken: Counter[str] = Counter()
        for statement, spent in times_of_views(connection).items():
            taken[next(iter(NAME.findall(statement)), "planning")] += spent
        print(
            f"\n{counts['reports']:,} reports, {counts['facts']:,} facts: built in {time.perf_counter() - begun:.0f} s"
        )
        yield connection, taken


def measured(jurisdictions: int, folder: Path) -> Counter[str]:
    """Make up the facts, build the views, print what is asked of them; gives the seconds of each view."""
    with built(jurisdictions, folder) as (connection, taken):
        questions(connection)
        engines(connection)
    return taken


def main() -> None:
    taken = {}
    for jurisdictions in [int(one) for one in sys.argv[1:]] or JURISDICTIONS:
        with tempfile.TemporaryDirectory() as folder:
            taken[jurisdictions] = measured(jurisdictions, Path(folder))
    print(f"\n{'places of 64 departments':40}" + "".join(f"{one:>12,}" for one in taken))
    last = taken[max(taken)]
    for name in sorted(last, key=lambda name: last[name], reverse=True)[:LISTED]:
        print(f"{name:40}" + "".join(f"{one.get(name, 0):>10.2f} s" for one in taken.values()))
    print(f"{'all':40}" + "".join(f"{sum(one.values()):>10.2f} s" for one in taken.values()))


if __name__ == "__main__":
    main()

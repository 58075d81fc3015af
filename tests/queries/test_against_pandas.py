"""What the views say of invented departments, beside the same formulas in pandas: amounts to the cent, the rest to 1e-9."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from loaders import publishing
from tests import factories

FIRST_YEAR = 2018
MONEY = (
    *("expenditure.budget", "expenditure.adjusted_budget", "expenditure.actual", "revenue.budget", "revenue.actual"),
    *("basic_expenditure.actual", "basic_expenditure.adjusted_budget"),
    *("project_expenditure.actual", "project_expenditure.adjusted_budget"),
    *("carryover.opening", "carryover.closing", "treasury_carryover.opening", "treasury_carryover.closing"),
    *("three_public.budget", "three_public.actual", "vehicle_operation.actual", "official_reception.actual"),
    *("procurement.budget", "procurement.actual", "operating_expenditure.budget", "operating_expenditure.actual"),
    *("surplus.actual", "personnel_expenditure.actual"),
    *("fixed_assets.actual", "fixed_assets[in_use].actual", "fixed_assets[leased].actual"),
)
HEADS = ("staff_quota.actual", "staff_on_post.actual", "staff_contract.actual", "staff_retired.actual")
HUNDREDTHS = {"元": 10_007, "万元": 1}  # of the unit, for each of 万元: an odd number, so that there are cents
CHANGES = (
    *("expenditure", "three_public", "official_reception", "procurement", "operating_expenditure"),
    *("staff_on_post", "fixed_assets"),
)
SAYINGS = ("stated", "zero", "twice", "coarsely too", "conflicting", "blank", "reported_elsewhere", "not_applicable")
OWN = ["department_id", "fiscal_year"]
GROUP = ["group_key", "indicator"]
NONE: Any = Decimal("nan")

Wide = pd.DataFrame  # a row for each report, a column for each figure, NONE where it has no value
Worked = tuple[pd.Series, pd.Series | None]  # numerators and denominators


def rate(part: str, *whole: str) -> Callable[[Wide], Worked]:
    return lambda wide: (wide[part], reduce(add, (wide[one] for one in whole)))


def growth(now: str, before: str) -> Callable[[Wide], Worked]:
    return lambda wide: (wide[now] - wide[before], wide[before])


def difference(now: str, before: str) -> Callable[[Wide], Worked]:
    return lambda wide: (wide[now] - wide[before], None)


def amount(name: str) -> Callable[[Wide], Worked]:
    return lambda wide: (wide[name], None)


PERCENTAGES = {
    "budget_execution_rate": rate("expenditure.actual", "expenditure.adjusted_budget"),
    "budget_completion_rate": rate("expenditure.actual", "expenditure.budget"),
    "available_execution_rate": rate("expenditure.actual", "revenue.actual", "carryover.opening"),
    "basic_execution_rate": rate("basic_expenditure.actual", "basic_expenditure.adjusted_budget"),
    "project_execution_rate": rate("project_expenditure.actual", "project_expenditure.adjusted_budget"),
    "budget_adjustment_rate": growth("expenditure.adjusted_budget", "expenditure.budget"),
    "revenue_deviation_rate": growth("revenue.actual", "revenue.budget"),
    "carryover_rate": rate("carryover.closing", "revenue.actual", "carryover.opening"),
    "carryover_change_rate": growth("carryover.closing", "carryover.opening"),
    "treasury_carryover_change_rate": growth("treasury_carryover.closing", "treasury_carryover.opening"),
    "operating_control_rate": rate("operating_expenditure.actual", "operating_expenditure.budget"),
    "three_public_control_rate": rate("three_public.actual", "three_public.budget"),
    "procurement_execution_rate": rate("procurement.actual", "procurement.budget"),
    "staffing_control_rate": rate("staff_on_post.actual", "staff_quota.actual"),
    "fixed_assets_utilisation_rate": rate("fixed_assets[in_use].actual", "fixed_assets.actual"),
    "fixed_assets_leased_share": rate("fixed_assets[leased].actual", "fixed_assets.actual"),
    "basic_expenditure_share": rate("basic_expenditure.actual", "expenditure.actual"),
    "project_expenditure_share": rate("project_expenditure.actual", "expenditure.actual"),
    "three_public_share": rate("three_public.actual", "expenditure.actual"),
    "procurement_share": rate("procurement.actual", "expenditure.actual"),
    "operating_share": rate("operating_expenditure.actual", "basic_expenditure.actual"),
    "staff_contract_share": rate("staff_contract.actual", "staff_on_post.actual"),
    **{f"{name}_change": growth(f"{name}.actual", f"{name} before") for name in CHANGES},
}
OTHERS = {
    "three_public_per_head": rate("three_public.actual", "staff_on_post.actual"),
    "operating_per_head": rate("operating_expenditure.actual", "staff_on_post.actual"),
    "basic_expenditure_per_head": rate("basic_expenditure.actual", "staff_on_post.actual"),
    "personnel_per_head": rate("personnel_expenditure.actual", "staff_on_post.actual"),
    "fixed_assets_per_head": rate("fixed_assets.actual", "staff_on_post.actual"),
    "expenditure": amount("expenditure.actual"),
    "revenue": amount("revenue.actual"),
    "three_public": amount("three_public.actual"),
    "carryover_closing": amount("carryover.closing"),
    "staff_on_post": amount("staff_on_post.actual"),
    "expenditure_change_yuan": difference("expenditure.actual", "expenditure before"),
    "expenditure_adjustment": difference("expenditure.adjusted_budget", "expenditure.budget"),
    "carryover_growth": difference("carryover.closing", "carryover.opening"),
}
# What views of the benchmarks print exactly: column and formula.
EXACT = {
    "carryover": {
        "opening_yuan": amount("carryover.opening"),
        "closing_yuan": amount("carryover.closing"),
        "change_yuan": difference("carryover.closing", "carryover.opening"),
        "surplus_yuan": amount("surplus.actual"),
        "treasury_opening_yuan": amount("treasury_carryover.opening"),
        "treasury_closing_yuan": amount("treasury_carryover.closing"),
    },
    "procurement": {
        "budget_yuan": amount("procurement.budget"),
        "actual_yuan": amount("procurement.actual"),
        "change_yuan": difference("procurement.actual", "procurement before"),
        "unspent_yuan": difference("procurement.budget", "procurement.actual"),
    },
    "staffing": {
        "quota_count": amount("staff_quota.actual"),
        "on_post_count": amount("staff_on_post.actual"),
        "contract_count": amount("staff_contract.actual"),
        "retired_count": amount("staff_retired.actual"),
        "on_post_change_count": difference("staff_on_post.actual", "staff_on_post before"),
        "personnel_expenditure_yuan": amount("personnel_expenditure.actual"),
    },
    "operating": {
        "budget_yuan": amount("operating_expenditure.budget"),
        "actual_yuan": amount("operating_expenditure.actual"),
        "change_yuan": difference("operating_expenditure.actual", "operating_expenditure before"),
    },
    "fixed_assets": {
        "total_yuan": amount("fixed_assets.actual"),
        "in_use_yuan": amount("fixed_assets[in_use].actual"),
        "leased_yuan": amount("fixed_assets[leased].actual"),
        "change_yuan": difference("fixed_assets.actual", "fixed_assets before"),
    },
}
# What they print beside the peers': column, how the names of the columns about the peers begin, and indicator.
BESIDE = {
    "carryover": (
        ("carryover_rate_pct", "carryover", "carryover_rate"),
        ("change_rate_pct", "change", "carryover_change_rate"),
        ("treasury_change_rate_pct", "treasury_change", "treasury_carryover_change_rate"),
    ),
    "procurement": (
        ("execution_rate_pct", "execution", "procurement_execution_rate"),
        ("share_of_expenditure_pct", "share", "procurement_share"),
        ("change_rate_pct", "change", "procurement_change"),
    ),
    "staffing": (
        ("control_rate_pct", "control", "staffing_control_rate"),
        ("contract_share_pct", "contract", "staff_contract_share"),
        ("basic_per_head_yuan", "basic", "basic_expenditure_per_head"),
        ("personnel_per_head_yuan", "personnel", "personnel_per_head"),
    ),
    "operating": (
        ("control_rate_pct", "control", "operating_control_rate"),
        ("per_head_yuan", "per_head", "operating_per_head"),
        ("share_of_basic_pct", "share", "operating_share"),
        ("change_rate_pct", "change", "operating_expenditure_change"),
    ),
    "fixed_assets": (
        ("utilisation_rate_pct", "utilisation", "fixed_assets_utilisation_rate"),
        ("leased_share_pct", "leased", "fixed_assets_leased_share"),
        ("per_head_yuan", "per_head", "fixed_assets_per_head"),
        ("change_rate_pct", "change", "fixed_assets_change"),
    ),
}


@dataclass(frozen=True)
class World:
    reports: pd.DataFrame
    facts: pd.DataFrame


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Departments over three years, told by chance; what is drawn is how many there are and how much goes wrong."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    departments = draw(st.integers(6, 40))
    weights = [draw(st.integers(4, 40)), *(draw(st.integers(0, 4)) for _ in SAYINGS[1:])]
    missing, told = draw(st.sampled_from((0.02, 0.2))), draw(st.sampled_from((0, 0.3)))
    spread = draw(st.sampled_from((3, 300, 300_000)))  # of hundredths: a small one makes many equal
    reports, facts = [], list[tuple[Any, ...]]()
    for department in range(departments):
        place = "广东省湛江市" if department % 4 else "湖南省岳阳市"
        for year in range(FIRST_YEAR, FIRST_YEAR + 3):
            if chance.random() < missing:
                continue
            report: dict[str, Any] = {
                "report_id": f"p{department}/{year}",
                "department_id": f"{place} {department}局",
                "fiscal_year": year,
                "place": place,
                "scope": chance.choice(("own", "consolidated")) if chance.random() < 0.1 else "",
                "kind": "final_accounts" if chance.random() < 0.05 else "self_evaluation",
                "unit": chance.choice(("元", "万元")),
            }
            reports.append(report)
            for name in (*MONEY, *HEADS):
                if chance.random() < missing:
                    continue
                hundredths = 40_000 + chance.randrange(spread) * chance.choice((1, 7))
                saying = chance.choices(SAYINGS, weights)[0]
                facts += said(report, year, name, hundredths, saying)
                if name.endswith(".actual") and chance.random() < told:
                    facts += said(report, year - 1, name, hundredths - 17 * chance.randrange(99), "stated")
    columns = ("report_id", "fiscal_year", "name", "printed", "disclosure", "stage_is_told")
    return World(pd.DataFrame(reports), pd.DataFrame(facts, columns=columns))


def said(report: dict[str, Any], year: int, name: str, hundredths: int, saying: str) -> Iterator[tuple[Any, ...]]:
    """The facts that a report has of one figure: persons, 万元 in hundredths or 元 in cents."""
    is_money = name in MONEY
    number = Decimal(hundredths * HUNDREDTHS[report["unit"]]).scaleb(-2) if is_money else Decimal(hundredths // 1000)
    printed = {
        "zero": [Decimal("0.00") if is_money else Decimal(0)],
        "twice": [number, number],
        "coarsely too": [number, number.quantize(Decimal(1))] if is_money else [number],
        "conflicting": [number, number + 2],
        "stated": [number],
    }
    for one in printed.get(saying, [None]):
        disclosure = saying if one is None else "stated"
        yield report["report_id"], year, name, one, disclosure, saying != "reported_elsewhere" or hundredths % 2 == 0


def load(connection: DuckDBPyConnection, world: World) -> None:
    for table in ("reports", "identities", "facts", "places"):
        connection.execute(f"truncate raw.{table}")
    for one in world.reports.to_dict("records"):
        factories.report(
            connection,
            one["report_id"],
            department=one["department_id"].split()[1],
            jurisdiction=one["place"],
            fiscal_year=one["fiscal_year"],
            scope=one["scope"],
            kind=one["kind"],
        )
    names = world.facts["name"].str.extract(r"(?P<measure>\w+?)(?:\[(?P<breakdown>\w+)\])?\.(?P<stage>\w+)").fillna("")
    rows = world.facts.join(names)
    rows["stage"] = rows["stage"].where(rows["stage_is_told"], "")
    rows["fact_id"] = [f"f{number:06}" for number in range(len(rows))]
    units = rows["report_id"].map(world.reports.set_index("report_id")["unit"])
    rows["unit"] = units.where(rows["name"].isin(MONEY), "人")
    rows["value_text"] = [None if one is None else str(one) for one in rows["printed"]]
    rows["decimals"] = [None if one is None else -one.as_tuple().exponent for one in rows["printed"]]
    connection.register("told", rows.drop(columns=["name", "printed", "stage_is_told"]))
    connection.execute(
        "insert into raw.facts by name select *, 1 as version, '' as reported_by, 'certain' as confidence, "
        "'' as doubt, cast(value_text as decimal(28, 8)) as value from told"
    )
    connection.execute(
        "insert into raw.places by name select report_id, 1 as version, fact_id, 1 as place, 0 as start_offset, "
        "1 as end_offset, '…' as evidence from told"
    )
    connection.unregister("told")


def agreed(prints: pd.Series) -> Decimal:
    """The one number that several prints of a figure amount to; between different ones none is chosen."""
    finest = min(one.as_tuple().exponent for one in prints)
    first, *others = sorted({one for one in prints if one.as_tuple().exponent == finest})
    fits = not others and all(abs(one - first) <= Decimal("0.5") for one in prints)
    return first if fits else NONE


def figures(world: World) -> Wide:
    """A row for each report: what it states of its year, and of the year before it or else the report before it."""
    printed = world.facts[world.facts["printed"].notna()]
    values = printed.groupby(["report_id", "fiscal_year", "name"])["printed"].agg(agreed).rename("value").reset_index()
    reports = world.reports.set_index("report_id")
    own = reports[["fiscal_year", "unit"]].rename(columns={"fiscal_year": "own_year"})
    values = values.merge(own, left_on="report_id", right_index=True)
    values["value"] *= np.where(values["name"].isin(MONEY) & (values["unit"] == "万元"), 10_000, 1)

    def over(years: pd.Series) -> Wide:
        wide = values[values["fiscal_year"] == years].set_index(["report_id", "name"])["value"].unstack(fill_value=NONE)
        return wide.reindex(index=reports.index, columns=[*MONEY, *HEADS], fill_value=NONE)

    wide, told = over(values["own_year"]), over(values["own_year"] - 1)
    following = reports.reset_index().assign(fiscal_year=reports["fiscal_year"].to_numpy() + 1)
    last = reports.reset_index().merge(following, on=OWN, suffixes=("", "_before")).set_index("report_id")
    has_other_scope = (last["scope"] != last["scope_before"]) & (last["scope"] != "") & (last["scope_before"] != "")
    comparable = last[~has_other_scope & (last["kind"] == last["kind_before"])]["report_id_before"]
    for measure in CHANGES:
        name = f"{measure}.actual"
        earlier = comparable.map(wide[name]).reindex(reports.index, fill_value=NONE)
        wide[f"{measure} before"] = told[name].where(told[name].notna(), earlier)
    return wide


def worked_out(world: World) -> pd.DataFrame:
    """Each indicator of each report: exact numerator and denominator, and the value, NONE where there is none."""
    wide, found = figures(world), []
    for indicator, formula in (PERCENTAGES | OTHERS).items():
        numerator, denominator = formula(wide)
        value = numerator * (100 if indicator in PERCENTAGES else 1)
        if denominator is not None:
            numerator, denominator = (
                numerator.where(denominator.notna(), NONE),
                denominator.where(numerator.notna(), NONE),
            )
            value = value / denominator.where(denominator != 0, NONE)
        found.append(
            pd.DataFrame({"numerator": numerator, "denominator": denominator, "value": value.astype(float)}).assign(
                indicator=indicator
            )
        )
    return pd.concat(found).reset_index().merge(world.reports, on="report_id")


def described(members: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Median, quartiles and deviation of each group and indicator; below 5 values only how many there are."""
    sizes = members.groupby("group_key").size()
    groups = members.merge(values, on=OWN).groupby(GROUP)["value"]
    found = pd.DataFrame(
        {
            "least": groups.min(),
            "lower_quartile": groups.quantile(0.25),
            "median": groups.median(),
            "upper_quartile": groups.quantile(0.75),
            "most": groups.max(),
            "mad": groups.agg(lambda one: (one - one.median()).abs().median()),
            "commonest_share_pct": 100 * groups.agg(lambda one: one.value_counts().max()) / groups.size(),
        }
    ).where(groups.size() >= 5)
    found["commonest_share_pct"] = found["commonest_share_pct"].where(found["mad"] == 0)
    found.insert(0, "n", groups.size())
    found.insert(1, "missing", found.index.get_level_values("group_key").map(sizes.to_dict()) - found["n"])
    return found


def exact_columns(view: str, wide: Wide) -> dict[str, tuple[Decimal | None, ...]]:
    """What a view of the benchmarks prints exactly of each report."""
    columns = pd.DataFrame({column: formula(wide)[0] for column, formula in EXACT[view].items()})
    return {report_id: tuple(None if pd.isna(one) else one for one in row) for report_id, *row in columns.itertuples()}


def beside_peers(view: str, grouped: pd.DataFrame, values: pd.DataFrame, statistics: pd.DataFrame) -> pd.DataFrame:
    """The other numbers of a view: each report's, and what is known of the departments of its place and year."""
    found = grouped.set_index("report_id")[["fiscal_year", "group_key"]]
    found["peers_in_group"] = found.groupby("group_key")["group_key"].transform("size")
    for column, start, indicator in BESIDE[view]:
        peers = statistics.xs(indicator, level="indicator").reindex(found["group_key"]).set_index(found.index)
        found[column] = values[values["indicator"] == indicator].set_index("report_id")["value"]
        found[f"{start}_peers"] = peers["n"].fillna(0)
        found[f"{start}_missing"] = found["peers_in_group"] - found[f"{start}_peers"]
        found[f"{start}_median_{column.rpartition('_')[2]}"] = peers["median"]
    return found.drop(columns="group_key")


def distances(values: pd.DataFrame) -> pd.Series:
    """Between the departments of a place and year: staff and spending by logarithm, in standard deviations."""
    found: dict[tuple[Any, Any], float] = {}
    for _, group in values.groupby(["place", "fiscal_year"]):
        wide = group.pivot(index="report_id", columns="indicator", values="value")
        wide = wide.reindex(columns=["staff_on_post", "expenditure", "project_expenditure_share"]).dropna()
        wide = wide[(wide["staff_on_post"] > 0) & (wide["expenditure"] > 0)]
        wide[["staff_on_post", "expenditure"]] = np.log(wide[["staff_on_post", "expenditure"]])
        scaled = wide / wide.std(ddof=0).where(wide.nunique() > 1, 1)
        found |= {
            (one, other): float(np.linalg.norm(scaled.loc[one] - scaled.loc[other]))
            for one in scaled.index
            for other in scaled.index
            if one != other
        }
    return pd.Series(found, dtype=float)


def read(connection: DuckDBPyConnection, question: str) -> pd.DataFrame:
    return connection.execute(question).df()


def read_exactly(connection: DuckDBPyConnection, view: str) -> dict[str, tuple[Decimal | None, ...]]:
    """What is read of the columns that `exact_columns` works out."""
    rows = connection.execute(f"select report_id, {', '.join(EXACT[view])} from benchmarks.{view}").fetchall()
    return {report_id: tuple(row) for report_id, *row in rows}


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        found.sort_index(),
        expected[found.columns].sort_index(),
        check_dtype=False,
        check_index_type=False,
        rtol=1e-9,
        atol=1e-9,
    )


@pytest.fixture(scope="module")
def connection() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(publishing.SCHEMA.read_text(encoding="utf-8"))
        factories.vocabulary(connection)
        yield connection


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_views_say_what_pandas_says(connection: DuckDBPyConnection, world: World) -> None:
    load(connection, world)
    queries.build(connection, materialise=True)
    expected = worked_out(world)
    values = expected.dropna(subset="value")

    names = ", ".join(f"'{indicator}'" for indicator in PERCENTAGES | OTHERS)
    of_ours = f"from core.indicators where indicator in ({names}) and state in ('stated', 'zero_base')"
    exact = connection.execute(f"select report_id, indicator, numerator, denominator {of_ours}").fetchall()
    complete = expected[expected["numerator"].notna()]
    assert {tuple(row[:2]): row[2:] for row in exact} == {
        (row.report_id, row.indicator): (row.numerator, row.denominator) for row in complete.itertuples()
    }
    own = ["report_id", "indicator"]
    found = read(connection, f"select report_id, indicator, value {of_ours} and value is not null").set_index(own)
    same(found, values.set_index(own))
    # What is equal is exactly so: shares of equal values and ranks rest on it.
    different = [one.groupby("indicator")["value"].nunique().to_dict() for one in (found, values)]
    assert different[0] == different[1]

    # Jurisdictions are counted here; who is near or of one size is tested elsewhere, and taken from the views.
    place_and_year = world.reports["place"] + " " + world.reports["fiscal_year"].astype(str) + "年度"
    grouped = world.reports.assign(group_key=place_and_year)
    members = grouped[[*OWN, "group_key"]]
    others = "select group_key, department_id, fiscal_year from core.group_members where grouping <> 'jurisdiction'"
    groups = pd.concat([members, read(connection, others)])
    statistics = described(groups, values)
    relative = read(connection, "select indicator from staging.indicators where is_relative")["indicator"]
    keys, indicators = (statistics.index.get_level_values(name) for name in GROUP)
    statistics = statistics[~keys.str.endswith("最相近") | indicators.isin(relative)]  # of amounts nobody is near
    found = read(
        connection, f"select * exclude grouping from core.peer_statistics where n > 0 and indicator in ({names})"
    )
    compared = set(found["group_key"])
    assert compared >= set(members.merge(values, on=OWN)["group_key"])
    same(found.set_index(GROUP), statistics[statistics.index.get_level_values("group_key").isin(compared)])

    z = "select report_id, indicator, modified_z from core.standings where grouping = 'jurisdiction' and modified_z is not null"
    found = read(connection, f"{z} and indicator in ({names})").set_index(own)
    beside = values.merge(members, on=OWN).merge(statistics.reset_index(), on=GROUP).set_index(own)
    beside = beside[beside["mad"] > 0]
    beside["modified_z"] = 0.6745 * (beside["value"] - beside["median"]) / beside["mad"]
    same(found, beside)

    wide = figures(world)
    for view in EXACT:
        assert read_exactly(connection, view) == exact_columns(view, wide)
        found = read(connection, f"select * exclude ({', '.join(EXACT[view])}) from benchmarks.{view}")
        found = found.set_index("report_id").select_dtypes("number")
        beside = beside_peers(view, grouped, values, statistics)
        assert set(found.columns) == set(beside.columns)
        same(found, beside)

    far = distances(values)
    found = read(
        connection, "select report_id, department_id, neighbour_id, fiscal_year, distance from core.neighbours"
    )
    ids = world.reports.set_index(OWN)["report_id"]
    found["neighbour"] = [ids[one] for one in zip(found["neighbour_id"], found["fiscal_year"], strict=True)]
    shown = found.set_index(["report_id", "neighbour"])["distance"]
    assert shown.to_dict() == pytest.approx(far[shown.index].to_dict(), rel=1e-9, abs=1e-9)
    for report_id, nearest in far.groupby(level=0) if len(far) else ():
        assert sorted(shown[report_id]) == pytest.approx(sorted(nearest)[:10], rel=1e-9, abs=1e-9)

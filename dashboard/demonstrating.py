"""What a demonstration has behind it: draws of past years from the invented city's lists, reviewed as its truth says.

The city's folder of truth and a store come in; draws, review sheets and outcomes stand in the store, made by the same
functions as those of pages and signed as 演示数据. What reviewers would find is in truth/visits.csv and quality.csv.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import streamlit as st

from dashboard import visiting, warehouse
from dashboard.warehouse import frame, records
from dashboard.workbench import conventions, draws, priorities, sampling, sheets
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import Drawn, Plan
from dashboard.workbench.sheets import Cell, Edits, Item
from dashboard.workbench.store import Store

AUTHOR = "演示"
REASON = "演示数据：{year} 年度绩效自评现场核查"
REVIEWERS = ("演示一组", "演示二组")
DAYS, RANDOM_SHARE = Decimal(44), Decimal("0.6")  # enough for twenty in the random arm
SHORTEST = 4  # years of lists, so that the last is left to draw from


@dataclass(frozen=True)
class Truth:
    """What somebody who looks would find, by file: points of indicators that differ, with why, and the whole score."""

    visits: Mapping[str, Mapping[str, tuple[Decimal, str]]]
    honest: Mapping[str, Decimal]


def read(folder: Path) -> Truth:
    """The truth of a city. Raises OSError."""
    visits: dict[str, dict[str, tuple[Decimal, str]]] = {}
    for row in _rows(folder / "visits.csv"):
        visits.setdefault(row["report"], {})[row["indicator"]] = Decimal(row["honest_points"]), row["reason"]
    return Truth(visits, {row["report"]: Decimal(row["honest_score"]) for row in _rows(folder / "quality.csv")})


def demonstrate(store: Store, truth: Truth, snapshot: warehouse.Snapshot) -> str:
    """Draws and outcomes of all years of the list but the first and the last, where the store has none of them.

    Gives the outcomes as `duibiao reviews` takes them in.
    """
    with warehouse.reading(snapshot):
        years = warehouse.values(visiting.LIST, "fiscal_year")
        for year in years[1:-1] if len(years) >= SHORTEST else []:
            if not draws.of_year(store, year):
                kept = draw(store, year)
                for number, one in enumerate(kept.draw.drawn):
                    review(store, kept, one, truth, REVIEWERS[number % len(REVIEWERS)])
    # Nothing of this process may hold the snapshot when the next one is made from it.
    st.cache_data.clear()
    st.cache_resource.clear()
    return sheets.reviews_csv(store)


def draw(store: Store, year: int) -> Kept:
    """The year's list, drawn from as the page does it."""
    listed = visiting.listed(store, {"fiscal_year": year})
    estimated = visiting.days(list(listed["report_id"]))
    plan = Plan(DAYS, f"{AUTHOR}{year}", random_share=RANDOM_SHARE)
    drawn = sampling.draw(priorities.units(listed, estimated, {}, "jurisdiction"), plan)
    return draws.keep(store, drawn, year, warehouse.snapshot().name, AUTHOR, REASON.format(year=year))


def review(store: Store, kept: Kept, one: Drawn, truth: Truth, reviewer: str) -> None:
    """A target's sheet, filled in with what the truth says of it, and closed."""
    (report,) = records(frame("core.filings", report_id=one.unit.report_id))
    name = Path(report["source"]).name
    sheet = sheets.create(store, visiting.blank_sheet(one, report, kept.snapshot), AUTHOR, kept.reason)
    held = conventions.of(sheet.jurisdiction_code)
    edits: Edits = {
        cell: words
        for item in sheet.items
        for cell, words in _found(item, truth.visits.get(name, {}), truth.honest.get(name))
    }
    filled = sheets.save(store, sheet.sheet, sheet.version, edits, reviewer, held, kept.reason)
    day = date(kept.fiscal_year + 1, 9, 1)
    sheets.close(store, sheet.sheet, filled.version, day, reviewer, held, AUTHOR, kept.reason)


def _found(item: Item, lost: Mapping[str, tuple[Decimal, str]], honest: Decimal | None) -> list[tuple[Cell, str]]:
    """The cells of a row that a reviewer fills in."""
    if item.level3 == visiting.WHOLE_SCORE:
        return [((item.item, "review_points"), str(honest))] if honest is not None else []
    points, remark = lost.get(item.level3, (item.self_points, ""))
    if points is None:
        return []
    return [((item.item, "review_points"), str(points)), *([((item.item, "remark"), remark)] if remark else [])]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

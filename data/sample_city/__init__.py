"""A sample city whose truth is known: `write(folder, plan)` invents departments, years and figures, writes their
reports as real documents into `folder/reports`, and what is true of them beside it into `folder/truth`.

Everybody and everything in it is invented; places carry codes that no map has. Nothing here reads a report.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from data.sample_city import faults, filing, forms, truth, writers
from data.sample_city.city import FORMATS, MOST_DEPARTMENTS, Department, Plan, PlanError, departments, plan
from data.sample_city.figures import history
from data.sample_city.filing import Filing

__all__ = ["FORMATS", "MOST_DEPARTMENTS", "Plan", "PlanError", "Written", "filings", "plan", "write"]

REPORTS, TRUTH = "reports", "truth"
WORTH_A_PROCESS = 60  # reports


@dataclass(frozen=True)
class Written:
    """How much was written."""

    departments: int
    reports: int
    facts: int
    faults: int


def write(folder: Path, of: Plan) -> Written:
    """The whole city. Raises OSError where the folder cannot be written."""
    everybody = departments(of)
    given = list(filings(of, everybody))
    for name in (REPORTS, TRUTH):
        (folder / name).mkdir(parents=True, exist_ok=True)
    tellings = list(_all_told(folder / REPORTS, of, given))
    for name, table in truth.tables(given, tellings, everybody).items():
        (folder / TRUTH / name).write_text(table, encoding="utf-8", newline="")
    facts, planted = (sum(len(getattr(telling, name)) for telling in tellings) for name in ("facts", "faults"))
    return Written(len(everybody), len(given), facts, planted)


def filings(of: Plan, everybody: Sequence[Department]) -> Iterator[Filing]:
    """Every report to be written, faults planted, department by department."""
    drafts = {
        (department.number, year.year): filing.draft(of, department, year, *_dress(of, department, year.year))
        for department in everybody
        for year in history(department, of)
        if year.year not in department.unfiled
    }
    around = groupby(sorted(drafts, key=_by_place(drafts)), key=_by_place(drafts))
    neighbours = {place: [drafts[key] for key in keys] for place, keys in around}
    for (number, year), draft in drafts.items():
        planting = faults.Planting(
            filing=draft,
            carries=forms.carries(draft.form),
            chance=draft.chance.at("faults"),
            number=year - of.first_year,
            before=drafts.get((number, year - 1)),
            neighbours=neighbours[draft.department.place.number, year],
        )
        if planting.before and (review := planting.before.review) is not None:
            draft.values["review_score.claimed@-1"] = review
        faults.plant(planting, of.faults * (of.careless if draft.department.is_hollow else 1))
        yield draft


def _by_place(drafts: Mapping[tuple[int, int], Filing]) -> Callable[[tuple[int, int]], tuple[int, int]]:
    return lambda key: (drafts[key].department.place.number, key[1])


def _dress(of: Plan, department: Department, year: int) -> tuple[str, str]:
    """The form of the place, and a format: a workbook only for what is mostly tables, where there is a choice."""
    form = forms.of_place(department.place.number)
    likely = [suffix for suffix in of.formats if suffix != "xlsx" or forms.is_tabular(form)] or list(of.formats)
    return form, department.chance.pick(likely, "format", year)


def _all_told(folder: Path, of: Plan, given: Sequence[Filing]) -> Iterator[truth.Told]:
    """Writes every report; many of them in several processes."""
    processes = min(os.cpu_count() or 1, len(given) // WORTH_A_PROCESS)
    if processes < 2:
        yield from (_told(folder, of, one) for one in given)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_told, *zip(*((folder, of, one) for one in given), strict=True), chunksize=16)


def _told(folder: Path, of: Plan, one: Filing) -> truth.Told:
    page = forms.write(one, of.names)
    (folder / one.file_name).write_bytes(writers.write(page, one.suffix))
    return truth.told(page)

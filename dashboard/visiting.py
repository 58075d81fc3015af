"""Where the list of targets meets what auditors decided: views and the store come in, what pages show goes out."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import streamlit as st
from pandas import DataFrame

from dashboard import amending, formats
from dashboard.commands import Answer
from dashboard.warehouse import Filter, Row, frame, records
from dashboard.workbench import choices, priorities, sheets, visits
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import Drawn, SamplingError
from dashboard.workbench.sheets import Item, Sheet
from dashboard.workbench.store import Store, WorkbenchError
from dashboard.workbench.visits import Lead, Visit

LIST = "targets.priorities"
MOST_LEADS = 60  # of one target that go into a pack
WHOLE_SCORE = "自评总分"


def default_weights() -> dict[str, Row]:
    """The weights that ship with the product, by part: value, label and reason."""
    found = frame("staging.thresholds", owner="priorities", unit="分", order=["-value", "threshold"])
    return {
        row["threshold"].removeprefix("priorities.").removesuffix(priorities.WEIGHT): row
        for row in records(found)
        if row["threshold"].endswith(priorities.WEIGHT)
    }


def weights(store: Store) -> dict[str, Decimal]:
    """The weights that count now."""
    known = {part: exact(row["value"]) for part, row in default_weights().items()}
    return known | {part: changed.value for part, changed in choices.weighed(store).items() if part in known}


def listed(store: Store, where: Mapping[str, Filter]) -> DataFrame:
    """The list of a year, the first on top, under the weights that count now."""
    return priorities.ranked(frame(LIST, where), weights(store))


def days(report_ids: Sequence[str]) -> Callable[[str], Decimal]:
    """How many days each of these reports is estimated to take."""
    guides = visits.read()
    hits = frame("targets.leads", report_id=list(report_ids), outcome="hit")
    found = hits.groupby("report_id")["check_name"].agg(list).to_dict()
    return lambda report_id: visits.estimated_days(found.get(report_id, []), guides)


def places(kept: Kept) -> list[str]:
    """The jurisdictions that a draw was made from, in order."""
    bodies = frame("staging.roster", department_id=[one.unit.department_id for one in kept.draw.units])
    return sorted(set(bodies["jurisdiction"]))


def scope(kept: Kept) -> str:
    """What a draw was made from, in words: 岳阳市君山区、湛江市 2020 年度，共 5 个部门."""
    return f"{'、'.join(places(kept))} {kept.fiscal_year} 年度，共 {len(kept.draw.units)} 个部门".strip()


def title(kept: Kept) -> str:
    """A draw in a list of draws: 2020-2，岳阳市君山区等 3 个地区 46 个部门."""
    found = places(kept)
    where = "".join(found[:1]) + (f"等 {len(found)} 个地区" if len(found) > 1 else "")
    return "，".join(filter(None, (kept.name, f"{where} {len(kept.draw.units)} 个部门".strip())))


def visit(report: Row) -> Visit:
    """What is to be checked in a department, the gravest first, with the sentences of its report."""
    gravest = ["severity_rank", "check_name", "subject"]
    outcomes = ["hit", "uncertain"]
    leads = records(
        frame("targets.leads", report_id=report["report_id"], outcome=outcomes, order=gravest, limit=MOST_LEADS)
    )
    wanted = sorted({fact for lead in leads for fact in formats.items(lead["fact_ids"])})
    places = frame("core.quotations", report_id=report["report_id"], fact_id=wanted, place=1)
    said = {place["fact_id"]: place["evidence"].strip() for place in records(places)}
    return Visit(
        report["department_name"],
        report["jurisdiction_name"],
        int(report["fiscal_year"]),
        report["source"],
        tuple(
            Lead(
                lead["check_name"],
                lead["check_label"],
                lead["outcome_name"],
                lead["severity_name"],
                lead["detail"],
                tuple(dict.fromkeys(said[fact] for fact in formats.items(lead["fact_ids"]) if fact in said)),
            )
            for lead in leads
        ),
    )


def blank_sheet(one: Drawn, report: Row, snapshot: str) -> Sheet:
    """A review sheet as the report fills it in; one row for the whole score where the report has no score sheet."""
    rows = records(frame("staging.score_items", report_id=one.unit.report_id, order=["item"]))
    cells = records(frame("core.ledger", report_id=one.unit.report_id, breakdown="", state="stated"))
    readings = {cell["measure"]: cell["reading"] for cell in cells if cell["stage"] == "claimed"}
    known = {
        int(row["item"]): {"self_value": readings[row["measure"]], "nature": "定量"}
        for row in rows
        if formats.text(row["measure"]) in readings
    }
    items = sheets.items_of(rows, known)
    if not items:
        (target,) = records(frame(LIST, report_id=one.unit.report_id))
        score = target["self_score"]
        own = None if formats.is_missing(score) else exact(score)
        items = [Item(1, "总分", "总分", WHOLE_SCORE, Decimal(100), own)]
    (body,) = records(frame("staging.roster", department_id=one.unit.department_id))
    return Sheet(
        sheet="",
        department_id=one.unit.department_id,
        department=one.unit.department,
        jurisdiction_code=body["jurisdiction_code"],
        report_id=one.unit.report_id,
        fiscal_year=int(report["fiscal_year"]),
        arm=one.arm,
        snapshot=snapshot,
        version=0,
        items=tuple(items),
    )


def kept(author: str, done: Callable[[], object], said: str) -> None:
    """Do what a form asks; then the page starts anew and says so. What is not acceptable is said at once."""
    try:
        done()
    except (WorkbenchError, SamplingError) as error:
        st.error(str(error))
        return
    st.session_state[amending.AUTHOR] = author
    amending.tell(Answer(True, said), is_published=False)


def exact(value: object) -> Decimal:
    """A number of a view, which arrives as binary: 20.0 → 20."""
    return Decimal(str(value)).normalize() + 0

"""Prose that goes by the adjusted budget, with a table of targets and the bands of the grades."""

from typing import Any

from data.sample_city.forms import Carries, _prose
from data.sample_city.page import Page

UNIT = "万元"
IS_TABULAR = False
CARRIES = Carries(
    rates=(
        "budget_execution_rate.claimed",
        "basic_execution_rate.claimed",
        "project_execution_rate.claimed",
        "procurement_execution_rate.claimed",
    ),
    twice=(),
    parts=("official_reception.actual",),
    smaller=(("staff_quota[administrative].actual", "staff_quota.actual"),),
    in_prose=("official_reception.actual", "project_expenditure.actual"),
    equality=True,
    balances=True,
)
SOMETIMES = ("overseas_travel", "vehicle_purchase")


def compose(page: Page, text: dict[str, Any]) -> None:
    overview, process, targets, conclusion, problems = text["headings"]
    page.title(text["title"])
    page.paragraph(text["basis"], page.extras("basis"))
    page.heading(overview)
    page.paragraph(text["duty"])
    page.paragraph(text["staff"])
    page.paragraph(text["money"])
    _three_public(page, text)
    page.paragraph(text["carryover"])
    if not page.omits("procurement"):
        page.paragraph(text["procurement"])
    page.heading(process)
    _prose.process(page, text)
    _prose.boilerplate(page, text)
    page.heading(targets)
    _prose.works(page, text["works_lead"])
    page.paragraph(text["targets_lead"])
    page.table([page.heads(text["targets_heads"]), *text["targets"]])
    page.heading(conclusion)
    page.paragraph(text["score"], text["bands"], page.extras("results"))
    page.heading(problems)
    _prose.problems(page, text)
    _prose.measures(page, text)


def _three_public(page: Page, text: dict[str, Any]) -> None:
    """What was not spent is said in words."""
    if page.filing.moved_to:
        page.paragraph(text["three_public_moved"])
    elif not page.omits("three_public"):
        seldom = [text["some" if page.value(f"{name}.actual") else "none"][name] for name in SOMETIMES]
        parts = page.say(text["three_public_some"] + "，".join(seldom) + "。")
        page.paragraph(page.say(text["three_public"], three_public_parts=parts))

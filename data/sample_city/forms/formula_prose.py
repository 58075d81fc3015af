"""Prose in which every rate is worked out in a printed formula."""

from typing import Any

from data.sample_city.forms import Carries, _prose
from data.sample_city.page import Page

UNIT = "万元"
IS_TABULAR = False
CARRIES = Carries(
    rates=(
        "expenditure_completion_rate.claimed",
        "revenue_deviation_rate.claimed",
        "carryover_rate.claimed",
        "procurement_execution_rate.claimed",
        "operating_control_rate.claimed",
        "fixed_assets_utilisation_rate.claimed",
    ),
    twice=("revenue.budget", "expenditure.actual"),
    parts=("official_reception.actual", "vehicle_operation.actual"),
    smaller=(("fixed_assets[in_use].actual", "fixed_assets.actual"),),
    in_prose=("project_expenditure.actual", "official_reception.actual"),
    equality=True,
    balances=True,
    last_year=True,
)


def compose(page: Page, text: dict[str, Any]) -> None:
    organisation, process, results, closing = text["headings"]
    page.title(text["title"])
    for line in text["head"]:
        page.paragraph(line)
    page.paragraph(text["basis"], page.extras("basis"))
    page.heading(organisation)
    _organisation(page, text)
    page.heading(process)
    _prose.process(page, text)
    _prose.reviewed(page, text)
    page.heading(results)
    _results(page, text)
    page.heading(closing)
    _prose.problems(page, text)
    _prose.measures(page, text)


def _organisation(page: Page, text: dict[str, Any]) -> None:
    page.heading(text["duty_title"], 2)
    page.paragraph(text["duty"])
    page.heading(text["staff_title"], 2)
    page.paragraph(text["staff"])
    page.heading(text["works_title"], 2)
    _prose.works(page, text["works_lead"])
    page.heading(text["money_title"], 2)
    page.paragraph(text["money"], text["carried"])


def _results(page: Page, text: dict[str, Any]) -> None:
    page.heading(text["score_title"], 2)
    page.paragraph(text["score"], text["bands"], page.extras("results"))
    page.heading(text["analysis_title"], 2)
    page.heading(text["budget_title"], 3)
    page.paragraph(text["deviation"])
    _prose.boilerplate(page, text)
    page.heading(text["execution_title"], 3)
    page.paragraph(text["completion"])
    page.paragraph(text["carryover"])
    if page.knows("treasury_carryover_change_rate.claimed"):
        page.paragraph(text["treasury"])
    if not page.omits("procurement"):
        page.paragraph(text["procurement"])
    page.heading(text["assets_title"], 3)
    page.paragraph(text["assets"])
    page.heading(text["benefit_title"], 3)
    page.paragraph(text["operating"])
    _three_public(page, text)
    page.paragraph(text["efficiency"])
    page.paragraph(text["fairness"])


def _three_public(page: Page, text: dict[str, Any]) -> None:
    if page.filing.moved_to:
        page.paragraph(text["three_public_moved"])
    elif not page.omits("three_public"):
        change = page.say(text["change"] if page.value("three_public_change_rate.claimed") else text["same"])
        page.paragraph(page.say(text["three_public"], three_public_change=change), text["three_public_parts"])

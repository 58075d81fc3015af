"""An explanation of the final accounts in yuan, with the account and the three public expenses as tables."""

from typing import Any

from data.sample_city.forms import Carries, _prose
from data.sample_city.page import Page, Said

UNIT = "元"
IS_TABULAR = False
CARRIES = Carries(
    rates=("three_public_control_rate.claimed", "basic_expenditure_share.claimed", "project_expenditure_share.claimed"),
    twice=("revenue.actual", "operating_expenditure.actual", "basic_expenditure.actual"),
    parts=("individual_and_family_subsidy.actual", "capital_expenditure.actual"),
    smaller=(),
    in_prose=(),
    equality=True,
    balances=True,
    last_year=True,
)


def compose(page: Page, text: dict[str, Any]) -> None:
    overview, whole, account, basic, three_public, others, results = text["headings"]
    page.title(text["title"])
    page.paragraph(text["basis"], page.extras("basis"))
    page.heading(overview)
    page.paragraph(text["duty"])
    page.paragraph(text["staff"])
    page.heading(whole)
    page.paragraph(page.say(text["whole"], grand=_grand(page)))
    page.paragraph(text["budget"])
    page.heading(account)
    _account(page, text)
    page.heading(basic)
    page.paragraph(text["basic"])
    page.heading(three_public)
    _three_public(page, text)
    page.heading(others)
    page.paragraph(text["operating"])
    if not page.omits("procurement"):
        page.paragraph(text["procurement"])
    page.paragraph(text["meetings"])
    page.paragraph(text["assets"])
    page.heading(results)
    _prose.process(page, text)
    _prose.boilerplate(page, text)
    _prose.works(page, text["works_lead"])
    page.paragraph(text["score"], text["bands"], page.extras("results"))
    _prose.problems(page, text)
    _prose.measures(page, text)


def _grand(page: Page) -> Said:
    """One number that is both."""
    both = page.say("{revenue_grand_total.actual}"), page.say("{expenditure_grand_total.actual}")
    return Said(both[0].text, both[0].facts + both[1].facts)


def _account(page: Page, text: dict[str, Any]) -> None:
    income, spending, *heads = text["account_heads"]
    page.paragraph(page.say(text["account_unit"], unit=page.unit), is_right=True)
    page.table(
        [
            [page.cell(income, columns=2), page.cell(spending, columns=2)],
            heads,
            *(
                [left, f"{{{left_key}!bare}}", right, f"{{{right_key}!bare}}"]
                for left, left_key, right, right_key in text["account_rows"]
            ),
        ]
    )


def _three_public(page: Page, text: dict[str, Any]) -> None:
    if page.filing.moved_to:
        page.paragraph(text["three_public_moved"])
    elif not page.omits("three_public"):
        page.paragraph(page.say(text["three_public"], three_public_change=_change(page, text)))
        if _prose.is_long(page):
            page.paragraph(text["three_public_parts"])
        page.paragraph(text["three_public_title"])
        page.paragraph(page.say(text["account_unit"], unit=page.unit), is_right=True)
        page.table([page.heads(text["three_public_heads"]), *_prose.three_public_rows(text)])
        page.paragraph(text["cars"])


def _change(page: Page, text: dict[str, Any]) -> Said:
    """The amount of the change is no fact, its rate is."""
    difference = page.value("three_public.actual") - page.value("three_public.actual@-1")
    if not page.value("three_public_change_rate.claimed"):
        return page.say(text["same"])
    return page.say(text["less" if difference < 0 else "more"], difference=page.amount(abs(difference)))

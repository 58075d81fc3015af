"""A form of base data, then a report in prose, then a score sheet with reasons for what was taken off."""

from typing import Any

from data.sample_city.forms import Carries, _prose, _sheet
from data.sample_city.page import Cell, Page

UNIT = "万元"
IS_TABULAR = True
CARRIES = Carries(
    rates=(
        "three_public_control_rate.claimed",
        "procurement_execution_rate.claimed",
        "staffing_control_rate.claimed",
        "operating_control_rate.claimed",
        "basic_expenditure_share.claimed",
    ),
    twice=("expenditure.actual", "project_expenditure.actual", "staff_on_post.actual"),
    parts=("individual_and_family_subsidy.actual", "capital_expenditure.actual"),
    smaller=(("fixed_assets[in_use].actual", "fixed_assets.actual"),),
    in_prose=("goods_and_services.actual", "wages_and_benefits.actual"),
    equality=True,
    has_sheet=True,
    balances=True,
    last_year=True,
)


def compose(page: Page, text: dict[str, Any]) -> None:
    overview, money, management, results, problems, measures = text["headings"]
    page.title(text["form_title"])
    _form(page, text)
    page.heading(page.say(text["title"]).text)
    page.paragraph(text["basis"], page.extras("basis"))
    page.heading(overview)
    page.paragraph(text["duty"])
    page.paragraph(text["staff"])
    page.heading(money)
    page.paragraph(text["whole"])
    page.paragraph(text["basic"], text["operating"])
    _three_public(page, text)
    if not page.omits("procurement"):
        page.paragraph(text["procurement"])
    page.heading(management)
    _prose.boilerplate(page, text)
    page.paragraph(page.extras("process"))
    page.heading(results)
    _prose.works(page, "")
    page.paragraph(text["satisfaction"])
    page.paragraph(text["score"], text["bands"], page.extras("results"))
    _prose.reviewed(page, text)
    page.heading(problems)
    _prose.problems(page, text)
    page.heading(measures)
    _prose.measures(page, text)
    page.heading(page.say(text["sheet_title"]).text)
    _sheet.with_standards(page, text)


def _three_public(page: Page, text: dict[str, Any]) -> None:
    if page.filing.moved_to:
        page.paragraph(text["three_public_moved"])
    elif not page.omits("three_public"):
        changed = page.value("three_public_change_rate.claimed")
        page.paragraph(text["three_public"], text["last_year"] if changed else text["same"])


def _form(page: Page, text: dict[str, Any]) -> None:
    """The form: who, then a table each for revenue, spending, three public expenses and assets, then the score."""
    unit, quota, staff, duty, done = text["labels"]
    page.table(
        [
            [unit, page.cell("{department}", columns=3)],
            [quota, "{staff_quota.actual!bare}", staff, "{staff_on_post.actual!bare}"],
            [duty, page.cell("{duty}", columns=3)],
            [done, page.cell("".join(page.filing.works), columns=3)],
        ]
    )
    _revenue(page, text)
    _spending(page, text)
    if not page.omits("three_public") and not page.filing.moved_to:
        parts = ("official_reception", "vehicle_operation", "vehicle_purchase", "overseas_travel")
        keys = [f"{measure}.actual" for measure in ("three_public", *parts)]
        page.heading(text["three_public_title"], 2)
        page.table([*_heads(page, text["three_public_heads"]), *_rows(page, text, keys)])
    keys = ["fixed_assets.actual", "fixed_assets[in_use].actual", "fixed_assets[leased].actual"]
    page.heading(text["assets_title"], 2)
    page.table([*_heads(page, text["assets_heads"]), *_rows(page, text, keys)[:1]])
    page.table(
        [[text["score_label"], "{self_score.claimed!bare}"], [text["grade_label"], "{self_grade.claimed}"]],
    )


def _heads(page: Page, heads: list[str]) -> list[list[Cell | str]]:
    """Name and whole over two rows, and the parts under one head."""
    name, whole, part, *parts = heads
    return [
        [page.cell(name, rows=2), page.cell(whole, rows=2), page.cell(part, columns=len(parts))],
        list(parts),
    ]


def _revenue(page: Page, text: dict[str, Any]) -> None:
    name, opening, whole, part, *parts = text["revenue_heads"]
    page.heading(text["revenue_title"], 2)
    heads = [
        [*(page.cell(head, rows=2) for head in (name, opening, whole)), page.cell(part, columns=2)],
        parts,
    ]
    other = page.bare(page.value("revenue.actual") - page.value("fiscal_appropriation.actual"))
    rows = _rows(page, text, ["carryover.opening", "revenue.actual", "fiscal_appropriation.actual"])
    page.table([*heads, *([*row, other if number < 2 else ""] for number, row in enumerate(rows))])


def _spending(page: Page, text: dict[str, Any]) -> None:
    name, whole, part, rest, basic, basic_part, project, surplus, closing, *uses = text["spending_heads"]
    page.heading(text["spending_title"], 2)
    heads = [
        [page.cell(name, rows=3), page.cell(whole, rows=3), page.cell(part, columns=4), page.cell(rest, columns=2)],
        [
            page.cell(basic, rows=2),
            page.cell(basic_part, columns=2),
            *(page.cell(head, rows=2) for head in (project, surplus, closing)),
        ],
        uses,
    ]
    measures = ("expenditure", "basic_expenditure", "personnel_expenditure", "operating_expenditure")
    keys = [f"{measure}.actual" for measure in (*measures, "project_expenditure", "surplus")]
    page.table([*heads, *_rows(page, text, [*keys, "carryover.closing"])])


def _rows(page: Page, text: dict[str, Any], keys: list[str]) -> list[list[str]]:
    """Everybody together, the department's own, which is the same here, and an empty one."""
    together, own, empty = text["rows"]
    return [
        [together, *(f"{{{key}!bare}}" for key in keys)],
        [own, *(f"{{{key}!own}}" for key in keys)],
        [empty, *("" for _ in keys)],
    ]

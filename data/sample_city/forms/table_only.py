"""A self-evaluation that is one form: budgets, three public expenses, indicators and a line for what is amiss."""

from typing import Any

from data.sample_city.forms import Carries, _prose, _sheet
from data.sample_city.page import Page, Said, joined

UNIT = "万元"
IS_TABULAR = True
CARRIES = Carries(
    rates=(
        "budget_execution_rate.claimed",
        "basic_execution_rate.claimed",
        "project_execution_rate.claimed",
        "operating_control_rate.claimed",
    ),
    twice=("budget_execution_rate.claimed",),
    parts=("official_reception.actual",),
    smaller=(),
    in_prose=(),
    equality=True,
    has_sheet=True,
    balances=True,
    last_year=True,
)


def compose(page: Page, text: dict[str, Any]) -> None:
    page.title(text["title"])
    _department(page, text)
    page.heading(text["money_title"], 2)
    page.table(
        [
            page.heads(text["money_heads"]),
            *(
                [
                    label,
                    *(f"{{{measure}.{stage}!bare}}" for stage in ("budget", "adjusted_budget", "actual")),
                    f"{{{rate}.claimed}}",
                ]
                for label, measure, rate in text["money_rows"]
            ),
        ]
    )
    _three_public(page, text)
    page.heading(text["other_title"], 2)
    others = [row for row in text["other_rows"] if not page.omits(row[1])]
    page.table(
        [
            page.heads(text["other_heads"]),
            *([label, *(f"{{{key}.{stage}!bare}}" for stage in ("budget", "actual"))] for label, key in others),
        ]
    )
    page.table(
        [
            text["stock_heads"],
            [f"{{{key}!bare}}" for key in ("revenue.actual", "carryover.opening", "carryover.closing")],
        ]
    )
    page.heading(text["sheet_title"], 2)
    width = len(text["sheet_heads"][0])
    page.table(
        [
            *_sheet.with_values(page, text),
            [page.cell(text["total"], columns=width - 3), "100", "{self_score.claimed!bare}", ""],
        ]
    )
    page.table(
        [
            [text["grade_label"], "{self_grade.claimed}"],
            [text["problem_label"], _problems(page, text)],
            [
                text["measure_label"],
                _prose.listed(page, [one.measure for one in page.filing.problems], text["no_measure"]),
            ],
            [text["notes_label"], joined([*map(page.say, text["notes"]), *(page.extras(part) for part in PARTS)])],
        ]
    )
    page.paragraph(text["filler"])


PARTS = ("basis", "process", "management", "results")


def _problems(page: Page, text: dict[str, Any]) -> Said:
    found = _prose.listed(page, [one.problem for one in page.filing.problems], text["no_problem"])
    return joined([found, page.extras("problems")])


def _department(page: Page, text: dict[str, Any]) -> None:
    name, quota, staff, retired, contract, duty, works = text["labels"]
    page.table(
        [
            [name, page.cell("{department}", columns=3)],
            [quota, "{staff_quota.actual!bare}", staff, "{staff_on_post.actual!bare}"],
            [retired, "{staff_retired.actual!bare}", contract, "{staff_contract.actual!bare}"],
            [duty, page.cell("{duty}", columns=3)],
            [works, page.cell("".join(page.filing.works), columns=3)],
        ]
    )


def _three_public(page: Page, text: dict[str, Any]) -> None:
    page_title = text["three_public_title"]
    if page.filing.moved_to:
        page.heading(page_title, 2)
        page.paragraph(text["three_public_moved"])
    elif not page.omits("three_public"):
        page.heading(page_title, 2)
        page.table([page.heads(text["three_public_heads"]), *_prose.three_public_rows(text)])

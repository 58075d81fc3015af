"""Parts that prose of every region has: paragraphs of the region's own, what was done, problems and what follows."""

from decimal import Decimal
from typing import Any

from data.sample_city.forms import numbered
from data.sample_city.page import Page, Said, joined

USUAL, LONG = Decimal("0.85"), Decimal("0.5")


def is_long(page: Page) -> bool:
    return page.filing.department.chance.happens(LONG, "long")


def boilerplate(page: Page, text: dict[str, Any]) -> None:
    """What nearly every report of the region says; short ones say less of it."""
    sentences = text["boilerplate"] if is_long(page) else text["boilerplate"][:2]
    for number, sentence in enumerate(sentences):
        if page.filing.chance.happens(USUAL, "boilerplate", number):
            page.paragraph(sentence)
    page.paragraph(page.extras("management"))


def works(page: Page, lead: str) -> None:
    done = page.filing.works if is_long(page) else page.filing.works[:2]
    if not is_long(page):
        page.paragraph(lead, *done)
        return
    page.paragraph(lead)
    for number, sentence in enumerate(done, 1):
        page.paragraph(f"{number}.{sentence}")


def process(page: Page, text: dict[str, Any]) -> None:
    for sentence in text["process"]:
        page.paragraph(sentence)
    page.paragraph(page.extras("process"))


def reviewed(page: Page, text: dict[str, Any]) -> None:
    """What came of a second look at last year's score, where there was one."""
    if page.knows("review_score.claimed@-1"):
        page.paragraph(text["reviewed"])


def problems(page: Page, text: dict[str, Any]) -> None:
    """一是……；二是……。 and the same for what will be done."""
    found = page.filing.problems
    page.paragraph(
        page.say(text.get("problem_lead", "")), listed(page, [one.problem for one in found], text["no_problem"])
    )
    page.paragraph(page.extras("problems"))


def measures(page: Page, text: dict[str, Any]) -> None:
    found = page.filing.problems
    page.paragraph(
        page.say(text.get("measure_lead", "")), listed(page, [one.measure for one in found], text["no_measure"])
    )


def listed(page: Page, sentences: list[str], otherwise: str) -> Said:
    if not sentences:
        return page.say(otherwise)
    last = len(sentences) - 1
    return joined(
        page.say(f"{numbered(number)}是{sentence}{'。' if number == last else '；'}")
        for number, sentence in enumerate(sentences)
    )


def three_public_rows(text: dict[str, Any]) -> list[list[str]]:
    """Last year's account, this year's budget and this year's account of each."""
    return [
        [label, f"{{{measure}.actual@-1!bare}}", f"{{{measure}.budget!bare}}", f"{{{measure}.actual!bare}}"]
        for label, measure in text["three_public_rows"]
    ]

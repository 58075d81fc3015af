"""A text in, what is found in it out: how the tests of readers and finders look at a report."""

from loaders import finders
from loaders.models import Document, Fact, Report
from loaders.readers import txt

TITLE = "2020年度部门整体支出绩效自评报告\n\n"


def report(text: str, title: str = TITLE) -> Report:
    whole = title + text
    return finders.find(Document(source="报告.txt", text=whole, passages=txt.structure(whole)))


def said(fact: Fact) -> str:
    """measure[breakdown].stage@year = value unit, as short as the fact allows."""
    name = f"{fact.measure}[{fact.breakdown}]" if fact.breakdown else fact.measure
    name += f".{fact.stage}" if fact.stage else ""
    name += f"@{fact.fiscal_year}" if fact.fiscal_year != 2020 else ""
    return f"{name} = {fact.value}{fact.unit}" if fact.disclosure == "stated" else f"{name}: {fact.disclosure}"


def found(text: str, title: str = TITLE) -> set[str]:
    return {said(fact) for fact in report(text, title).facts}

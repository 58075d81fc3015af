"""Reports with sensible defaults, as a finder or another extractor would hand them over. All texts are invented."""

import hashlib
from typing import Any

from loaders.models import Document, Fact, Place, Report

TEXT = "海城市档案馆2020年度报告。全年支出预算为410.5万元，支出决算为398万元。自评等级为优秀。"


def place(phrase: str, text: str = TEXT) -> Place:
    """Where a phrase stands in a text."""
    start = text.index(phrase)
    return Place(start=start, end=start + len(phrase), evidence=phrase)


def fact(measure: str, stage: str, value: str | None, phrase: str, text: str = TEXT, **more: Any) -> Fact:
    """A figure of 2020 in 万元, stated by a phrase of the text."""
    about: dict[str, Any] = {"fiscal_year": 2020, "unit": "万元", **more}
    return Fact(measure=measure, stage=stage, value=value, places=(place(phrase, text),), **about)


def report(source: str = "档案馆.txt", text: str | None = TEXT, content: str | None = None, **more: Any) -> Report:
    """A report of 海城市档案馆 on 2020 with two amounts and a grade; `content` stands for the file's bytes."""
    whole = text or TEXT
    facts = (
        fact("expenditure", "budget", "410.5", "支出预算为410.5万元"),
        fact("expenditure", "actual", "398", "支出决算为398万元"),
        fact("self_grade", "claimed", "优秀", "自评等级为优秀", unit=""),
    )
    digest = hashlib.sha256((content if content is not None else whole).encode()).hexdigest()
    about: dict[str, Any] = {
        "kind": "self_evaluation",
        "department": "海城市档案馆",
        "fiscal_year": 2020,
        "facts": facts,
    }
    return Report(document=Document(source=source, digest=digest, text=text), **{**about, **more})


def changed(source: str = "档案馆.txt", **more: Any) -> Report:
    """The same report after a correction: its spending is 399万元."""
    text = TEXT.replace("398", "399")
    facts = (fact("expenditure", "actual", "399", "支出决算为399万元", text),)
    return report(source, text, **{"facts": facts, **more})

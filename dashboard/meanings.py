"""The 口径 of what a page shows: names of measures and views come in, their words and formulas go out."""

from collections.abc import Iterable

from dashboard import formats, warehouse
from dashboard.warehouse import frame, records

Meaning = tuple[str, str]  # a name, and what it means


def chinese_of(comment: str) -> Meaning:
    """A stored comment's Chinese title and explanation: "… 中文：收支不平。年初……" → ("收支不平", "年初……")."""
    title, _, explanation = comment.partition("中文：")[2].partition("。")
    return title, explanation


def of_view(name: str) -> Meaning:
    """A view's title and its own words; nothing where there is no such view."""
    comments = {view["name"]: view["comment"] for view in records(warehouse.views())}
    return chinese_of(formats.text(comments.get(name, "")))


def of_measures(measures: Iterable[str]) -> list[Meaning]:
    """What each measure is, what it is made of, by which formulas it is worked out, and how reports spell it."""
    found = []
    for entry in records(frame("core.glossary", measure=sorted(measures), order=["topic_position", "position"])):
        details = [
            entry["explanation"],
            f"{entry['kind_name']}，单位 {entry['base_unit'] or '无'}",
            *formats.text(entry["sums"]).splitlines(),
            *formats.text(entry["formulas"]).splitlines(),
            f"报告里又写作：{'、'.join(formats.items(entry['aliases']))}",
        ]
        found.append((str(entry["label"]), "；".join(filter(None, details))))
    return found

"""Documents that a report rests on, with their year: 《…考评工作的通知》（岳发〔2015〕11号）."""

import re
from collections.abc import Iterator

from loaders.finders.figures import Background
from loaders.finders.remarks.phrases import Phrases, sentences
from loaders.finders.view import View, place
from loaders.models import Remark

# 岳发〔2015〕11号   财〔预2020〕10号   鹿财绩(2023)8号
NUMBERED = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,12})[〔﹝〖(<〈](?P<series>[\u4e00-\u9fff]?)(?P<year>(?:19|20)\d\d)年?[〕﹞〗)>〉]第?\d{1,4}号\)?"
)
# 《2017年度绩效考核工作方案》 without a number
TITLED = re.compile(
    r"《(?P<title>[^》]*?(?P<year>(?:19|20)\d\d)年[^》]*)》(?!\(?[^()《》]{0,14}[〔﹝〖(<〈]\W?(?:19|20)\d\d)"
)
LONGEST_TITLE = 90
BEHIND = 4  # 14号文的通知
MARKS = ",，。;；:》"
JOINTS = "和及与、以的"
NEAR = 16  # characters between the end of a title and its number


def find(background: Background, phrases: Phrases) -> Iterator[Remark]:
    for seen in background.views:
        if "号" in seen.text or "《" in seen.text:
            yield from _in(background, phrases, seen)


def _in(background: Background, phrases: Phrases, seen: View) -> Iterator[Remark]:
    found = [*NUMBERED.finditer(seen.text), *TITLED.finditer(seen.text)]
    if not found:
        return
    for sentence in sentences(seen):
        for document in found:
            if not sentence.start <= document.start() < sentence.end:
                continue
            start, title = _title(seen.text, document, phrases)
            said = phrases.contexts["rests_on"].search(seen.text, sentence.start, start)
            if said and not phrases.unless.search(sentence.text):
                yield Remark(
                    kind="cited_notice",
                    topic=_topic(phrases, seen.text[start : document.end() + BEHIND], title, document),
                    year=int(document["year"]),
                    place=place(background.text, *seen.span(start, document.end())),
                )


def _title(text: str, document: re.Match[str], phrases: Phrases) -> tuple[int, str]:
    """Where a document's words begin, and its title if it has one: 按照石财绩〔2021〕14号, 依据2017年度工作要点（…."""
    if document.re is TITLED:
        return document.start(), document["title"]
    start = document.start()
    closing = text.rfind("》", max(0, start - NEAR), start)
    opening = text.rfind("《", max(0, closing - LONGEST_TITLE), closing) if closing >= 0 else -1
    if opening >= 0 and "号" not in text[closing:start]:
        return opening, text[opening + 1 : closing]
    earliest = max(map(text[:start].rfind, MARKS)) + 1 if text[start - 1 : start] == "(" else start
    said = [found.end() for found in phrases.contexts["rests_on"].finditer(text, earliest, document.start("year"))]
    start = max([earliest, *said])
    return start + len(text[start:]) - len(text[start:].lstrip(JOINTS)), ""


def _topic(phrases: Phrases, words: str, title: str, document: re.Match[str]) -> str:
    if document.re is NUMBERED:
        organ = (document["organ"] + document["series"]) if title else words.partition(document["year"])[0]
        if phrases.contexts["national"].fullmatch(organ.rstrip("〔﹝〖(<〈")):
            return "in_force"
    return next((name for name in phrases.topics if phrases.says(name, words)), "standing")

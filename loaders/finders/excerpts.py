"""The passages in which a report admits problems and says what it will do about them."""

import re
from collections.abc import Iterator
from typing import Literal

from loaders.finders.figures import Background
from loaders.finders.view import place
from loaders.models import Excerpt

# 五、存在的主要问题   （三）部门整体支出绩效管理存在问题   （四）改进措施   存在的问题：
PROBLEMS = re.compile(
    r"(?:存在|主要)(?:的)?(?:主要|突出)?(?:问题|不足|困难)|问题(?:及|和|与)|不足之处|^问题$|^(?:不足|问题与建议)"
)
IMPROVEMENTS = re.compile(r"改进(?:的)?(?:措施|意见|建议|办法|方向)|整改|下一步|有关建议|工作打算|^(?:建议|措施)$")
# 一、 （一） 1. with the rank of the heading
RANKS = (r"第?[一二三四五六七八九十]+[、.章部]", r"\([一二三四五六七八九十]+\)", r"\d{1,2}[、.](?!\d)", r"\(\d{1,2}\)")
RANK_PATTERNS = tuple(map(re.compile, RANKS))
RANK = re.compile("|".join(f"^{rank}" for rank in RANKS))
# （三）存在问题。年初预算不够准确。
HEADED = re.compile(r"(?P<heading>[^。:,，;；]{2,30})(?P<mark>[。:])?(?P<rest>.*)$", re.DOTALL)
SENTENCE = re.compile(r"[。；;，,]")
LONGEST_HEADING, LONGEST_LABEL = 30, 12
Kind = Literal["", "problems", "improvements"]


def find(background: Background) -> Iterator[Excerpt]:
    """From a heading that names problems or improvements to the next of its rank, or to a table; in one, its row."""
    yield from _in_cells(background)
    passages = background.document.passages
    texts = [
        None if passage.table is not None else seen.text
        for passage, seen in zip(passages, background.views, strict=True)
    ]
    for index, text in enumerate(texts):
        if text is None:
            continue
        heading, _, rest = parts(text)
        kind = kind_of(heading)
        if not kind:
            continue
        end = _until_next(texts, index, rank(text))
        if rest and rank(text) == len(RANKS):  # 下一步：从2021年起… is its own passage
            end = index + 1
        if any(
            kind_of(parts(inner or "")[0]) for inner in texts[index + 1 : end]
        ):  # 五、存在的问题及改进措施, then each
            continue
        inside = [number for number in range(index if rest else index + 1, end) if texts[number]]
        while inside and not SENTENCE.search(texts[inside[-1]] or ""):
            inside.pop()  # the title of what follows
        if inside:
            start, stop = passages[inside[0]].start, passages[inside[-1]].end
            yield Excerpt(kind=kind, place=place(background.text, start, stop))


def _in_cells(background: Background) -> Iterator[Excerpt]:
    """存在问题 | 一是报账不及时…: the cells beside one that heads a row."""
    row: tuple[int | None, int | None] = (None, None)
    heading: Kind = ""
    end = 0  # of the last one: a merged cell stands at every position that it covers
    for passage, seen in zip(background.document.passages, background.views, strict=True):
        if passage.table is None or not seen.text:
            continue
        if len(seen.text) <= LONGEST_LABEL and (kind := kind_of(seen.text)):
            row, heading = (passage.table, passage.row), kind
        elif heading and (passage.table, passage.row) == row and passage.start >= end:
            end = passage.end
            yield Excerpt(kind=heading, place=place(background.text, passage.start, passage.end))


def parts(text: str) -> tuple[str, str, str]:
    """A paragraph's heading and what stands behind it: （三）存在问题。年初预算不够准确。"""
    found = HEADED.match(text)
    if not found or (found["rest"] and not found["mark"]):
        return "", "", ""
    return found["heading"], found["mark"] or "", found["rest"]


def kind_of(heading: str) -> Kind:
    """What a heading, or the first cell of a row, says that follows."""
    body = RANK.sub("", heading)
    if len(body) > LONGEST_HEADING:
        return ""
    return "problems" if PROBLEMS.search(body) else "improvements" if IMPROVEMENTS.search(body) else ""


def rank(text: str) -> int:
    """0 for 一、 and so on down to 4 for a text without a number."""
    return next((number for number, pattern in enumerate(RANK_PATTERNS) if pattern.match(text)), len(RANKS))


def _until_next(texts: list[str | None], index: int, reach: int) -> int:
    """The index behind the passage: a table, a heading of the same or a higher rank, or one of another kind."""
    for following in range(index + 1, len(texts)):
        text = texts[following]
        if text is None:
            return following
        heading = parts(text)[0]
        is_numbered = rank(text) < len(RANKS)
        if is_numbered and rank(text) <= reach:
            return following
        if kind_of(heading) and not is_numbered:
            return following
    return len(texts)

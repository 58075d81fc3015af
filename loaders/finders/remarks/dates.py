"""Dates and periods in a sentence: 2023年4月10日至4月30日, 2022年4月8至18日, 2023-04-10, 本年10月."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

YEAR = r"(?:20\d\d|[本当今次]|上一?|去)"
PARTS = r"底|末|初|上旬|中旬|下旬|中|份"
# 2023年4月10日至4月30日   2022年4月8至18日   2023年10月   2024年2月底
DATE = re.compile(
    rf"(?:(?P<year>{YEAR})年度?)?(?<!\d)(?P<month>\d{{1,2}})月"
    rf"(?:(?P<day>\d{{1,2}})(?:[日号]|(?=[-至到~])|(?![\d.,%]))|(?P<part>{PARTS}))?"
    r"(?:(?:起|开始)?[-至到~]+"
    rf"(?:(?P<year2>{YEAR})年度?)?(?:(?P<month2>\d{{1,2}})月)?(?:(?P<day2>\d{{1,2}})[日号]|(?P<part2>{PARTS}))?(?<![-至到~]))?"
)
# 2023.4.10   2023-04-10   2023/4/10
NUMERIC = re.compile(r"(?<!\d)(?P<year>20\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?![\d.])")
BEGINNING, MIDDLE, LAST = (1, 10), (11, 20), (31, 31)
DAYS = {
    "初": BEGINNING, "上旬": BEGINNING, "中旬": MIDDLE, "中": MIDDLE, "下旬": (21, 31), "底": LAST, "末": LAST,
}  # fmt: skip


@dataclass(frozen=True)
class Dates:
    """From the first to the last day that the words at `start` to `end` mean."""

    first: date
    last: date
    start: int
    end: int
    is_reversed: bool = False


def find(text: str, fiscal_year: int | None) -> Iterator[Dates]:
    """The dates whose year the text states, or has stated before in it."""
    year: int | None = None
    for found in sorted(chain(DATE.finditer(text), NUMERIC.finditer(text)), key=re.Match.start):
        parts = found.groupdict()
        year = _year(parts["year"], fiscal_year) or year
        if year is None:
            continue
        if dates := _dates(parts, year, fiscal_year, found.span()):
            yield dates
            year = dates.last.year


def _year(words: str | None, fiscal_year: int | None) -> int | None:
    if words is None or words.isdecimal():
        return int(words) if words else None
    if fiscal_year is None:
        return None
    return fiscal_year + {"次": 1, "上": -1, "上一": -1, "去": -1}.get(words, 0)


def _dates(parts: dict[str, str | None], year: int, fiscal_year: int | None, span: tuple[int, int]) -> Dates | None:
    month = int(parts["month"] or 0)
    has_end = any(parts.get(name) for name in ("month2", "day2", "part2"))
    last_month = int(parts.get("month2") or month)
    stated = _year(parts.get("year2"), fiscal_year)
    last_year = stated or (year + 1 if last_month < month else year)
    begins = _days(year, month, parts["day"], parts.get("part"))
    ends = _days(last_year, last_month, parts.get("day2"), parts.get("part2")) if has_end else begins
    if begins is None or ends is None:
        return None
    first, last = begins[0], ends[1]
    is_same_month = has_end and not parts.get("month2")
    is_reversed = last < first and (stated is not None or is_same_month or last_month == month)
    return Dates(min(first, last), max(first, last), *span, is_reversed=is_reversed)


def _days(year: int, month: int, day: str | None, part: str | None) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    first, last = (int(day), int(day)) if day else DAYS.get(part or "", (1, 31))
    if not 1 <= first <= length and day:
        return None
    return date(year, month, min(first, length)), date(year, month, min(last, length))

"""Results told of a part of the year only: 今年前11个月…, 1-9月…, 截至第三季度末…"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from loaders.finders.figures import Background
from loaders.finders.labels import in_digits
from loaders.finders.remarks.phrases import Phrases, Stretch, sentences
from loaders.finders.view import place
from loaders.models import Remark

MARKS = ",，。;；:"
HINTS = ("个月", "季度", "半年", "-", "至", "截", "到")
MANY = r"十一|十|[一二两三四五六七八九]|\d{1,2}"
OF = r"(?:(?P<year>20\d\d|今|本|当)年度?的?)?"
# 今年前11个月   前三季度   2020年1-9月   上半年
SINCE = re.compile(
    rf"{OF}(?:前(?P<many>{MANY})个?(?P<unit>月|季度)|(?<!\d)1月?份?[-至到~](?P<month>\d{{1,2}})月份?(?!\d)|(?P<half>上半年))"
)
# 截至11月底   截止到2020年第三季度末
UNTIL = re.compile(
    rf"(?:截[至止]到?|(?:^|(?<=[,，。;；:]))[到至](?=[^,，。;；]{{0,9}}[底末])){OF}(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日|底|末|份)?|第?(?P<many>[一二三])(?P<unit>季度)末?|(?P<half>上半年)末?)"
)
# 截至5月底 may be that of the next year, when the report was written
EARLY = 6


def find(background: Background, phrases: Phrases, aside: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    year = background.fiscal_year
    if year is None or background.is_plan:
        return
    for seen in background.views:
        if not any(hint in seen.text for hint in HINTS) or not (SINCE.search(seen.text) or UNTIL.search(seen.text)):
            continue
        for sentence in sentences(seen):
            span = (seen.text, sentence.start, sentence.end)
            found = UNTIL.search(*span) or SINCE.search(*span)
            if found and not _is_aside(sentence, aside):
                yield from _remark(background, phrases, sentence, found, year)


def _is_aside(sentence: Stretch, aside: Sequence[tuple[int, int]]) -> bool:
    start, end = sentence.span
    return any(start < stop and begin < end for begin, stop in aside)


def _remark(
    background: Background, phrases: Phrases, sentence: Stretch, found: re.Match[str], year: int
) -> Iterator[Remark]:
    last_on = _last_day(found, year)
    is_of_year = found["year"] in (None, str(year), "今", "本", "当")
    is_open = found.re is UNTIL and not found["year"]
    if last_on is None or not is_of_year or (is_open and last_on.month <= EARLY):
        return
    begins = max(sentence.view.text.rfind(mark, 0, found.start()) for mark in MARKS) + 1
    told = sentence.view.text[begins : found.start()] + sentence.view.text[found.end() : sentence.end]
    if phrases.contexts["whole_year"].search(sentence.text):
        return
    if found.re is SINCE and phrases.contexts["rest_of_year"].search(sentence.view.text, found.end()):
        return
    topic = phrases.topic(told)
    if topic == "results" and phrases.says("payment", sentence.text):
        topic = "payment"  # 支付进度：上半年末41.9%
    if topic == "results" and found["half"] and not phrases.contexts["achieved"].search(told):
        return
    if topic and last_on < date(year, 12, 31):
        yield Remark(
            kind="partial_period",
            topic=topic,
            year=year,
            first_on=date(year, 1, 1),
            last_on=last_on,
            place=place(background.text, *sentence.view.span(found.start(), sentence.end)),
        )


def _last_day(found: re.Match[str], year: int) -> date | None:
    if found["half"]:
        month = 6
    else:
        values = found.groupdict()
        many = values.get("many") or values.get("month") or ""
        month = int(many) if many.isdecimal() else int(in_digits(many) or 0)
        month *= 3 if values.get("unit") == "季度" else 1
    if not 2 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    return date(year, month, min(int(found.groupdict().get("day") or length) or length, length))

"""What was done when: the evaluation itself, publishing the budget and the final accounts, filing the report."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.finders.figures import Background
from loaders.finders.remarks.dates import Dates
from loaders.finders.remarks.dates import find as find_dates
from loaders.finders.remarks.phrases import Phrases, Stretch, sentences
from loaders.finders.view import View, place
from loaders.models import Remark

MONTH = re.compile(r"\d月|20\d\d[-./]\d")
TITLES = re.compile(r"《[^》]*》|\([^()]{0,14}号\)")
YEARS = re.compile(r"(?P<year>20\d\d)年")
LAST_YEAR = re.compile(r"上一?年|去年")
# 2020年部门预算, 决算报告, but not 预决算 and 预算绩效
ACCOUNTS = (
    r"(?:(?P<year>20\d\d|本|当)年度?)?[^,，。;；\d预决]{0,8}"
    r"(?P<what>(?<!预)(?:预算|决算))(?!绩效|管理|执行|项目|监督)"
)
PUBLISHED = r"(?:公开|公布|公示|发布|挂网)"
AFTER = re.compile(rf"{ACCOUNTS}[^。;；\d]{{0,24}}$")
DONE = re.compile(rf"^[^。;；\d]{{0,20}}?{PUBLISHED}")
THEN = re.compile(rf"^[^。;；\d]{{0,24}}?{PUBLISHED}(?:了|的)?[^,，。;；\d]{{0,8}}?{ACCOUNTS}")
TOPICS = {"预算": "budget_published", "决算": "accounts_published"}
# 三、绩效自评情况: what ends a section
CHAPTER = re.compile(r"第?[一二三四五六七八九十]+[、.章部]")
AUTUMN = 9  # by then the evaluations of the year before are over
LONGEST_HEADING = 30
LAST_LINES = 6  # a report may close on its date
CLOSING = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日$")


def find(background: Background, phrases: Phrases) -> Iterator[Remark]:
    is_section = False
    views = background.views
    for number, seen in enumerate(views):
        if len(seen.text) <= LONGEST_HEADING and not re.search(r"[,，。;；]", seen.text):
            is_named = phrases.contexts["section"].search(seen.text) is not None
            is_section = is_named or (is_section and not CHAPTER.match(seen.text))
        if not MONTH.search(seen.text):
            continue
        is_closing = number >= len(views) - LAST_LINES and CLOSING.match(seen.text)
        if is_closing or phrases.topics["filed"].search(seen.text):
            yield from _filed(background, phrases, seen)
        else:
            yield from _told(background, phrases, seen, is_section)


def _filed(background: Background, phrases: Phrases, seen: View) -> Iterator[Remark]:
    said = phrases.topics["filed"].search(seen.text)
    start = said.start() if said else 0
    for dates in find_dates(seen.text[start:], background.fiscal_year):
        yield _remark(background, "filed", background.fiscal_year, dates, Stretch(seen, start, start + dates.end))
        return


def _told(background: Background, phrases: Phrases, seen: View, is_section: bool) -> Iterator[Remark]:
    stretches = sentences(seen)
    for number, sentence in enumerate(stretches):
        if not MONTH.search(sentence.text):
            continue
        following = stretches[number + 1].text if number + 1 < len(stretches) else ""
        found = list(_dates(background, seen.text, sentence))
        for dates in found:
            if dates.is_reversed:
                yield _remark(background, "ends_before_it_begins", None, dates, Stretch(seen, dates.start, dates.end))
        published = list(_published(background, phrases, sentence, found, following))
        yield from published
        if not published:
            yield from _evaluated(background, phrases, sentence, found, following, is_section)


def _dates(background: Background, text: str, sentence: Stretch) -> Iterator[Dates]:
    """The dates of a sentence, whose year may have been named before it: 2024年2月26日布置。3月8日前完成填报。"""
    years = YEARS.findall(TITLES.sub("", text[: sentence.start]))
    before = f"{years[-1]}年1月," if years else ""
    shift = sentence.start - len(before)
    for dates in find_dates(before + sentence.text, background.fiscal_year):
        if dates.start >= len(before):
            yield replace(dates, start=dates.start + shift, end=dates.end + shift)


def _evaluated(
    background: Background, phrases: Phrases, sentence: Stretch, found: list[Dates], following: str, is_section: bool
) -> Iterator[Remark]:
    """The evaluation that the report is about, not that of another year nor the monitoring in its course."""
    said = TITLES.sub("", sentence.text)
    if not found or phrases.unless.search(sentence.text) or not phrases.contexts["acts"].search(said):
        return
    if not phrases.says("self_evaluation", said):
        if not is_section and not phrases.says("self_evaluation", TITLES.sub("", following)):
            return
        said += TITLES.sub("", following)
    for dates in found:
        said = said.replace(sentence.view.text[dates.start : dates.end], "", 1)
    years = {int(year) for year in YEARS.findall(said)}
    year, is_loose = background.fiscal_year, False
    if years and year not in years:
        year = max(years)
    elif not (years or is_section or phrases.contexts["this_evaluation"].search(said)):
        if not phrases.contexts["its_papers"].search(said):
            return
        is_loose = True
    ends = [dates.start for dates in found[1:]] + [sentence.end]
    for dates, end in zip(found, ends, strict=True):
        done = sentence.view.text[dates.end : end]
        if is_loose and dates.last.year == year and dates.first.month < AUTUMN:
            continue
        if phrases.contexts["concludes"].search(done) or not phrases.contexts["prepares"].search(done):
            yield _remark(background, "self_evaluation", year, dates, sentence)


def _published(
    background: Background, phrases: Phrases, sentence: Stretch, found: list[Dates], following: str
) -> Iterator[Remark]:
    """2020年部门预算于2021年3月9日公开   2021年3月9日公开了2020年部门预算"""
    ends = sentence.start
    for dates in found:
        text = sentence.view.text
        before, after = text[ends : dates.start], text[dates.end : sentence.end]
        named = THEN.search(after) or (AFTER.search(before) if DONE.search(after) else None)
        ends = dates.end
        if named is None or phrases.unless.search(named[0]):
            continue
        topic = TOPICS[named["what"]]
        year = _year_of(named, dates, background.fiscal_year, topic)
        if year is None:
            continue
        if phrases.contexts["in_time"].search(sentence.text + following):
            topic += "_in_time"
        yield _remark(background, topic, year, dates, sentence)


def _year_of(named: re.Match[str], dates: Dates, fiscal_year: int | None, topic: str) -> int | None:
    """Whose budget it is; where no year is said, only what must be the report's own year's."""
    if named["year"]:
        return int(named["year"]) if named["year"].isdecimal() else fiscal_year
    if LAST_YEAR.search(named[0]) or fiscal_year is None:
        return None
    own = fiscal_year if topic.startswith("budget") else fiscal_year + 1
    return fiscal_year if dates.first.year == own else None


def _remark(background: Background, topic: str, year: int | None, dates: Dates, said: Stretch) -> Remark:
    return Remark(
        kind="dated_action",
        topic=topic,
        year=year,
        first_on=dates.first,
        last_on=dates.last,
        place=place(background.text, *said.span),
    )

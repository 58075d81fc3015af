"""The roster of departments: what a report calls its department comes in, the body that it means goes out.

A roster is a table (CSV) that a bureau keeps. A report belongs to a body when its own words name exactly one: the name
or an alias, with or without the place in front, in a place that fits, in a year in which the body existed. Anything
else is for a person to settle. Codes of places are those of GB/T 2260, or longer ones that begin with them.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from loaders import lists
from loaders.recognition import short_digest

# The columns of the file, each by the first of its headings where the program writes one.
HEADINGS: lists.Headings = {
    "department": ("部门", "部门名称", "department"),
    "aliases": ("别名", "aliases"),
    "jurisdiction": ("行政区划代码", "jurisdiction", "jurisdiction_code"),
    "jurisdiction_name": ("行政区划", "地区", "jurisdiction_name"),
    "function": ("职能", "function"),
    "level": ("层级", "级别", "level"),
    "parent": ("主管部门", "parent"),
    "active_years": ("存续年度", "active_years", "active years"),
    "successor": ("并入或更名为", "successor"),
}
REQUIRED = ("department", "jurisdiction")
MOST_NAMED = 3  # bodies in a reason

# 430611 君山区; nine or twelve digits where a town or street has departments of its own
CODE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}(?:\d{3}(?:\d{3})?)?")
# 2019-   -2018   2010—2018   2020
YEARS = re.compile(r"(?P<first>\d{4})?(?P<dash>\s*[-–—~～至]+\s*)?(?P<last>\d{4})?")
# 湖南省 岳阳市 君山区
SEGMENT = re.compile(r".{2,}?(?:省|自治区|特别行政区|自治州|地区|[市州盟区县旗](?!市))")
SEPARATORS = re.compile(r"[;；、|\n]")
BRACKETS = re.compile(r"[\s\"'“”‘’《》()]")
PARTY = "中共"


class RosterError(ValueError):
    """The file is no roster; the Chinese message names the file, the line and what is expected there."""


@dataclass(frozen=True)
class Body:
    """One department as it existed from `first_year` to `last_year` (null: without end): a row of raw.roster."""

    department_id: str
    department: str
    aliases: tuple[str, ...] = ()
    jurisdiction: str = ""
    jurisdiction_name: str = ""
    function: str = ""
    level: str = ""
    parent: str = ""
    first_year: int | None = None
    last_year: int | None = None
    successor: str = ""

    def existed(self, year: int | None) -> bool:
        return year is None or (self.first_year or 0) <= year <= (self.last_year or 9999)

    @property
    def title(self) -> str:
        """As a user is told: 广东省湛江市“文化局”（至2018年，后为“文化广电旅游体育局”）."""
        since = f"{self.first_year}年起" if self.first_year else ""
        until = f"至{self.last_year}年" if self.last_year else ""
        after = f"后为“{self.successor}”" if self.successor else ""
        about = "，".join(filter(None, (since, until, after)))
        return f"{self.jurisdiction_name}“{self.department}”" + (f"（{about}）" if about else "")


@dataclass(frozen=True)
class Resolution:
    """The body that a report's words name, or in Chinese why none could be settled."""

    body: Body | None
    reason: str = ""


class Roster:
    """The bodies of a roster, found by whatever a report calls them."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies = tuple(bodies)
        self._by_id = {body.department_id: body for body in self.bodies}
        self._by_core: defaultdict[str, dict[str, Body]] = defaultdict(dict)
        self._places = {body.jurisdiction for body in self.bodies}
        for body in self.bodies:
            for name in (body.department, *body.aliases):
                for core in _cores(_plain(name), body.jurisdiction_name):
                    self._by_core[core][body.department_id] = body

    def resolve(self, department: str, jurisdiction: str, fiscal_year: int | None) -> Resolution:
        """The one body of that name in that place and year."""
        if not department:
            return Resolution(None, "没有识别出部门")
        candidates = self._candidates(_plain(department), _plain(jurisdiction))
        named = [body for body, is_placed in candidates if is_placed]
        found = [body for body in named if body.existed(fiscal_year)]
        if len(found) == 1:
            return Resolution(found[0])
        if found:
            return Resolution(None, f"名册里有 {len(found)} 个部门都叫“{department}”：{_titles(found)}")
        if named:
            return Resolution(None, f"“{department}”{fiscal_year}年不在名册所记的存续年度内：{_titles(named)}")
        if candidates:
            bodies = _titles(body for body, _ in candidates[:MOST_NAMED])
            return Resolution(None, f"报告没有写明地区；名册里叫“{department}”的有：{bodies}")
        place = f"{jurisdiction}的" if jurisdiction and not department.startswith(jurisdiction) else ""
        return Resolution(None, f"名册里没有{place}“{department}”")

    def get(self, department_id: str) -> Body | None:
        return self._by_id.get(department_id)

    def _candidates(self, department: str, jurisdiction: str) -> list[tuple[Body, bool]]:
        """The bodies that these words may mean, and whether the report says, or leaves no doubt, where they are.

        What stands before a body's own name can only be its place.
        """
        found: dict[str, tuple[Body, bool]] = {}
        for start in range(len(department)):
            place, core = department[:start].removeprefix(PARTY), department[start:]
            for body in self._by_core.get(core, {}).values():
                is_named = place in _forms(body.jurisdiction_name)
                fits = not jurisdiction or _is_within(jurisdiction, body.jurisdiction_name)
                if fits and (is_named or place in ("", body.jurisdiction_name[-1:])):
                    is_placed = is_named or jurisdiction != "" or len(self._places) == 1
                    before = found.get(body.department_id, (body, False))[1]
                    found[body.department_id] = body, is_placed or before
        return list(found.values())


def read(path: Path) -> tuple[Body, ...]:
    """The bodies of a roster file. Raises RosterError, or OSError where the file cannot be read."""
    bodies: list[Body] = []
    errors: list[str] = []
    for number, cells in lists.lines(path, HEADINGS, REQUIRED, RosterError, "可以先用 duibiao roster 生成一份草稿"):
        body, wrong = _body(cells)
        bodies.append(body)
        errors += [f"第 {number} 行：{words}" for words in wrong]
    bodies = _with_places(bodies)
    lists.tell(path.name, errors or _contradictions(bodies), RosterError)
    return tuple(bodies)


def carry_over(bodies: Iterable[Body], known: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies of a roster under the ids by which a warehouse knows them: what people settled refers to those.

    A line new in its id is one that was corrected where it shares a name with a body that has no line any more, in the
    same place and at the same time. The body's own name goes before an alias.
    """
    bodies, known = list(bodies), list(known)
    known_ids = {body.department_id for body in known}
    taken = {body.department_id for body in bodies}
    for names in (_own_name, _all_names):
        called: defaultdict[str, list[Body]] = defaultdict(list)
        for old in known:
            for name in names(old):
                called[name].append(old)
        for number, body in enumerate(bodies):
            if body.department_id not in known_ids:
                alike = (old for name in sorted(names(body)) for old in called[name] if _may_be_one(body, old))
                before = next((old.department_id for old in alike if old.department_id not in taken), None)
                if before is not None:
                    taken.add(before)
                    bodies[number] = replace(body, department_id=before)
    return tuple(bodies)


def write(bodies: Iterable[Body]) -> str:
    """The same as CSV, to be kept on in a spreadsheet."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(headings[0] for headings in HEADINGS.values())
    for body in bodies:
        cells = {field.name: getattr(body, field.name) for field in fields(body)}
        years = f"{body.first_year or ''}-{body.last_year or ''}"
        cells |= {"aliases": "；".join(body.aliases), "active_years": "" if years == "-" else years}
        writer.writerow(cells[name] for name in HEADINGS)
    return table.getvalue()


def _body(cells: Mapping[str, str]) -> tuple[Body, list[str]]:
    """The body of a line, and what is wrong with it."""
    wrong = [f"没有写“{HEADINGS[name][0]}”" for name in REQUIRED if not cells[name]]
    code = cells["jurisdiction"].removesuffix(".0")  # a spreadsheet may take it for a number
    if code and not CODE.fullmatch(code):
        wrong.append(f"行政区划代码“{code}”应为 GB/T 2260 的 6 位数字（乡镇街道 9 或 12 位），如 440800")
    years = YEARS.fullmatch(cells.get("active_years", ""))
    first, last = (years["first"], years["last"]) if years else (None, None)
    if years and not years["dash"]:
        last = last or first
    if not years or (first and last and int(first) > int(last)):
        wrong.append(f"存续年度“{cells['active_years']}”应写作 2010-2018、2019- 或 -2018")
    body = Body(
        department_id=short_digest(code, cells["department"], first),
        department=cells["department"],
        aliases=tuple(filter(None, map(str.strip, SEPARATORS.split(cells.get("aliases", ""))))),
        jurisdiction=code,
        first_year=int(first) if first else None,
        last_year=int(last) if last else None,
        **{name: cells.get(name, "") for name in ("jurisdiction_name", "function", "level", "parent", "successor")},
    )
    return body, wrong


def _with_places(bodies: list[Body]) -> list[Body]:
    """Every body with the name of its place, which may stand on one line of that code only."""
    names: dict[str, str] = {}
    for body in bodies:
        if body.jurisdiction_name:
            names.setdefault(body.jurisdiction, body.jurisdiction_name)
    return [
        replace(body, jurisdiction_name=body.jurisdiction_name or names.get(body.jurisdiction, body.jurisdiction))
        for body in bodies
    ]


def _contradictions(bodies: list[Body]) -> list[str]:
    """What the lines say against one another: two bodies of one name at one time, a successor that is not there."""
    names: defaultdict[tuple[str, str], list[Body]] = defaultdict(list)
    for body in bodies:
        for name in _all_names(body):
            names[body.jurisdiction, name].append(body)
    twice = [
        f"{one.jurisdiction_name}同时有两个部门叫“{name}”：“{one.department}”和“{other.department}”"
        for (_, name), called in names.items()
        for number, one in enumerate(called)
        for other in called[:number]
        if _overlap(one, other)
    ]
    lost = [
        f"“{body.department}”并入或更名为“{body.successor}”，而名册里{body.jurisdiction_name}没有这个部门"
        for body in bodies
        if body.successor and (body.jurisdiction, _plain(body.successor)) not in names
    ]
    return twice + lost + _circles(bodies, names)


def _circles(bodies: Iterable[Body], names: Mapping[tuple[str, str], list[Body]]) -> list[str]:
    """Successors that lead back to where they began, each circle once."""

    def after(body: Body) -> Body | None:
        called = names.get((body.jurisdiction, _plain(body.successor)), []) if body.successor else []
        others = [one for one in called if one is not body]
        later = [one for one in others if one.existed((body.last_year or 9998) + 1)]
        return next(iter(later or others or called), None)

    found: list[str] = []
    in_circles: set[str] = set()
    for body in bodies:
        chain: list[Body] = []
        one: Body | None = body
        while one is not None and one not in chain and one.department_id not in in_circles:
            chain.append(one)
            one = after(one)
        if one is not None and one in chain:
            circle = chain[chain.index(one) :]
            in_circles |= {each.department_id for each in circle}
            said = "→".join(f"“{each.department}”" for each in [*circle, one])
            found.append(f"{one.jurisdiction_name}的{said}并入或更名后又绕了回来")
    return found


def _overlap(one: Body, other: Body) -> bool:
    """Whether there was a year in which both existed."""
    return max(one.first_year or 0, other.first_year or 0) <= min(one.last_year or 9999, other.last_year or 9999)


def _own_name(body: Body) -> set[str]:
    return {_plain(body.department)}


def _all_names(body: Body) -> set[str]:
    return {_plain(name) for name in (body.department, *body.aliases)}


def _may_be_one(one: Body, other: Body) -> bool:
    is_one_place = one.jurisdiction == other.jurisdiction or one.jurisdiction_name == other.jurisdiction_name
    return is_one_place and _overlap(one, other)


def _titles(bodies: Iterable[Body]) -> str:
    return "、".join(body.title for body in bodies)


@cache
def _plain(name: str) -> str:
    """A name without blanks, quotation marks and brackets, in plain letters."""
    return BRACKETS.sub("", unicodedata.normalize("NFKC", name))


@cache
def _segments(place: str) -> tuple[str, ...]:
    """湖南省岳阳市君山区 → 湖南省, 岳阳市, 君山区."""
    return tuple(SEGMENT.findall(place))


@cache
def _forms(place: str) -> frozenset[str]:
    """How a place is written in front of a name: 湖南省岳阳市君山区, 岳阳市君山区, 君山区."""
    segments = _segments(place)
    return frozenset({"".join(segments[start:]) for start in range(len(segments))} | {place})


def _is_within(place: str, whole: str) -> bool:
    """Whether a report's name of a place fits the roster's: 湖南省君山区 fits 湖南省岳阳市君山区; all fit a code."""
    segments = _segments(place)
    return (
        whole.isdecimal()
        or place in _forms(whole)
        or (bool(segments) and segments[-1] == (_segments(whole) or ("",))[-1] and set(segments) <= {*_segments(whole)})
    )


def _cores(name: str, place: str) -> set[str]:
    """A name, and the same without its place in front: 中共湛江市委办公室, 委办公室."""
    bare = name.removeprefix(PARTY)
    cores = {name, bare}
    for form in (*sorted(_forms(place), key=len, reverse=True), place[-1:]):
        if form and bare.startswith(form) and len(bare) - len(form) >= 2:
            cores.add(bare.removeprefix(form))
            break
    return cores

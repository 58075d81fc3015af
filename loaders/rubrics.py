"""Scoring rules and grade bands by region and year: a folder of TOML files comes in, rows of raw.rubric* go out.

A file is named for its region. It may extend another one, ours or the bureau's own: an indicator of the same name
takes the place of the other's, bands the place of all bands. A bureau's own files count beside ours, and before them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from duckdb import DuckDBPyConnection
from pydantic import Field, ValidationError, model_validator

from loaders import indicators, rules, standards
from loaders.models import Record
from loaders.roster import CODE
from loaders.rows import Row, put
from loaders.rules import Better, Clause, beyond, disjoint, within
from loaders.vocabulary import Vocabulary

EVERYWHERE = "全国"
OWN = "own"  # the origin of what a bureau adds
TABLES = ("rubrics", "rubric_indicators", "rubric_rules", "rubric_bands")

Basis = Literal["figures", "counted", "surveyed", "judged"]


class RubricError(ValueError):
    """A file is no rubric; the Chinese message names the file, the indicator and the field."""


class Band(Record):
    """A grade from `least` points on."""

    grade: str = Field(min_length=1)
    least: Decimal = Field(ge=0)


class Step(Record):
    """What a figure between `least` and `most` earns."""

    least: Decimal | None = None
    most: Decimal | None = None
    points: Decimal = Field(ge=0)


class Indicator(Record):
    """One line of a score sheet, and the rule by which it earns points: a limit, steps, or its standard in words."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    level1: str = ""
    level2: str = ""
    measure: str = Field(default="", description="the rate that decides")
    basis: Basis = "figures"
    better: Better | None = None
    points: Decimal | None = Field(default=None, ge=0)
    limit: Decimal | None = Field(default=None, description="full points from here on")
    each: Decimal = Field(default=Decimal(1), gt=0)
    loses: Decimal | None = Field(default=None, gt=0, description="points for each step beyond; null: all of them")
    loses_most: Decimal | None = Field(default=None, gt=0)
    steps: tuple[Step, ...] = ()
    standard: str = Field(default="", description="in the words of the sheet")

    @model_validator(mode="after")
    def _is_one_rule(self) -> "Indicator":
        given = [name for name in ("limit", "steps", "standard") if getattr(self, name) not in (None, (), "")]
        if len(given) > 1:
            raise ValueError(f"{'、'.join(given)} 只能写一个")
        if given and not self.measure:
            raise ValueError("有评分规则，就要写 measure")
        if self.limit is not None and self.better is None:
            raise ValueError('有 limit，就要写 better = "higher" 或 "lower"')
        if self.standard and not self.clauses:
            raise ValueError(f"standard 看不懂：{self.standard}")
        return self

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Without overlaps; none where the points are not known."""
        if self.standard:
            return standards.parse(self.standard)
        if self.steps:
            best = max(step.points for step in self.steps)
            return disjoint(
                [Clause(low=step.least, high=step.most, points=step.points) for step in self.steps]
                + [Clause(points=Decimal(0))] * (best > 0)
            )
        if self.limit is None or self.better is None:
            return ()
        lost: dict[str, Any] = {"points": Decimal(0)}
        if self.loses is not None:
            lost = {"share": rules.ONE, "step": self.each, "lost": self.loses, "most_lost": self.loses_most}
        full = replace(within(self.limit, self.better), share=rules.ONE)
        return disjoint([full, replace(beyond(self.limit, self.better), **lost)])


class Rubric(Record):
    """The rules of one region over some years (null: without end)."""

    name: str = Field(min_length=1)
    jurisdictions: tuple[str, ...] = Field(default=(), description="codes of GB/T 2260 or names; none: only to extend")
    extends: str = ""
    first_year: int | None = Field(default=None, ge=1990, le=2100)
    last_year: int | None = Field(default=None, ge=1990, le=2100)
    source: str = Field(min_length=1)
    bands: tuple[Band, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> "Rubric":
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise ValueError("first_year 晚于 last_year")
        if [band.least for band in self.bands] != sorted({band.least for band in self.bands}, reverse=True):
            raise ValueError("bands 应从高分到低分排列，分数线不重复")
        for code in filter(str.isdecimal, self.jurisdictions):
            if not CODE.fullmatch(code):
                raise ValueError(f"jurisdictions 的“{code}”不是 GB/T 2260 的代码")
        names = [indicators.plain(name) for one in self.indicators for name in (one.name, *one.aliases)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"indicators 里有重名：{'、'.join(twice)}")
        return self


def read(folder: Path, known: Mapping[str, Rubric], vocabulary: Vocabulary) -> dict[str, Rubric]:
    """The rubrics of a folder by file name, with what they inherit; they may extend those known. Raises RubricError."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise RubricError(f"{folder}：没有评分规则文件（.toml），每个地区一个")
    written = {path.stem: _of(path, vocabulary) for path in files}
    return {name: _whole(name, {**known, **written}, set(known) - set(written), ()) for name in written}


def adopt(connection: DuckDBPyConnection, shipped: Path, own: Path | None, vocabulary: Vocabulary) -> None:
    """Write our rubrics anew, and the bureau's own where given; those given before stay. Raises RubricError."""
    ours = read(shipped, {}, vocabulary)
    found = _rows(ours, "")
    if own is not None:
        for table, more in _rows(read(own, ours, vocabulary), OWN).items():
            found[table] += more
    connection.begin()
    try:
        for table in TABLES:
            connection.execute(f"delete from raw.{table} where origin = '' or $1", [own is not None])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    put(connection, found)


def _of(path: Path, vocabulary: Vocabulary) -> Rubric:
    try:
        entries: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RubricError(f"{path.name}：不是有效的 TOML（{error}）") from error
    try:
        rubric = Rubric.model_validate(entries)
    except ValidationError as error:
        raise RubricError(f"{path.name}{'；'.join(_problems(error, entries))}") from error
    for one in rubric.indicators:
        measure = vocabulary.measures.get(one.measure)
        if one.measure and (measure is None or measure.kind != "rate"):
            raise RubricError(f"{path.name} 的指标“{one.name}”：measure 的“{one.measure}”不是词表里的比率")
    return rubric


def _problems(error: ValidationError, entries: Mapping[str, Any]) -> Iterator[str]:
    for problem in error.errors():
        place = list(problem["loc"])
        named = ""
        if len(place) > 1 and place[0] in ("indicators", "bands") and isinstance(place[1], int):
            entry = entries[str(place[0])][place[1]]
            title = entry.get("name") or entry.get("grade") if isinstance(entry, dict) else None
            named = f" 的{'指标' if place[0] == 'indicators' else '等级'}“{title or f'第 {place[1] + 1} 个'}”"
            place = place[2:]
        field = ".".join(map(str, place))
        yield f"{named}：{f'{field} ' if field else ''}{_in_chinese(problem)}"


def _in_chinese(problem: Mapping[str, Any]) -> str:
    kind, context = str(problem["type"]), problem.get("ctx", {})
    if kind == "missing":
        return "没有写"
    if kind == "extra_forbidden":
        return "不认识，请核对拼写"
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"“{problem['input']}”应为 {context['expected']}"
    return f"“{problem['input']}”写法不对"


def _whole(name: str, known: Mapping[str, Rubric], are_whole: set[str], path: tuple[str, ...]) -> Rubric:
    """A rubric with what it inherits."""
    rubric = known[name]
    if not rubric.extends or name in are_whole:
        return rubric
    if rubric.extends not in known:
        raise RubricError(f"{name}.toml：extends 的“{rubric.extends}”没有这个文件")
    if rubric.extends in (*path, name):
        raise RubricError(f"{name}.toml：extends 绕成了圈：{' → '.join((*path, name, rubric.extends))}")
    base = _whole(rubric.extends, known, are_whole, (*path, name))
    own = {indicators.plain(title) for one in rubric.indicators for title in (one.name, *one.aliases)}
    kept = [one for one in base.indicators if not own & {indicators.plain(title) for title in (one.name, *one.aliases)}]
    return rubric.model_copy(update={"indicators": (*rubric.indicators, *kept), "bands": rubric.bands or base.bands})


def _rows(rubrics: Mapping[str, Rubric], origin: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    for stem, rubric in rubrics.items():
        key = {"rubric": stem, "origin": origin}
        found["rubrics"].append(
            {**key, **rubric.model_dump(include={"name", "first_year", "last_year", "source"})}
            | {"jurisdictions": list(rubric.jurisdictions)}
        )
        found["rubric_bands"] += [{**key, **band.model_dump()} for band in rubric.bands]
        for one in rubric.indicators:
            columns = one.model_dump(include={"level1", "level2", "measure", "basis", "better", "points"})
            names = [indicators.plain(name) for name in (one.name, *one.aliases)]
            found["rubric_indicators"].append({**key, "indicator": one.name, "names": names, **columns})
            found["rubric_rules"] += rules.rows(one.clauses, **key, indicator=one.name)
    return found

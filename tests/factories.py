"""Rows of raw.* with sensible defaults, written straight into the tables: what a loader would have left there.

A test names only what it is about: `fact(connection, "r1", "expenditure", "actual", "398")` is 398万元 of the year 2020.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from duckdb import DuckDBPyConnection

import duibiao
import queries
from loaders import indicators
from loaders import vocabulary as words
from queries import View

YEAR = 2020


def vocabulary(connection: DuckDBPyConnection) -> None:
    """What ships with the product: measures, units, formulas, parts, thresholds and scoring rules."""
    duibiao.ship(connection)


def report(
    connection: DuckDBPyConnection,
    report_id: str = "r1",
    *,
    version: int = 1,
    source: str | None = None,
    kind: str = "self_evaluation",
    department: str | None = "市教育局",
    jurisdiction: str | None = "广东省湛江市",
    fiscal_year: int | None = YEAR,
    scope: str = "",
    filed_on: date | None = None,
    text: str | None = None,
    is_resolved: bool | None = None,
    is_demonstration: bool = False,
) -> str:
    """A report without figures; gives its report_id back. It is resolved where it names department, place and year."""
    _insert(
        connection,
        "reports",
        report_id=report_id,
        version=version,
        source=source or f"{report_id}.txt",
        origin=report_id,
        record_digest=f"{report_id}/{version}",
        text_digest="" if text is None else f"{report_id}/{version}",
        document_digest=report_id,
        kind=kind,
        department=department,
        jurisdiction=jurisdiction,
        fiscal_year=fiscal_year,
        scope=scope,
        filed_on=filed_on,
        is_demonstration=is_demonstration,
        loaded_at=datetime(2026, 11, 21, 8, 0),
    )
    if text is not None:
        _insert(connection, "documents", report_id=report_id, version=version, text=text)
    connection.execute("delete from raw.identities where report_id = $1", [report_id])
    if is_resolved is None:
        is_resolved = None not in (department, jurisdiction, fiscal_year)
    _insert(
        connection,
        "identities",
        report_id=report_id,
        department_id=f"{jurisdiction} {department}" if is_resolved else None,
        department=department or None,
        jurisdiction=jurisdiction or None,
        fiscal_year=fiscal_year,
        scope=scope,
        is_resolved=is_resolved,
        reason="" if is_resolved else f"名册里没有“{department}”",
    )
    return report_id


def body(
    connection: DuckDBPyConnection,
    department: str = "市教育局",
    *,
    aliases: Sequence[str] = (),
    jurisdiction: str = "440800",
    jurisdiction_name: str = "广东省湛江市",
    **columns: Any,
) -> str:
    """A line of the roster; gives its department_id back."""
    department_id = f"{jurisdiction_name} {department}"
    known = {"function": "", "level": "", "parent": "", "successor": "", "origin": ""}
    _insert(
        connection,
        "roster",
        department_id=department_id,
        department=department,
        aliases=list(aliases),
        jurisdiction=jurisdiction,
        jurisdiction_name=jurisdiction_name,
        **{**known, **columns},
    )
    return department_id


def correction(
    connection: DuckDBPyConnection,
    report_id: str,
    fact_id: str,
    field: str,
    becomes: str | None,
    *,
    was: str = "",
    author: str = "张三",
    reason: str = "核对原文",
) -> int:
    """What a person corrected; corrections are numbered as they come."""
    number = int(_scalar(connection, "select count(*) + 1 from raw.corrections", []))
    _insert(
        connection,
        "corrections",
        correction=number,
        report_id=report_id,
        fact_id=fact_id,
        field=field,
        was=was,
        becomes=becomes,
        author=author,
        reason=reason,
        made_at=datetime(2026, 11, 21, 8, 0),
    )
    return number


def file(
    connection: DuckDBPyConnection,
    origin: str = "f1",
    *,
    source: str | None = None,
    status: str = "loaded",
    reason: str = "",
    path: str | None = None,
    report_ids: Sequence[str] = ("r1",),
    seconds: float = 0.5,
    loaded_at: datetime = datetime(2026, 11, 21, 8, 0),
) -> str:
    """What became of a file; gives its origin back."""
    _insert(
        connection,
        "files",
        origin=origin,
        source=source or f"{origin}.txt",
        path=path,
        digest=origin,
        size=1234,
        modified_ns=0,
        status=status,
        reason=reason,
        report_ids=list(report_ids),
        seconds=seconds,
        fingerprint="",
        loaded_at=loaded_at,
    )
    return origin


def fact(
    connection: DuckDBPyConnection,
    report_id: str,
    measure: str,
    stage: str = "actual",
    value: str | None = None,
    unit: str | None = None,
    *,
    fiscal_year: int | None = YEAR,
    breakdown: str = "",
    disclosure: str | None = None,
    reported_by: str = "",
    formula: str | None = None,
    formula_low: str | None = None,
    formula_high: str | None = None,
    confidence: str = "certain",
    doubt: str = "",
    recognition: float | None = None,
    places: int = 1,
    version: int = 1,
    fact_id: str | None = None,
) -> str:
    """One figure as printed: value "1,166.19" in 万元, in % for a rate. Without a value it is blank. Gives its fact_id back."""
    number = _number(value)
    fact_id = fact_id or _next_fact_id(connection, report_id)
    _insert(
        connection,
        "facts",
        report_id=report_id,
        version=version,
        fact_id=fact_id,
        fiscal_year=fiscal_year,
        measure=measure,
        breakdown=breakdown,
        stage=stage,
        value=number,
        decimals=None if number is None else max(0, -int(number.as_tuple().exponent)),
        value_text=value,
        unit=_usual_unit(measure, value) if unit is None else unit,
        disclosure=disclosure or ("blank" if value is None else "stated"),
        reported_by=reported_by,
        formula=formula,
        formula_low=None if formula_low is None else Decimal(formula_low),
        formula_high=None if formula_high is None else Decimal(formula_high),
        confidence=confidence,
        doubt=doubt,
        recognition=recognition,
    )
    for place in range(1, places + 1):
        _insert(
            connection,
            "places",
            report_id=report_id,
            version=version,
            fact_id=fact_id,
            place=place,
            start_offset=place,
            end_offset=place + 1,
            evidence=f"{measure} {value}",
        )
    return fact_id


def facts(connection: DuckDBPyConnection, report_id: str, figures: Mapping[str, str], **options: Any) -> list[str]:
    """Several figures at once: {"revenue.actual": "100", "fixed_assets[in_use].actual": "20"}."""
    written = []
    for name, value in figures.items():
        measure, _, stage = name.partition(".")
        measure, _, breakdown = measure.removesuffix("]").partition("[")
        written.append(fact(connection, report_id, measure, stage, value, breakdown=breakdown, **options))
    return written


def departments(
    connection: DuckDBPyConnection, figures: Sequence[Mapping[str, str]], *, fiscal_year: int = YEAR, **options: Any
) -> list[str]:
    """A report of a department each: p0 of 0局, p1 of 1局; of another year p0/2019. Gives their ids back."""
    report_ids = []
    for number, stated in enumerate(figures):
        report_id = f"p{number}" if fiscal_year == YEAR else f"p{number}/{fiscal_year}"
        report(connection, report_id, department=f"{number}局", fiscal_year=fiscal_year, **options)
        facts(connection, report_id, stated, fiscal_year=fiscal_year)
        report_ids.append(report_id)
    return report_ids


def saved_group(connection: DuckDBPyConnection, name: str, department_ids: Sequence[str]) -> None:
    """Departments that somebody put together; entries are numbered as they come."""
    _insert(
        connection,
        "saved_groups",
        entry=int(_scalar(connection, "select count(*) + 1 from raw.saved_groups", [])),
        name=name,
        department_ids=list(department_ids),
        author="张三",
        reason="业务相近",
        made_at=datetime(2026, 11, 21, 8, 0),
    )


def score_item(
    connection: DuckDBPyConnection,
    report_id: str,
    self_points: str | None,
    *,
    item: int | None = None,
    level1: str = "过程",
    level2: str = "预算执行",
    level3: str = "预算调整率",
    full_points: str | None = "5",
    merged_points: str | None = None,
    standard: str = "",
    deduction_reason: str = "",
    recognition: float | None = None,
    version: int = 1,
) -> int:
    """One row of a score sheet; rows are numbered as they come."""
    if item is None:
        item = int(_scalar(connection, "select count(*) + 1 from raw.score_items where report_id = $1", [report_id]))
    _insert(
        connection,
        "score_items",
        report_id=report_id,
        version=version,
        item=item,
        level1=level1,
        level2=level2,
        level3=level3,
        full_points=full_points,
        merged_points=merged_points,
        self_points=self_points,
        standard=standard,
        deduction_reason=deduction_reason,
        recognition=recognition,
        start_offset=0,
        end_offset=len(level3),
        evidence=level3,
    )
    indicators.settle(connection, words.load())
    return item


def review(connection: DuckDBPyConnection, department_id: str, review_points: str, **columns: Any) -> None:
    """What a review of the year 2020 found."""
    number = int(_scalar(connection, "select count(*) + 1 from raw.reviews", []))
    known = {"fiscal_year": YEAR, "indicator": "", "self_points": None, "reviewed_on": None, "arm": "", "reviewer": ""}
    _insert(
        connection,
        "reviews",
        review=number,
        department_id=department_id,
        review_points=review_points,
        taken_in_at=datetime(2026, 11, 21, 8, 0),
        **{**known, **columns},
    )


def said(connection: DuckDBPyConnection, table: str, report_id: str, version: int = 1, **columns: Any) -> int:
    """A row of raw.targets, grade_bands, excerpts, sentences or self_names; rows are numbered as they come."""
    number = table.removesuffix("s").removeprefix("grade_")
    counted = f"select count(*) + 1 from raw.{table} where report_id = $1 and version = $2"
    own = int(_scalar(connection, counted, [report_id, version]))
    usual: dict[str, Any] = {"start_offset": 0, "end_offset": 1, "evidence": "…"}
    if table == "sentences":
        usual = {
            "section": "",
            "characters": 30,
            "figures": 0,
            "passage": own,
            "start_offset": own,
            "end_offset": own + 1,
        }
    if table == "self_names":
        usual |= {"kind": "self", "fits": "", "mentions": 1, "other_mentions": 0}
    _insert(connection, table, **{"report_id": report_id, "version": version, number: own, **usual, **columns})
    return own


def wording(connection: DuckDBPyConnection, report_id: str, words: str, **columns: Any) -> int:
    """A sentence as the loader keeps it: digests of `words`, in `wording` without their digits."""
    without = "".join("0" if character.isdigit() else character for character in words)
    digests = {
        name: int(sha256(one.encode()).hexdigest()[:16], 16) for name, one in (("wording", without), ("exact", words))
    }
    figures = len(re.findall(r"\d+", words))
    return said(
        connection, "sentences", report_id, **digests, **{"figures": figures, "characters": len(words), **columns}
    )


def remark(
    connection: DuckDBPyConnection,
    report_id: str,
    kind: str,
    topic: str,
    *,
    year: int | None = None,
    first_on: date | str | None = None,
    last_on: date | str | None = None,
    number: str | None = None,
    compared: Sequence[str] = (),
    evidence: str = "…",
    version: int = 1,
) -> str:
    """What a report says beside figures; gives its statement_id. What begins on a day and does not end ends on it."""
    counted = "select count(*) + 1 from raw.remarks where report_id = $1 and version = $2"
    place = int(_scalar(connection, counted, [report_id, version]))
    _insert(
        connection,
        "remarks",
        report_id=report_id,
        version=version,
        remark=place,
        kind=kind,
        topic=topic,
        year=year,
        first_on=first_on,
        last_on=last_on or first_on,
        number=number,
        compared=list(compared),
        start_offset=place,
        end_offset=place + len(evidence),
        evidence=evidence,
    )
    return f"remark/{place}"


def rows(connection: DuckDBPyConnection, view: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of a view that have these values, as dictionaries."""
    with worked_out(connection, queries.ancestry(view)):
        return _rows(connection, view, **where)


def all_rows(connection: DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """The rows of every view."""
    with worked_out(connection, queries.views()):
        return {view.name: _rows(connection, view.name) for view in queries.views()}


@contextmanager
def worked_out(connection: DuckDBPyConnection, views: Sequence[View]) -> Iterator[None]:
    """Views, in the order of who reads whom, as tables while they are looked at: nested ones take long to plan."""
    found = connection.execute("select schema_name || '.' || view_name from duckdb_views() where not internal")
    names = {name for (name,) in found.fetchall()}
    nested = [view for view in views if view.schema != "staging"]
    if not all(view.name in names for view in nested):  # they have been built
        yield
        return
    connection.begin()
    try:
        for view in nested:
            connection.execute(f"drop view {view.name}")
            connection.execute(f"create table {view.name} as\n{view.body}")
        yield
    finally:
        connection.rollback()


def row(connection: DuckDBPyConnection, view: str, **where: Any) -> dict[str, Any]:
    """The one row of a view that has these values."""
    found = rows(connection, view, **where)
    assert len(found) == 1, f"{view} has {len(found)} rows where {where}: {found}"
    return found[0]


def _rows(connection: DuckDBPyConnection, view: str, **where: Any) -> list[dict[str, Any]]:
    condition = " and ".join(f"{column} = ${column}" for column in where) or "true"
    cursor = connection.execute(f"select * from {view} where {condition}", where or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _insert(connection: DuckDBPyConnection, table: str, **values: Any) -> None:
    columns = ", ".join(values)
    places = ", ".join(f"${column}" for column in values)
    connection.execute(f"insert into raw.{table} ({columns}) values ({places})", values)


def _next_fact_id(connection: DuckDBPyConnection, report_id: str) -> str:
    count = _scalar(connection, "select count(*) + 1 from raw.facts where report_id = $1", [report_id])
    return f"{report_id}-f{int(count):03d}"


def _usual_unit(measure: str, value: str | None) -> str:
    if value is None or measure.endswith("_grade"):
        return ""
    if measure.endswith(("_rate", "_share")):
        return "%"
    if measure.endswith("_score"):
        return "分"
    return "人" if measure.startswith("staff_") else "万元"


def _number(value: str | None) -> Decimal | None:
    text = (value or "").replace(",", "")
    return Decimal(text) if text.lstrip("-").replace(".", "", 1).isdigit() else None


def _scalar(connection: DuckDBPyConnection, query: str, parameters: Sequence[Any]) -> Any:
    return connection.execute(query, parameters).fetchall()[0][0]

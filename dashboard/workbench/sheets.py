"""Review sheets (复核表): rows of score items come in; cells that several people fill in, and outcomes, go out.

A sheet has a version that every save raises. Who saves says which version was before them; a cell that somebody else
has changed since is a conflict and nothing is saved, other cells are merged. No edit is ever lost: each is an event.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dashboard import formats
from dashboard.workbench import tables
from dashboard.workbench.conventions import Conventions
from dashboard.workbench.sampling import plain
from dashboard.workbench.store import EntryError, Store, append

TITLE = "复核表"
COLUMNS: Mapping[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "nature": "指标性质",
    "goal": "指标值",
    "unit": "单位",
    "full_points": "权重",
    "self_value": "自评完成值",
    "self_points": "自评得分",
    "review_value": "复核完成值",
    "review_points": "复核得分",
    "deviation": "偏离度",
    "remark": "备注",
}
IDENTITY = ("level1", "level2", "level3", "full_points", "self_points")
EDITABLE = ("nature", "goal", "unit", "self_value", "review_value", "review_points", "remark")
# What `duibiao reviews` reads.
REVIEWS: Mapping[str, str] = {
    "department": "部门",
    "jurisdiction_code": "行政区划",
    "fiscal_year": "年度",
    "indicator": "指标",
    "self_points": "自评得分",
    "review_points": "复核得分",
    "reviewed_on": "复核日期",
    "arm": "抽取方式",
    "reviewer": "复核人",
}
HEADER_ROW = 4  # of the Excel sheet
LONGEST = 30_000  # characters in a cell; Excel takes 32,767

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # but not tab and new line

Cell = tuple[int, str]  # number of the item, field
Edits = Mapping[Cell, str]  # '' clears


class ConflictError(EntryError):
    """Somebody else changed the same cells in between; `conflicts` has them, and nothing was saved."""

    def __init__(self, conflicts: Sequence["Conflict"]) -> None:
        super().__init__("\n".join(conflict.words for conflict in conflicts))
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True)
class Change:
    """Who changed a cell last, and with which version of the sheet."""

    author: str
    made_at: datetime
    version: int


@dataclass(frozen=True)
class Conflict:
    """A cell with two values: what was to be saved, and what somebody else has saved."""

    cell: Cell
    name: str
    yours: str
    theirs: str
    change: Change

    @property
    def words(self) -> str:
        when = formats.minute(formats.in_china(self.change.made_at))
        return (
            f"{self.name}：您填的是“{self.yours or '（空）'}”，{self.change.author} 已于 {when} 改为"
            f"“{self.theirs or '（空）'}”；您的修改没有保存，请商定后重新保存"
        )


@dataclass(frozen=True)
class Item:
    """One indicator: what identifies it, and the cells that people may fill in, as they stand."""

    item: int  # 1 is the first row
    level1: str
    level2: str
    level3: str
    full_points: Decimal | None = None
    self_points: Decimal | None = None
    nature: str = ""
    goal: str = ""
    unit: str = ""
    self_value: str = ""
    review_value: str = ""
    review_points: str = ""
    remark: str = ""

    @property
    def reviewed(self) -> Decimal | None:
        return Decimal(self.review_points) if self.review_points else None

    @property
    def points(self) -> dict[str, Decimal | None]:
        return {"full_points": self.full_points, "self_points": self.self_points, "review_points": self.reviewed}


@dataclass(frozen=True)
class Sheet:
    """A review sheet at one version."""

    sheet: str
    department_id: str
    department: str
    jurisdiction_code: str
    report_id: str
    fiscal_year: int
    arm: str
    snapshot: str
    version: int
    items: tuple[Item, ...]
    changes: Mapping[Cell, Change] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Of what identifies the rows: the same for every version."""
        rows = [[_words(getattr(item, name)) for name in IDENTITY] for item in self.items]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()

    def value(self, cell: Cell) -> str:
        """What stands in a cell, as text."""
        return _words(getattr(self.items[cell[0] - 1], cell[1]))

    def place(self, cell: Cell) -> str:
        """K7."""
        return f"{chr(ord('A') + list(COLUMNS).index(cell[1]))}{HEADER_ROW + cell[0]}"

    def name(self, cell: Cell) -> str:
        """「复核表」K7（固定资产利用率·复核得分）."""
        return f"「{TITLE}」{self.place(cell)}（{self.items[cell[0] - 1].level3}·{COLUMNS[cell[1]]}）"


def create(store: Store, sheet: Sheet, author: str, reason: str) -> Sheet:
    """Keep a new sheet; its name is 2020-1 for the first of the year 2020, whatever it was before."""
    if not sheet.items:
        raise EntryError(f"{sheet.department} {sheet.fiscal_year} 年度没有评分表，做不出复核表")
    if [item.item for item in sheet.items] != list(range(1, len(sheet.items) + 1)):
        raise EntryError("复核表的行号应从 1 起连续编号")
    with store.writing() as connection:
        query = select(func.count()).where(tables.sheets.c.fiscal_year == sheet.fiscal_year)
        name = f"{sheet.fiscal_year}-{connection.execute(query).scalar_one() + 1}"
        row = {column: getattr(sheet, column) for column in _SHEET} | {"sheet": name}
        event = append(connection, tables.sheets, author, reason, [row])
        rows = [
            {"event": event, "position": item.item, **{column: getattr(item, column) for column in _ITEM}}
            for item in sheet.items
        ]
        connection.execute(insert(tables.sheet_items), rows)
        return _load(connection, name)


def load(store: Store, name: str, version: int | None = None) -> Sheet:
    """A sheet as it stands, or as it stood at a version. Raises EntryError."""
    with store.reading() as connection:
        return _load(connection, name, version)


def of_year(store: Store, fiscal_year: int) -> list[Sheet]:
    """The year's sheets, oldest first."""
    query = select(tables.sheets.c.sheet).where(tables.sheets.c.fiscal_year == fiscal_year)
    with store.reading() as connection:
        names = connection.execute(query.order_by(tables.sheets.c.event)).scalars().all()
        return [_load(connection, name) for name in names]


def save(
    store: Store,
    name: str,
    version: int,
    edits: Edits,
    author: str,
    conventions: Conventions,
    reason: str = "填写复核表",
) -> Sheet:
    """Save cells that were filled in on a version, and give the sheet that results. A cell as it was is no edit.

    Raises ConflictError where somebody else has changed one of the cells since then to something else, EntryError for
    a value that cannot stand. Then nothing is saved.
    """
    with store.writing() as connection:
        current = _load(connection, name)
        if not 0 <= version <= current.version:
            raise EntryError(f"复核表 {name} 没有第 {version} 版，现在是第 {current.version} 版")
        base = _load(connection, name, version)
        cleaned = {cell: clean(current, cell, value) for cell, value in edits.items()}
        wanted = {
            cell: value for cell, value in cleaned.items() if value not in (base.value(cell), current.value(cell))
        }
        conflicts = [
            Conflict(cell, current.name(cell), value, current.value(cell), change)
            for cell, value in sorted(wanted.items())
            if (change := current.changes.get(cell)) is not None and change.version > version
        ]
        if conflicts:
            raise ConflictError(conflicts)
        if not wanted:
            return current
        becoming = edited(current, wanted)
        check(becoming, {item for item, _ in wanted}, conventions)
        rows = [
            {"sheet": name, "version": current.version + 1, "item": item, "field": column, "becomes": value}
            for (item, column), value in sorted(wanted.items())
        ]
        append(connection, tables.edits, author, reason, rows)
        return _load(connection, name)


def items_of(rows: Iterable[Mapping[str, Any]], known: Mapping[int, Mapping[str, str]] | None = None) -> list[Item]:
    """Items of rows of staging.score_items, in the sheet's order; `known` has figures by row: {3: {"unit": "%"}}."""
    items = []
    for number, row in enumerate(sorted(rows, key=lambda row: int(row["item"])), start=1):
        values: dict[str, Any] = {name: tidy(formats.text(row.get(name))) for name in ("level1", "level2", "level3")}
        values |= {name: _decimal(row.get(name)) for name in ("full_points", "self_points")}
        values |= {name: tidy(words) for name, words in (known or {}).get(int(row["item"]), {}).items()}
        items.append(Item(number, **values))
    return items


def tidy(words: str) -> str:
    """Without what a cell of a workbook cannot hold."""
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def edited(sheet: Sheet, edits: Edits) -> Sheet:
    """The sheet with other values in some cells."""
    changed: dict[int, dict[str, Any]] = {}
    for (item, column), value in edits.items():
        changed.setdefault(item, {})[column] = value
    return replace(sheet, items=tuple(replace(item, **changed.get(item.item, {})) for item in sheet.items))


def clean(sheet: Sheet, cell: Cell, value: str) -> str:
    """A value as it is kept: 4.50 points are 4.5. Raises EntryError for a cell that is not there or not a number."""
    item, column = cell
    if not 1 <= item <= len(sheet.items) or column not in EDITABLE:
        raise EntryError(f"复核表 {sheet.sheet} 第 {item} 行没有可填的“{COLUMNS.get(column, column)}”")
    words = tidy(value)
    if len(words) > LONGEST:
        raise EntryError(f"{sheet.name(cell)} 有 {len(words)} 字，最多 {LONGEST} 字")
    if column != "review_points" or not words:
        return words
    try:
        number = Decimal(words)
    except InvalidOperation as error:
        raise EntryError(f"{sheet.name(cell)} 的“{words}”不是数；请只写数字") from error
    if not number.is_finite():
        raise EntryError(f"{sheet.name(cell)} 的“{words}”不是数；请只写数字")
    return plain(number)


def check(sheet: Sheet, numbers: Iterable[int], conventions: Conventions) -> None:
    """Raises EntryError where points of these items are out of bounds or against the convention that a remark names."""
    for item in (sheet.items[number - 1] for number in sorted(numbers)):
        where = sheet.name((item.item, "review_points"))
        try:
            convention = conventions.tagged(item.remark)
        except KeyError as error:
            known = "、".join(f"【{one.tag}】" for one in conventions.conventions)
            raise EntryError(
                f"{sheet.name((item.item, 'remark'))} 写了【{error.args[0]}】，口径里只有 {known}"
            ) from error
        points = item.reviewed
        if points is None:
            continue
        if points < 0:
            raise EntryError(f"{where} 是 {plain(points)}，得分不能小于 0")
        if item.full_points is not None and points > item.full_points:
            raise EntryError(f"{where} 是 {plain(points)}，超过了权重 {plain(item.full_points)} 分")
        if points % conventions.points.step:
            raise EntryError(f"{where} 是 {plain(points)}，应是 {plain(conventions.points.step)} 的整数倍")
        if convention is None:
            continue
        if convention.is_left_out:
            raise EntryError(f"{where} 是 {plain(points)}，而备注写了【{convention.tag}】：{convention.wording}")
        if item.full_points is not None and points > item.full_points * convention.most_share:
            most = plain(item.full_points * convention.most_share)
            raise EntryError(
                f"{where} 是 {plain(points)}，而备注写了【{convention.tag}】，最多 {most} 分：{convention.wording}"
            )


def close(
    store: Store,
    name: str,
    version: int,
    reviewed_on: date,
    reviewer: str,
    conventions: Conventions,
    author: str,
    reason: str,
) -> int:
    """Take the points of a sheet as the outcome of its review; closing it again replaces it. Gives the number of rows.

    Where every indicator was reviewed or does not apply, a row without indicator has the sum of those that were.
    Raises EntryError where the sheet has changed since `version`, or nothing was reviewed.
    """
    if not reviewer.strip():
        raise EntryError("请写明复核人")
    with store.writing() as connection:
        sheet = _load(connection, name)
        if sheet.version != version:
            last = max(sheet.changes.values(), key=lambda change: change.version)
            raise EntryError(
                f"复核表 {name} 在您打开之后又有修改（{last.author}，第 {sheet.version} 版）；请看过最新内容后再定稿"
            )
        reviewed = [item for item in sheet.items if item.reviewed is not None]
        if not reviewed:
            raise EntryError(f"复核表 {name} 还没有一个复核得分，不能定稿")
        rows = [{"indicator": item.level3, **item.points} for item in reviewed]
        if _is_complete(sheet, conventions):
            rows.append({"indicator": "", **_sums(reviewed)})
        query = select(func.coalesce(func.max(tables.outcomes.c.closing), 0)).where(tables.outcomes.c.sheet == name)
        closing = connection.execute(query).scalar_one() + 1
        common = {"sheet": name, "closing": closing, "reviewed_on": reviewed_on, "reviewer": reviewer.strip()}
        append(connection, tables.outcomes, author, reason, [{**common, **row} for row in rows])
        return len(rows)


def outcomes(store: Store) -> list[dict[str, Any]]:
    """The points of every closed sheet, as it was closed last, with department, year and arm."""
    columns = [tables.sheets.c[column] for column in _SHEET]
    query = (
        select(tables.outcomes, *columns)
        .join(tables.sheets, tables.outcomes.c.sheet == tables.sheets.c.sheet)
        .order_by(tables.outcomes.c.event)
    )
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    last = {row["sheet"]: row["closing"] for row in rows}
    return [dict(row) for row in rows if row["closing"] == last[row["sheet"]]]


def reviews_csv(store: Store) -> str:
    """The outcomes as `duibiao reviews` takes them in."""
    table = io.StringIO()
    writer = csv.DictWriter(table, list(REVIEWS.values()), lineterminator="\n")
    writer.writeheader()
    for row in outcomes(store):
        writer.writerow({label: _words(row[column]) for column, label in REVIEWS.items()})
    return table.getvalue()


def _is_complete(sheet: Sheet, conventions: Conventions) -> bool:
    """Whether nothing that the department gave itself points for was left unreviewed."""
    for item in sheet.items:
        convention = conventions.tagged(item.remark)
        if item.reviewed is None and not (convention is not None and convention.is_left_out):
            return False
    return all(item.self_points is not None for item in sheet.items if item.reviewed is not None)


def _sums(items: Iterable[Item]) -> dict[str, Decimal | None]:
    """None where one of them is missing."""
    listed = [item.points for item in items]
    sums: dict[str, Decimal | None] = {}
    for name in ("full_points", "self_points", "review_points"):
        known = [points[name] for points in listed]
        sums[name] = None if None in known else sum((value for value in known if value is not None), Decimal(0))
    return sums


_SHEET = ("department_id", "department", "jurisdiction_code", "report_id", "fiscal_year", "arm", "snapshot")
_ITEM = (*IDENTITY, "nature", "goal", "unit", "self_value")


def _load(connection: Connection, name: str, version: int | None = None) -> Sheet:
    row = connection.execute(select(tables.sheets).where(tables.sheets.c.sheet == name)).mappings().first()
    if row is None:
        raise EntryError(f"没有编号为 {name} 的复核表")
    lines = select(tables.sheet_items).where(tables.sheet_items.c.event == row["event"])
    items = connection.execute(lines.order_by(tables.sheet_items.c.position)).mappings().all()
    query = select(tables.edits).where(tables.edits.c.sheet == name).order_by(tables.edits.c.event)
    edits = [
        edit for edit in connection.execute(query).mappings().all() if version is None or edit["version"] <= version
    ]
    sheet = Sheet(
        sheet=name,
        **{column: row[column] for column in _SHEET},
        version=edits[-1]["version"] if edits else 0,
        items=tuple(Item(item=item["position"], **{column: item[column] for column in _ITEM}) for item in items),
        changes={
            (edit["item"], edit["field"]): Change(edit["author"], edit["made_at"], edit["version"]) for edit in edits
        },
    )
    return edited(sheet, {(edit["item"], edit["field"]): edit["becomes"] for edit in edits})


def _decimal(value: Any) -> Decimal | None:
    return None if formats.is_missing(value) else Decimal(str(value)).normalize()


def _words(value: Any) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)

"""What the bureau found when it looked: lines of a table come in, rows of raw.reviews go out.

A line names a department, its year, the points it gave itself and those that the review gives, for the whole score or
for one indicator. Nothing is overwritten: of the same department, year and indicator the last line counts.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from duckdb import DuckDBPyConnection

from loaders import lists
from loaders.admission import YEARS, number
from loaders.indicators import plain
from loaders.roster import Roster
from loaders.rows import Row, fetch, put

HEADINGS: lists.Headings = {
    "department": ("部门", "部门名称", "单位", "单位名称", "department"),
    "jurisdiction": ("行政区划", "行政区划代码", "地区", "jurisdiction", "jurisdiction_code"),
    "fiscal_year": ("年度", "评价年度", "fiscal_year", "year"),
    "indicator": ("指标", "三级指标", "indicator"),
    "self_points": ("自评得分", "自评分", "self_points", "self_score"),
    "review_points": ("复核得分", "复核分", "复评得分", "review_points", "review_score"),
    "reviewed_on": ("复核日期", "日期", "reviewed_on", "date"),
    "arm": ("抽取方式", "抽样方式", "arm"),
    "reviewer": ("复核人", "复核单位", "reviewer"),
}
REQUIRED = ("department", "fiscal_year", "review_points")
ARMS: Mapping[str, str] = {
    "": "",
    "必查": "certainty",
    "风险": "risk",
    "随机": "random",
    "风险+随机": "both",
    "certainty": "certainty",
    "risk": "risk",
    "random": "random",
    "both": "both",
}
MOST_POINTS = Decimal(1000)
# 2021-05-08   2021/5/8   2021.5.8   2021年5月8日
SEPARATED = str.maketrans({"/": "-", ".": "-", "年": "-", "月": "-", "日": None})


class ReviewError(ValueError):
    """The file cannot be taken in; the Chinese message names the file, the line and what is expected there."""


@dataclass(frozen=True)
class Review:
    """One line."""

    department: str
    jurisdiction: str
    fiscal_year: int
    indicator: str
    self_points: Decimal | None
    review_points: Decimal
    reviewed_on: date | None
    arm: str
    reviewer: str
    line: int


def read(path: Path) -> tuple[Review, ...]:
    """The lines of a CSV with the columns of HEADINGS. Raises ReviewError, or OSError where it cannot be read."""
    reviews: list[Review] = []
    errors: list[str] = []
    hint = f"可用的列有{'、'.join(known[0] for known in HEADINGS.values())}"
    for line, cells in lists.lines(path, HEADINGS, REQUIRED, ReviewError, hint):
        review, wrong = _review(cells, line)
        reviews += [review] if review else []
        errors += [f"第 {line} 行：{words}" for words in wrong]
    lists.tell(path.name, errors, ReviewError)
    return tuple(reviews)


def take_in(connection: DuckDBPyConnection, reviews: Sequence[Review], roster: Roster, source: str) -> int:
    """Add the lines, all of them or none; how many were new. Raises ReviewError where a department is unknown."""
    ((last,),) = connection.execute("select coalesce(max(review), 0) from raw.reviews").fetchall()
    now = datetime.now(UTC).replace(tzinfo=None)
    places = {body.jurisdiction: body.jurisdiction_name for body in roster.bodies}
    names = [field.name for field in fields(Review) if field.name not in ("department", "jurisdiction", "line")]
    standing = _standing(connection)
    rows: list[Row] = []
    errors: list[str] = []
    for review in reviews:
        place = places.get(review.jurisdiction, review.jurisdiction)
        found = roster.resolve(review.department, place, review.fiscal_year)
        if found.body is None:
            errors.append(f"第 {review.line} 行：{found.reason}；请先补名册，再用 load --roster 载入")
            continue
        row = {"department_id": found.body.department_id, **{name: getattr(review, name) for name in names}}
        key = (row["department_id"], row["fiscal_year"], row["indicator"])
        said = {name: row[name] for name in names}
        if standing.get(key) != said:
            standing[key] = said
            rows.append({**row, "review": last + len(rows) + 1, "taken_in_at": now})
    lists.tell(source, errors, ReviewError)
    put(connection, {"reviews": rows})
    return len(rows)


def _standing(connection: DuckDBPyConnection) -> dict[tuple[str, int, str], Row]:
    """What counts now: a line that says the same again is not added."""
    found: dict[tuple[str, int, str], Row] = {}
    for row in fetch(connection, "select * exclude (review, taken_in_at) from raw.reviews order by review"):
        key = (row.pop("department_id"), row["fiscal_year"], row["indicator"])
        found[key] = row
    return found


def _review(cells: Mapping[str, str], line: int) -> tuple[Review | None, list[str]]:
    """The review of a line, or what is wrong with it."""
    wrong = [f"没有写“{HEADINGS[name][0]}”" for name in REQUIRED if not cells[name]]
    year = cells["fiscal_year"].removesuffix("年").removesuffix(".0")
    if cells["fiscal_year"] and not (year.isdecimal() and int(year) in YEARS):
        wrong.append(f"年度“{cells['fiscal_year']}”应为四位数字，如 2021")
    points: dict[str, Decimal | None] = {}
    for name in ("self_points", "review_points"):
        text = cells.get(name, "").removesuffix("分")
        points[name] = number(text) if text else None
        value = points[name]
        if text and (value is None or not 0 <= value <= MOST_POINTS):
            wrong.append(f"{HEADINGS[name][0]}“{cells[name]}”应为分数，如 92.5")
    arm = unicodedata.normalize("NFKC", cells.get("arm", "")).lower()
    if arm not in ARMS:
        wrong.append(f"抽取方式“{cells['arm']}”应为 必查、风险、随机、风险＋随机 之一，或不写")
    reviewed_on = _date(cells.get("reviewed_on", ""))
    if cells.get("reviewed_on") and reviewed_on is None:
        wrong.append(f"复核日期“{cells['reviewed_on']}”应写作 2021-05-08")
    if wrong or points["review_points"] is None:
        return None, wrong
    review = Review(
        department=cells["department"],
        jurisdiction=cells.get("jurisdiction", "").removesuffix(".0"),
        fiscal_year=int(year),
        indicator=plain(cells.get("indicator", "")),
        self_points=points["self_points"],
        review_points=points["review_points"],
        reviewed_on=reviewed_on,
        arm=ARMS[arm],
        reviewer=cells.get("reviewer", ""),
        line=line,
    )
    return review, []


def _date(text: str) -> date | None:
    parts = unicodedata.normalize("NFKC", text).translate(SEPARATED).split("-")
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None

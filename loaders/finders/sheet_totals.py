"""The last row of a score sheet → the department's score and grade: 总分 | 100 | 98 | 优.

Its last number is the score given, whatever cells are merged.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.finders.figures import Background, Figure
from loaders.finders.grids import Cell, Row
from loaders.finders.heads import Column, Head
from loaders.finders.kinds import OTHERS, POINTS, REVIEWED, SCORED
from loaders.finders.names import read_name, totals
from loaders.finders.view import place

TOTAL = re.compile(r"(?:自评)?总(?:得)?分|自评(?:合计|总计)|得分合计")


def find(background: Background, row: Row, heads: Sequence[Column], following: Row) -> Iterator[Figure]:
    """The figures of one row below a sheet's heads, one for each column; `following` is the next row."""
    named = [cell for cell in row if cell.is_words and (cell.text in totals() or _is_score(cell))]
    numbers = [cell for cell in row if cell.number]
    if not named or not numbers:
        return
    if any("budget" in read_name(text).stage for head in heads for text in head.texts):  # money with points beside it
        return
    given = [head for head in heads if _is_scored(head)]
    fitting = list(zip(row, heads, strict=True)) if len(row) == len(heads) else []
    scored = [cell for cell, head in fitting if _is_scored(head) and is_own(head.path) and cell.number]
    reviewed = [cell for cell, head in fitting if _is_scored(head) and REVIEWED.search(head.path) and cell.number]
    is_merged = len(row) != len(heads) or any(cell.is_grade for cell in row)
    if not scored and is_merged and len(given) == 1:  # two of them: nobody knows whose the number is
        has_points = any(POINTS.search(head.path) for head in heads)
        scored = numbers[-1:] if len(numbers) == 1 + has_points else []
    if len(numbers) == 1 and _is_score(named[0]):
        scored = numbers  # 自评总分 | 97, merged over the columns
    if len(_values(reviewed)) == 1:
        yield _claimed(background, "review_score", named[0], reviewed[0], "分")
    if len(_values(scored)) != 1:
        return
    yield _claimed(background, "self_score", named[0], scored[-1], "分")
    below = following[:1] if len(following) <= 2 else []  # where cells stand one a line
    grades = [cell for cell in [*row, *below] if cell.text in background.vocabulary.words.grades]
    if grades:
        yield _claimed(background, "self_grade", named[0], grades[0], "")


def alone(background: Background, row: Row, sheet: Head | None) -> Iterator[Figure]:
    """总分 | 100 | 97.79: a sheet's total, whatever head stands above it; 合计 below a `sheet` of one score."""
    name, full, scored = row
    heads = [column for column in sheet.columns if _is_scored(column)] if sheet else []
    is_sum = len(heads) == 1 and is_own(heads[0].path) and name.text in totals()
    is_named = TOTAL.fullmatch(name.text) is not None or is_sum
    if is_named and full.number and full.number["number"] == "100" and scored.number:
        yield _claimed(background, "self_score", name, scored, "分")


def _values(cells: Sequence[Cell]) -> set[str]:
    return {cell.number["number"] for cell in cells if cell.number}


def _is_scored(head: Column) -> bool:
    return any(SCORED.search(text) for text in head.texts)


def is_own(head: str) -> bool:
    """得分, 自评得分; not 财政复核得分, not 专家评分."""
    return not REVIEWED.search(head) and not OTHERS.search(head)


def _is_score(cell: Cell) -> bool:
    return read_name(cell.text).measures == ("self_score",)


def _claimed(background: Background, measure: str, name: Cell, cell: Cell, unit: str) -> Figure:
    start = min(name.passage.start, cell.passage.start)
    return Figure(
        measure=measure,
        stage="claimed",
        fiscal_year=background.fiscal_year,
        value=cell.number["number"] if cell.number else cell.text,
        unit=unit,
        place=place(background.text, start, max(name.passage.end, cell.passage.end)),
    )

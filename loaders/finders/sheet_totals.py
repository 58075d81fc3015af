"""The last row of a score sheet → the department's score and grade: 总分 | 100 | 98 | 优.

Its last number is the score given, whatever cells are merged.
"""

from collections.abc import Iterator

from loaders.finders.figures import Background, Figure
from loaders.finders.grids import Cell, Row
from loaders.finders.kinds import SCORED
from loaders.finders.names import read_name, totals
from loaders.finders.view import place


def find(background: Background, row: Row, heads: Row, following: Row) -> Iterator[Figure]:
    """The figures of one row below a sheet's last line of heads; `following` is the next row."""
    named = [cell for cell in row if cell.is_words and (cell.text in totals() or _is_score(cell))]
    numbers = [cell for cell in row if cell.number]
    if not named or not numbers:
        return
    if any("budget" in read_name(cell.text).stage for cell in heads):  # a table of money with points beside it
        return
    fitting = zip(row, heads, strict=True) if len(row) == len(heads) else ()
    scored = [cell for cell, head in fitting if SCORED.search(head.text) and cell.number]
    is_merged = len(row) != len(heads) or any(cell.is_grade for cell in row)
    if not scored and is_merged and len(numbers) == 2:
        scored = numbers[-1:]
    if len(numbers) == 1 and _is_score(named[0]):
        scored = numbers  # 自评总分 | 97, merged over the columns
    if not scored:
        return
    yield _claimed(background, "self_score", named[0], scored[-1], scored[-1].number["number"], "分")  # type: ignore[index]
    below = following[:1] if len(following) <= 2 else []  # where cells stand one a line
    grades = [cell for cell in [*row, *below] if cell.text in background.vocabulary.words.grades]
    if grades:
        yield _claimed(background, "self_grade", named[0], grades[0], grades[0].text, "")


def _is_score(cell: Cell) -> bool:
    return read_name(cell.text).measures == ("self_score",)


def _claimed(background: Background, measure: str, name: Cell, cell: Cell, value: str, unit: str) -> Figure:
    start = min(name.passage.start, cell.passage.start)
    return Figure(
        measure=measure,
        stage="claimed",
        fiscal_year=background.fiscal_year,
        value=value,
        unit=unit,
        place=place(background.text, start, max(name.passage.end, cell.passage.end)),
    )

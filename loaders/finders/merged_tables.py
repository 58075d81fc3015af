"""What merged cells mean: a label beside several rows, a value over several columns.

预算执行情况 | 项目     | 预算数 | 决算数       评价等次 | 优 | 优 | 优        项目       | 预算数 | 决算数
预算执行情况 | 基本支出 | 60.00  | 58.00                                      公务接待费 | 1.50   | 1.50
"""

from collections.abc import Sequence
from itertools import groupby

from loaders.finders.grids import Cell, Row, once
from loaders.finders.heads import Column, Head, distinct, doubles_marked, is_known_head


def runs(row: Row) -> list[list[int]]:
    """The columns of each cell."""
    keys = [(cell.passage.start, cell.passage.end) for cell in row]
    return [list(places) for _, places in groupby(range(len(row)), key=lambda column: keys[column])]


def labels(rows: Sequence[Row]) -> dict[int, int]:
    """Rows at whose left stands a label of them and of their head: the row → the first row of the label."""
    found: dict[int, int] = {}
    for index, row in enumerate(rows):
        if index in found or not row or row[0].is_repeated or row[0].rows < 2 or not row[0].is_name:
            continue
        members = range(index, index + row[0].rows)
        inner = [unlabelled(rows[member]) for member in members if member < len(rows)]
        if _is_headed(inner):
            found |= dict.fromkeys(members, index)
    return found


def unlabelled(row: Row) -> Row:
    """A row without its first cell."""
    return row[len(runs(row)[0]) :]


def _is_headed(rows: Sequence[Row]) -> bool:
    """Heads, then figures."""
    heads = [cell for cell in distinct(rows[0]) if cell.text]
    is_words = not any(cell.number or cell.is_statement or cell.is_grade for cell in heads)
    is_known = len(heads) > 1 and sum(is_known_head(cell.text) for cell in heads) > len(heads) / 2
    return is_words and is_known and any(cell.number for row in rows[1:] for cell in row)


def stands_free(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a value stands under several heads, and so under none."""
    return any(_is_over_several(row[run[0]], run, columns) for run in runs(row))


def _is_over_several(cell: Cell, run: Sequence[int], columns: Sequence[Column]) -> bool:
    is_value = not cell.is_words or cell.is_grade
    return is_value and len(run) > 1 and len({columns[column].texts for column in run}) > 1


def in_order(row: Row, head: Head) -> tuple[Head, Row] | None:
    """A row and a head of as many cells, whose borders are not quite one below the other."""
    if len(head.rows) != 1 or len(once(row)) != len(once(head.rows[0])):
        return None
    return Head([once(head.rows[0])]), once(row)


def under(row: Row, columns: Sequence[Column]) -> tuple[Row, list[Column]]:
    """A row and its columns, a value once that fills columns with the same heads, without one under several heads."""
    kept: list[int] = []
    for run in runs(row):
        if len({columns[column].texts for column in run}) == 1:
            kept.append(run[0])
        elif not _is_over_several(row[run[0]], run, columns):
            kept += run
    if len(kept) == len(row):
        return row, list(columns)
    return [row[column] for column in kept], doubles_marked([columns[column] for column in kept])

"""A page → plain text as one gets it from a word processor or a spreadsheet, with tables in one of three shapes:
cells between bars, cells between tabs, or one cell a line behind a tab with blank lines between rows.
"""

from collections.abc import Callable, Mapping

from data.sample_city.page import Page, Table


def write(page: Page) -> bytes:
    shape = SHAPES[page.filing.department.chance.pick(sorted(SHAPES), "shape of tables")]
    parts = [shape(block) if isinstance(block, Table) else f"{block.text}\n" for block in page.blocks]
    return "\n".join(parts).encode()


def _bars(table: Table) -> str:
    return "".join(f"{' | '.join(cells)} |\n" for cells in _grid(table))


def _tabs(table: Table) -> str:
    """As a spreadsheet gives them."""
    return "".join("\t".join(cells) + "\n" for cells in _grid(table))


def _lines(table: Table) -> str:
    """As a word processor gives them: a cell over several columns once, one over rows empty in the later ones."""
    rows: list[dict[int, str]] = [{} for _ in table.rows]
    for row, column, cell in table.placed():
        for down in range(cell.rows):
            rows[row + down][column] = cell.text if down == 0 else ""
    return "\n".join("".join(f"\t{cells[column]}\n" for column in sorted(cells)) for cells in rows)


def _grid(table: Table) -> list[list[str]]:
    """What a cell covers besides its own place is empty."""
    grid = [[""] * table.width for _ in table.rows]
    for row, column, cell in table.placed():
        grid[row][column] = cell.text
    return grid


SHAPES: Mapping[str, Callable[[Table], str]] = {"bars": _bars, "lines": _lines, "tabs": _tabs}

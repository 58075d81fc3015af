"""Tables drawn with lines: ruling lines and characters → tables whose merged cells stand at every place they cover."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.readers._aligned import PADDING, split_rows
from loaders.readers._page import Block, Cell, Flow, Glyph, Row, Rule, Sheet, Table, make_line, visual_lines

TOLERANCE = 2.6  # points between lines that are meant to be one, or to meet
SHORTEST_RULE = 5.0
THICKEST_RULE = 4.0
NARROWEST = 6.0  # a column or row without words that is narrower lies between double lines
MOST_CROSSINGS = 100_000

Span = tuple[float, float, float]  # where the line is, and from where to where it goes


def ruled(sheet: Sheet) -> tuple[list[Block], list[Glyph]]:
    """The tables drawn on a page, text framed by their full-width rows, and the characters that stand outside."""
    across, down = _spans(sheet.rules)
    blocks: list[Block] = []
    glyphs = sheet.glyphs
    for rows, columns in sorted(_lattices(across, down), key=lambda lattice: _area(*lattice)):
        frame = _Lattice(rows, columns, sheet.number)
        if frame.is_table:
            glyphs = frame.take(glyphs)
            blocks += frame.blocks()
    return blocks, glyphs


def _spans(rules: Sequence[Rule]) -> tuple[list[Span], list[Span]]:
    """Horizontal and vertical lines, pieces in a row joined. Word draws a border as many pieces, corners as dots."""
    across: list[Span] = []
    down: list[Span] = []
    for rule in rules:
        width, height = rule.right - rule.left, rule.bottom - rule.top
        if height <= THICKEST_RULE and (width > height or width <= THICKEST_RULE):
            across.append(((rule.top + rule.bottom) / 2, rule.left, rule.right))
        if width <= THICKEST_RULE and (height > width or height <= THICKEST_RULE):
            down.append(((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return _merged(across), _merged(down)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for place, own in _levels(spans):
        begin, stop = own[0][1:]
        for _, start, end in own[1:]:
            if start <= stop + TOLERANCE:
                stop = max(stop, end)
            else:
                merged.append((place, begin, stop))
                begin, stop = start, end
        merged.append((place, begin, stop))
    return [span for span in merged if span[2] - span[1] >= SHORTEST_RULE]


def _levels(spans: list[Span]) -> Iterator[tuple[float, list[Span]]]:
    """Lines that are meant to be on one level, with that level; from start to end."""
    level: list[Span] = []
    for span in [*sorted(spans), None]:
        if level and (span is None or span[0] - level[-1][0] > TOLERANCE):
            yield (level[0][0] + level[-1][0]) / 2, sorted(level, key=lambda own: own[1])
            level = []
        if span:
            level.append(span)


def _lattices(across: list[Span], down: list[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Lines that hang together by crossing or touching."""
    if not across or not down or len(across) * len(down) > MOST_CROSSINGS:
        return
    group = list(range(len(across) + len(down)))
    for row, (y, left, right) in enumerate(across):
        for column, (x, top, bottom) in enumerate(down, start=len(across)):
            if left - TOLERANCE <= x <= right + TOLERANCE and top - TOLERANCE <= y <= bottom + TOLERANCE:
                group[_root(group, row)] = _root(group, column)
    members: dict[int, tuple[list[Span], list[Span]]] = {}
    for index in range(len(group)):
        lines = members.setdefault(_root(group, index), ([], []))
        if index < len(across):
            lines[0].append(across[index])
        else:
            lines[1].append(down[index - len(across)])
    yield from ((rows, columns) for rows, columns in members.values() if rows and columns)


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _area(rows: list[Span], columns: list[Span]) -> float:
    return (max(row[2] for row in rows) - min(row[1] for row in rows)) * (
        max(column[2] for column in columns) - min(column[1] for column in columns)
    )


class _Lattice:
    """One net of lines. Its fields are the smallest ones; those with no line between them are one cell."""

    def __init__(self, rows: list[Span], columns: list[Span], page: int) -> None:
        self.page = page
        self.xs = _edges([span[0] for span in columns], [end for span in rows for end in span[1:]])
        self.ys = _edges([span[0] for span in rows], [end for span in columns for end in span[1:]])
        self.across, self.down = _by_edge(rows, self.ys), _by_edge(columns, self.xs)
        self.glyphs: dict[int, list[Glyph]] = {}
        self.roots: list[int] = []

    @property
    def is_table(self) -> bool:
        """Two fields beside one another at least; a frame around text is none."""
        if len(self.xs) < 3 or len(self.ys) < 2:
            return False
        self.roots = self._regions()
        width = len(self.xs) - 1
        return any(
            self.roots[index] != self.roots[index + 1] for index in range(len(self.roots) - 1) if (index + 1) % width
        )

    def take(self, glyphs: list[Glyph]) -> list[Glyph]:
        """Put each character into its cell; those that stand outside are given back.

        A word that is too long for its cell stays in it, though a spreadsheet prints it into the next one.
        """
        outside: list[Glyph] = []
        width = len(self.xs) - 1
        before: Glyph | None = None
        place = -1
        for glyph in glyphs:
            if before is None or not _is_next(before, glyph):
                column = bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
                row = bisect_right(self.ys, (glyph.top + glyph.bottom) / 2) - 1
                if not (0 <= column < width and 0 <= row < len(self.ys) - 1):
                    outside.append(glyph)
                    before = None
                    continue
                place = row * width + column
            self.glyphs.setdefault(self.roots[place], []).append(glyph)
            before = glyph
        return outside

    def blocks(self) -> Iterator[Block]:
        """Tables, one for every header with columns of its own, and the text of full-width rows between them."""
        rows = [(row, top) for row, top in self._rows() if any(cell.lines for cell in row)]
        section: list[tuple[Row, float]] = []
        for index, (row, top) in enumerate(rows):
            inner = _inner(row)
            if not inner:
                above = next((earlier for earlier, _ in reversed(section) if _inner(earlier)), None)
                below = next((later for later, _ in rows[index + 1 :] if _inner(later)), None)
                if not (above and below and _inner(below) == _inner(above) and not _is_head(below)):
                    yield from self._section(section)
                    section = []
                    yield _framed(row[0])
                    continue
            elif (
                _is_head(row)
                and section
                and not set(inner) <= {edge for earlier, _ in section for edge in _inner(earlier)}
                and any(cell.is_number for earlier, _ in section for cell in earlier)
            ):
                yield from self._section(section)
                section = []
            section.append((row, top))
        yield from self._section(section)

    def _regions(self) -> list[int]:
        """For each smallest field, row by row, the first field of the cell it belongs to."""
        width, height = len(self.xs) - 1, len(self.ys) - 1
        roots = list(range(width * height))
        for row, (top, bottom) in enumerate(pairwise(self.ys)):
            for column, (left, right) in enumerate(pairwise(self.xs)):
                own = row * width + column
                if column + 1 < width and not _has_line(self.down[column + 1], top, bottom):
                    one, other = sorted((_root(roots, own), _root(roots, own + 1)))
                    roots[other] = one
                if row + 1 < height and not _has_line(self.across[row + 1], left, right):
                    one, other = sorted((_root(roots, own), _root(roots, own + width)))
                    roots[other] = one
        return [_root(roots, index) for index in range(len(roots))]

    def _rows(self) -> Iterator[tuple[Row, float]]:
        width = len(self.xs) - 1
        covered: dict[int, list[int]] = {}
        for index, root in enumerate(self.roots):
            covered.setdefault(root, []).append(index)
        cells: dict[int, Cell] = {}
        for root, fields in covered.items():
            lines = [make_line(line, self.page) for line in visual_lines(self.glyphs.get(root, []))]
            columns = [field % width for field in fields]
            cells[root] = Cell(lines, self.xs[min(columns)], self.xs[max(columns) + 1], self.page)
        for number, top in enumerate(self.ys[:-1]):
            roots = self.roots[number * width : (number + 1) * width]
            row = [cells[root] for root in roots]
            is_alone = all(field // width == number for root in set(roots) for field in covered[root])
            yield from ((part, top) for part in (split_rows(row) if is_alone else [row]))

    def _section(self, section: list[tuple[Row, float]]) -> Iterator[Block]:
        """A table of some of the rows, without the columns that only other rows have."""
        rows = [row for row, _ in section]
        inner = sorted({edge for row in rows for edge in _inner(row)})
        if not inner:
            for row in rows:
                yield _framed(row[0])
            return
        starts = [0, *(edge + 1 for edge in inner)]
        edges = [*(self.xs[start] for start in starts), self.xs[-1]]
        empty = {
            number
            for number, start in enumerate(starts)
            if edges[number + 1] - edges[number] < NARROWEST and not any(row[start].lines for row in rows)
        }
        kept = [start for number, start in enumerate(starts) if number not in empty]
        if len(kept) < 2:
            kept, empty = starts, set()
        edges = [edge for number, edge in enumerate(edges) if number not in empty]
        yield Table([[row[start] for start in kept] for row in rows], edges, section[0][1], self.page, is_ruled=True)


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character was set right behind the one before; recognised ones are not known that well."""
    gap = glyph.left - before.right
    size = glyph.bottom - glyph.top
    return glyph.confidence is None and abs(gap) < 0.15 * size and abs(glyph.bottom - before.bottom) < 0.3 * size


def _framed(cell: Cell) -> Flow:
    padding = min(PADDING, cell.lines[0].size / 2)
    return Flow(cell.lines, cell.left + padding, cell.right - padding, is_framed=True)


def _edges(lines: list[float], ends: list[float]) -> list[float]:
    """Where the fields' borders are; a table that is open at its sides ends where its lines end."""
    outer = [end for end in (min(ends), max(ends)) if all(abs(end - line) > NARROWEST for line in lines)]
    return [place for place, _ in _levels([(line, 0.0, 0.0) for line in [*lines, *outer]])]


def _by_edge(spans: list[Span], edges: list[float]) -> list[list[tuple[float, float]]]:
    """From where to where lines go on each border."""
    found: list[list[tuple[float, float]]] = [[] for _ in edges]
    for at, start, end in spans:
        found[min(range(len(edges)), key=lambda index: abs(edges[index] - at))].append((start, end))
    return found


def _has_line(lines: list[tuple[float, float]], start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(begin <= middle <= stop for begin, stop in lines)


def _inner(row: Row) -> list[int]:
    """The columns behind which a row has a border."""
    return [index for index, (cell, right) in enumerate(pairwise(row)) if cell is not right]


def _is_head(row: Row) -> bool:
    filled = {id(cell) for cell in row if cell.lines}
    return len(filled) >= 2 and bool(row[0].lines) and not any(cell.is_number for cell in row)

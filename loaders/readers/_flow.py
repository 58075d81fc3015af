"""Pages → the text and its passages: tables go on over pages, page numbers and running heads fall out, lines join."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from loaders.models import Passage
from loaders.readers import txt
from loaders.readers._aligned import CAPTION, PADDING, aligned
from loaders.readers._page import Block, Cell, Flow, Line, Row, Sheet, Table, is_full, joined, visual_lines
from loaders.readers._ruled import ruled
from loaders.readers.txt import ENUMERATOR, KEYED, OPERATOR, PROSE, SENTENCE_END

MARGIN = 0.12  # of the page's height, where page numbers and running heads stand
# - 5 -   第5页   第 5 页 共 30 页
DECORATED_NUMBER = re.compile(
    r"[-—–―~·•]\s*(?P<dashed>\d{1,4})\s*[-—–―~·•]|第\s*(?P<worded>\d{1,4})\s*页[\s/／,，]*(?:共\s*\d{1,4}\s*页)?"
)
# 5   5/30
BARE_NUMBER = re.compile(r"(?P<page>\d{1,4})(?:\s*[/／]\s*\d{1,4})?")
NEVER_FIRST = frozenset("，。；：、！？）》”’】〕」』％")  # of a paragraph
NEVER_LAST = frozenset("，、（《“=＝×÷*/+")
FEW_OUTSIDE = 40  # one line in so many may begin before the margin
CLUSTER = 12.0  # points in which line ends count as one place
SHORTEST_BROKEN = 0.4  # of the measure
NARROWEST = 0.8  # of a page between equal margins: shorter lines are not broken by the margin
RAGGED = 2.5  # heights of the characters by which lines that are not set flush end apart
INDENT = 1.2  # in heights of the characters
SAME_SIZE = 1.2
WIDER_PITCH = 1.6
RULED_SHIFT, ALIGNED_SHIFT = 6.0, 24.0  # points by which columns may lie elsewhere on the next page

Margins = tuple[float, float, float]  # left, right, distance of the lines
Size = tuple[int, int]


@dataclass(slots=True)
class Page:
    """What stands on one page, from top to bottom."""

    number: int
    size: Size
    blocks: list[Block]


def lay_out(sheet: Sheet) -> Page:
    """The tables and lines of a page."""
    drawn, rest = ruled(sheet)
    drawn.sort(key=lambda block: block.top)
    lines = visual_lines(rest)
    blocks: list[Block] = []
    for index in range(len(drawn) + 1):
        until = drawn[index].top if index < len(drawn) else float("inf")
        stretch = [line for line in lines if line[0].top < until]
        lines = lines[len(stretch) :]
        for is_line, members in groupby(aligned(stretch, sheet.number), key=lambda block: isinstance(block, Line)):
            if is_line:
                blocks.append(Flow([line for line in members if isinstance(line, Line)], 0.0, sheet.width))
            else:
                blocks += [table for table in members if isinstance(table, Table)]
        blocks += drawn[index : index + 1]
    return Page(sheet.number, (round(sheet.width), round(sheet.height)), blocks)


def structure(pages: list[Page]) -> tuple[str, tuple[Passage, ...]]:
    """The text of the pages and its passages, in the order of the text."""
    _drop_furniture(pages)
    margins = _margins(pages)
    sizes = {page.number: page.size for page in pages}
    has_indents = _has_indents(pages, margins)
    writer = _Writer()
    for block in _continued(pages):
        if isinstance(block, Table):
            writer.table(block)
            continue
        paragraphs: list[tuple[list[Line], float, float]] = []
        for line in block.lines:
            own = margins[sizes[line.page]]
            left, right = (block.left, block.right) if block.is_framed else own[:2]
            if paragraphs and _continues(paragraphs[-1][0], line, (left, right, own[2]), has_indents):
                paragraphs[-1][0].append(line)
            else:
                paragraphs.append(([line], left, right))
        writer.paragraphs(paragraphs)
    return writer.text, tuple(writer.passages)


# --- page numbers and running heads


def _drop_furniture(pages: list[Page]) -> None:
    """Take off the first and last lines that are page numbers or stand at the same place of several pages."""
    for _ in range(3):
        edges = [(page, line, where) for page in pages for line, where in _edge_lines(page)]
        running = Counter((line.text, where, round(line.top / 3)) for _, line, where in edges)
        offsets = Counter((_offset(line), where) for _, line, where in edges)
        kept: set[str] = set()
        dropped = 0
        for page, line, where in edges:
            same = sum(running[line.text, where, round(line.top / 3) + step] for step in (-1, 0, 1))
            is_running = (same >= 3 or same == len(pages) > 1) and not CAPTION.search(line.text)
            if is_running and line.text not in kept and _heads_table(page):
                kept.add(line.text)  # the title that a table repeats on every page
            elif is_running or _is_page_number(line, offsets[_offset(line), where]):
                dropped += 1
                _remove(page, line)
        if not dropped:
            return


def _edge_lines(page: Page) -> Iterator[tuple[Line, str]]:
    blocks = page.blocks
    for block, at, where in ((blocks[0], 0, "top"), (blocks[-1], -1, "bottom")) if blocks else ():
        if isinstance(block, Flow) and not block.is_framed:
            line, height = block.lines[at], page.size[1]
            if line.bottom < MARGIN * height if where == "top" else line.top > (1 - MARGIN) * height:
                yield line, where


def _heads_table(page: Page) -> bool:
    first = page.blocks[0]
    is_title = isinstance(first, Flow) and len(first.lines) <= 3
    return is_title and any(isinstance(block, Table) for block in page.blocks[1:2])


def _is_page_number(line: Line, same_offset: int) -> bool:
    if DECORATED_NUMBER.fullmatch(line.text):
        return True
    offset = _offset(line)
    return offset is not None and (offset == 0 or same_offset > 1)


def _offset(line: Line) -> int | None:
    """By how much the page number that a line may be differs from the page's place in the file."""
    found = BARE_NUMBER.fullmatch(line.text)
    return int(found["page"]) - line.page if found else None


def _remove(page: Page, line: Line) -> None:
    for block in page.blocks:
        if isinstance(block, Flow):
            block.lines = [other for other in block.lines if other is not line]
    page.blocks = [block for block in page.blocks if not isinstance(block, Flow) or block.lines]


# --- where lines begin and end


def _lines(page: Page) -> Iterator[Line]:
    for block in page.blocks:
        if isinstance(block, Flow) and not block.is_framed:
            yield from block.lines


def _margins(pages: list[Page]) -> dict[Size, Margins]:
    """For each size of page where its lines begin and end, and how far they are from one another.

    Lines end at the margin where words are set flush with it, before it where they are not, behind it where marks hang.
    """
    lines: defaultdict[Size, list[Line]] = defaultdict(list)
    for page in pages:
        lines[page.size] += _lines(page)
    found: dict[Size, Margins] = {}
    for size, own in lines.items():
        lefts, rights = sorted(line.left for line in own), sorted(line.right for line in own)
        left = lefts[len(lefts) // FEW_OUTSIDE] if lefts else 0.0
        last = _last(rights)
        ends = [line.right for line in own if last - RAGGED * line.size < line.right <= last + 1]
        steps = [after.top - before.top for before, after in pairwise(own) if before.page == after.page]
        right = max(median(ends) if ends else last, left + NARROWEST * (size[0] - 2 * left))
        found[size] = (left, right, median(steps) if steps else 0.0)
    return found


def _last(rights: list[float]) -> float:
    """The farthest place where a tenth of all lines end; a wide table's lines end behind the margin."""
    for index in range(len(rights) - 1, -1, -1):
        if index + 1 - bisect_left(rights, rights[index] - CLUSTER) >= max(2, len(rights) / 10):
            return rights[index]
    return max(rights, default=0.0)


def _has_indents(pages: list[Page], margins: dict[Size, Margins]) -> bool:
    """Whether numbered paragraphs begin farther right than other lines."""
    numbered = [(page, line) for page in pages for line in _lines(page) if ENUMERATOR.match(line.text)]
    indented = [line for page, line in numbered if line.left - margins[page.size][0] > INDENT * line.size]
    return len(indented) * 2 > len(numbered)


def _continues(lines: list[Line], following: Line, margins: Margins, has_indents: bool) -> bool:
    """Whether a line goes on with the paragraph that the lines before it began."""
    line = lines[-1]
    left, right, pitch = margins
    if line.stands_alone or following.stands_alone or "|" in line.text or "|" in following.text:
        return False
    if not 1 / SAME_SIZE < following.size / line.size < SAME_SIZE:
        return False
    step = following.top - line.top
    if line.page == following.page and not 0 < step <= max(WIDER_PITCH * pitch, 2 * line.size):
        return False
    if following.text[0] in NEVER_FIRST or OPERATOR.match(following.text):
        return True
    is_sentence_end, is_numbered = bool(SENTENCE_END.search(line.text)), bool(ENUMERATOR.match(following.text))
    if line.text[-1] in NEVER_LAST and not is_numbered:
        return True
    if is_sentence_end and not PROSE.search(following.text):
        return False  # a heading or a signature, however long the line before it
    is_flush = is_full(line, following, left, right)
    if following.left - left > INDENT * line.size:
        return is_flush and not is_numbered and _is_set_in(lines, following, left, right)
    if is_flush:
        return has_indents or not is_numbered
    # A line broken early, as in a text that was broken before it was set
    is_long = line.right - left > SHORTEST_BROKEN * (right - left)
    is_prose = len(lines) > 1 or (is_long and bool(PROSE.search(line.text)))
    return (
        is_prose
        and not following.is_number
        and not is_sentence_end
        and not is_numbered
        and not KEYED.match(following.text)
    )


def _is_set_in(lines: list[Line], following: Line, left: float, right: float) -> bool:
    """Whether a line that begins behind the margin goes on: below others that do, behind a number, centred."""
    line = lines[-1]
    if len(lines) > 1 and lines[1].left - left > INDENT * line.size:
        return abs(lines[1].left - following.left) < 0.5 * line.size
    if SENTENCE_END.search(line.text):
        return False
    hangs = len(lines) == 1 and following.left > line.left + 0.5 * line.size and bool(ENUMERATOR.match(line.text))
    is_centred = all(abs((one.left - left) - (right - one.right)) < one.size for one in (line, following))
    return hangs or is_centred


# --- tables and text that go on over pages


def _continued(pages: list[Page]) -> list[Block]:
    """All blocks; those that go on over pages in one piece."""
    blocks: list[Block] = []
    for page in pages:
        for index, block in enumerate(page.blocks):
            last = blocks[-1] if blocks else None
            if isinstance(block, Table) and isinstance(last, Table) and index == 0 and _is_same_table(last, block):
                _extend(last, block)
                continue
            if isinstance(block, Table) and block.otherwise:
                block = Flow(block.otherwise, 0.0, float(page.size[0]))
            if isinstance(block, Flow) and isinstance(last, Flow) and _is_same_flow(last, block):
                last.lines += block.lines
            else:
                blocks.append(block)
    return blocks


def _is_same_flow(last: Flow, block: Flow) -> bool:
    if not last.is_framed and not block.is_framed:
        return True
    is_same_frame = last.is_framed and block.is_framed and abs(last.left - block.left) < RULED_SHIFT
    return is_same_frame and abs(last.right - block.right) < RULED_SHIFT and last.lines[-1].page < block.lines[0].page


def _is_same_table(last: Table, block: Table) -> bool:
    if last.is_ruled != block.is_ruled:
        return False
    if not last.is_ruled and not _is_apart(block, last.edges):
        return False
    if len(last.edges) == len(block.edges):
        shift = RULED_SHIFT if last.is_ruled else ALIGNED_SHIFT
        return all(abs(one - other) < shift for one, other in zip(last.edges, block.edges, strict=True))
    return not last.is_ruled and not any(_is_words(row) for row in block.rows[:1])


def _is_words(row: Row) -> bool:
    return not any(cell.is_number for cell in row)


def _is_apart(table: Table, edges: list[float]) -> bool:
    """Whether every row of the table has at most one cell in each of the columns."""
    return all(
        len({_column(cell, edges) for cell in row if cell.lines}) == sum(bool(cell.lines) for cell in row)
        for row in table.rows
        if not _is_words(row)
    )


def _column(cell: Cell, edges: list[float]) -> int:
    middle = (min(line.left for line in cell.lines) + max(line.right for line in cell.lines)) / 2
    return min(max(bisect_left(edges, middle) - 1, 0), len(edges) - 2)


def _extend(table: Table, following: Table) -> None:
    if len(table.edges) == len(following.edges):
        rows = following.rows
    else:
        rows = [_placed(row, table.edges) for row in following.rows]
    above = table.rows[-1]
    if _goes_on(above, rows[0]):
        for cell, below in dict(zip(above, rows[0], strict=True)).items():
            cell.lines += below.lines
        rows = rows[1:]
    table.rows += rows


def _placed(row: Row, edges: list[float]) -> Row:
    """A row's cells in the columns of the table that it continues."""
    cells = [Cell([], left, right, row[0].page) for left, right in pairwise(edges)]
    for cell in row:
        if cell.lines:
            cells[_column(cell, edges)].lines += cell.lines
    return cells


def _goes_on(above: list[Cell], below: list[Cell]) -> bool:
    """Whether a row began on the page before: text whose last line was full, or a long label whose numbers come now."""
    pairs = [(one, other) for one, other in dict(zip(above, below, strict=True)).items() if other.lines]
    words = [(one, other) for one, other in pairs if not other.is_number]
    for one, other in words:
        if not one.lines or ENUMERATOR.match(other.lines[0].text) or SENTENCE_END.search(one.lines[-1].text):
            return False
        padding = min(PADDING, one.lines[-1].size / 2)
        if not is_full(one.lines[-1], other.lines[0], one.left + padding, one.right - padding):
            return False
    numbers_above = any(cell.is_number for cell in above)
    has_ended = any(one.lines and not other.lines for one, other in zip(above, below, strict=True))
    if len(words) == len(pairs):
        return bool(words) and (has_ended or any(PROSE.search(one.text) for one, _ in words))
    # Numbers below words are those of the first row under a head.
    return bool(words) and not numbers_above and not any(one.lines for one, other in pairs if other.is_number)


# --- writing


class _Writer:
    """The text as it grows, with its passages."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.passages: list[Passage] = []
        self.tables = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def write(self, text: str) -> tuple[int, int]:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def table(self, table: Table) -> None:
        """Rows one a line with tabs between cells; a merged cell is written once."""
        written: dict[Cell, tuple[int, int]] = {}
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if cell not in written:
                    written[cell] = self.write(cell.text)
                    self.write("\t")
                start, end = written[cell]
                self.passages.append(
                    Passage(
                        start=start,
                        end=end,
                        table=self.tables,
                        row=number,
                        column=column,
                        page=cell.page,
                        confidence=_confidence(cell.lines),
                    )
                )
            self.write("\n")
        self.tables += 1

    def paragraphs(self, paragraphs: Sequence[tuple[list[Line], float, float]]) -> None:
        """Paragraphs one a line. Cells typed as text, between bars or one a line, become tables as in .txt."""
        origin, first = self.length, len(self.pieces)
        places: list[tuple[int, int, list[Line]]] = []
        for lines, left, right in paragraphs:
            start, end = self.write(joined(lines, left, right))
            places.append((start, end - lines[-1].unread, lines))
            self.write("\n")
        typed = [passage for passage in txt.structure("".join(self.pieces[first:])) if passage.table is not None]
        numbers = {
            table: self.tables + index for index, table in enumerate(dict.fromkeys(cell.table for cell in typed))
        }
        ends = {cell.table: cell.end + origin for cell in typed}
        self.tables += len(numbers)
        cells = deque(typed)
        table_end = origin
        for start, end, lines in places:
            page, confidence = lines[0].page, _confidence(lines)
            is_typed = False
            while cells and cells[0].start + origin <= end:
                cell = cells.popleft()
                is_typed, table_end = True, ends[cell.table]
                place = {"start": cell.start + origin, "end": cell.end + origin, "table": numbers[cell.table]}
                self.passages.append(cell.model_copy(update={**place, "page": page, "confidence": confidence}))
            if not is_typed and start >= table_end:  # a rule between a typed table's rows is no paragraph
                self.passages.append(Passage(start=start, end=end, page=page, confidence=confidence))


def _confidence(lines: Sequence[Line]) -> float | None:
    known = [line.confidence for line in lines if line.confidence is not None]
    return min(known) if known else None

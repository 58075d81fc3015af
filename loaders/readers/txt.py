"""Plain text → paragraphs and tables. Tables survive as text in four shapes: cells between bars or tabs, cells that
only blanks part, one cell a line behind a tab with blank lines between rows, and one cell a line with nothing to tell
rows apart: that stays a table of one column, whose rows the finders restore.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise, takewhile

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, _spaced

NAME = "文本文件（.txt）"
# <!DOCTYPE html>   <html lang="zh">: more than a table in a text
PAGE = re.compile(rb"<!doctype\s+html|<html\b|MIME-Version", re.I)
ASCII = bytes(range(128))
SURE = 12  # bytes beyond ASCII that are UTF-8 by no accident
CELL_NUMBER = re.compile(
    r"[-+]?[\d,，]*\d(?:\.\d+)?\s*(?:%|％|分|元|万元|亿元|人|名|个|辆|台|批|批次|人次|件)?|[-—－/]"
)
# One character for one: places stay
NARROWED = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
# 其中，财政拨款收入: the name of a cell
AMONG = re.compile(r"^其中[，,]")
PROSE = re.compile(r"[，。；！？,;]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")  # ≥3,000人次
SENTENCE_END = re.compile(r"[。；：！？:;]\s*$")
# 一、 （一） 1. （1） 第一， ①
ENUMERATOR = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、．.]|[（(]?\d{1,2}[）)、．.](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[章节部条])"
)
# 公用经费 16.56   项目支出 143.25（就业培训50.00）
NAME_AND_NUMBER = re.compile(
    r"\s*[^\d\s,，。;；:：]{2,24}[ \u3000]+-?\d[\d,]*(?:\.\d+)?\s?(?:[万亿]?元|%|[人名个辆件分])?(?:[（(].*[)）])?\s*"
)
KEYED = re.compile(r"\s*(?:[^，。；：:]{2,12}[：:]|[^，。；：:＝=\d]{2,16}率[＝=])")
NOTE = re.compile(r"\s*[（(].*[）)]\s*")
WIDEST_ROW = 32  # cells
LONGEST_LABEL = 34
WIDEST_PAGE = 60
# =97.08%  *100%=…: arithmetic goes on
OPERATOR = re.compile(r"\s*[=＝*×/÷+)）%％]")
# …×100%= | 97.08%   （6.00÷8.00 | -1）×100%: it went on
OPEN_END = re.compile(r"[=＝*×/÷+＋－(（]\s*$|[=＝)）%％元\d]-\s*$")
OPEN_BRACKET = re.compile(r"[(（][^()（）]*$")
CLOSED_BRACKET = re.compile(r"[^()（）]*[)）]")
# 核定事业编制19 | 名，在职17人    预算为16.0 | 0万元: a number goes on, or its unit stands below
NUMBER_GOES_ON = re.compile(r"\s*(?:\d\s*)?(?:[万亿千]?元|[名人个辆台批%％])")
# 公务用车购置及运 | 行维护费: words of two characters that a line's end may part, where no heading ends in the first
PARTED = frozenset(
    {
        "万元", "亿元", "千元", "编制", "运行", "维护", "购置", "接待", "采购", "预算", "决算", "拨款", "经费", "退休",
    }
)  # fmt: skip
LONGEST_HEADER = 8  # labels, one a line, before the first number
LONGEST_VALUE = 4  # 不合格
LONGEST_ITEM = 18  # 2.公务用车购置及运行维护费
# | --- | ---: |   ├────┼────┤   +----+----+
RULE = re.compile(r"[\s|:\-+─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+")
FRAME = re.compile(r"[─━═]{2}|\+-{2,}|-{2,}\+")
# “三公”经费控制率, and empty cells behind it
EMPTY_CELLS = re.compile(r"\S\t+$")
# 绩效自评综合得分|96.5
PAIR = re.compile(r"[^|，。；：:]{2,24}\|[^|，。；：:]{1,16}")
# 公务接待费│1.50｜0.83
BARS = re.compile(r"[｜│┃║]")


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return bool(CELL_NUMBER.fullmatch(self.text.strip()))


@dataclass
class Table:
    rows: list[list[Span]] = field(default_factory=list)


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """The text of UTF-8, UTF-16 or GB18030 bytes and its passages, in the order of the text."""
    if (found := archives.kind(content)) and not (found == ".html" and not PAGE.search(content[: archives.HEAD])):
        return archives.read_as(found, content, NAME)
    text = decode(content).replace("\r\n", "\n")
    return text, structure(text)


def decode(content: bytes) -> str:
    """Chinese text files come as UTF-8, UTF-16 or GB18030. Raises UnreadableError."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        if encoding == "gb18030":
            if (end := _cut_off(content)) is not None:
                return content[:end].decode("utf-8-sig") + "\ufffd"
            if line := odd_line(content):
                raise UnreadableError(
                    f"混用了几种编码（如第 {line} 行与别的行不同），读出来会有乱码。"
                    "请用记事本打开核对，另存为 UTF-8 再导入。"
                )
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableError("不是文本文件，或编码无法识别。请用 UTF-8 编码另存后再导入。")


def odd_line(content: bytes) -> int:
    """The first line, from 1, in another encoding than lines before it, where some are surely UTF-8; 0 for none.

    Read as GB18030, such a file would give characters for every byte, and no word. Two or three characters of GB18030
    may be UTF-8 too; twelve bytes are not.
    """
    is_sure = is_other = False
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            line.decode()
            is_sure = is_sure or len(line.translate(None, ASCII)) >= SURE
        except UnicodeDecodeError:
            is_other = True
        if is_sure and is_other:
            return number
    return 0


def _cut_off(content: bytes) -> int | None:
    """Where a text in UTF-8 ends that was cut off in the middle of a character."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        is_at_end = error.end == len(content) and len(content) - error.start < 4
        return error.start if is_at_end and len(content[: error.start].translate(None, ASCII)) >= SURE else None
    return None


def structure(text: str) -> tuple[Passage, ...]:
    """Paragraphs and table cells of a plain text."""
    text = text.translate(NARROWED)
    blocks: list[Span | Table] = []
    for kind, lines in _regions(text):
        if kind == "tabbed":
            blocks += _tabbed(lines, text)
        elif kind == "barred":
            blocks.append(_barred(lines))
        elif kind == "ended":
            blocks.append(_ended(lines))
        elif kind == "flat":
            blocks.append(_flat(lines))
        elif kind == "spaced":
            blocks.append(_spaced_table(lines))
        elif kind == "narrow":
            blocks.append(_narrow_table(lines))
        else:
            blocks += _paragraphs(lines, text)
    passages: list[Passage] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Span):
            passages.append(Passage(start=block.start, end=block.end))
            continue
        for row, cells in enumerate(block.rows):
            passages += [
                Passage(start=cell.start, end=cell.end, table=number, row=row, column=column)
                for column, cell in enumerate(cells)
            ]
    return tuple(passages)


def _lines(text: str) -> list[Span]:
    lines, start = [], 0
    for line in re.split(r"(?<=\n)", text):
        body = line.rstrip("\r\n")
        lines.append(Span(start, start + len(body), body))
        start += len(line)
    return lines


def _regions(text: str) -> Iterator[tuple[str, list[Span]]]:
    """Stretches of lines of one shape."""
    lines = _lines(text)
    shapes = [_shape(line.text) for line in lines]
    for index, line in enumerate(lines):
        previous = shapes[index - 1] if index else "prose"
        if previous == "barred" and NOTE.fullmatch(line.text) and "barred" in shapes[index:]:
            shapes[index] = "barred"
        elif previous == "barred" and "\t" in line.text and line.text.strip():
            shapes[index] = "barred"  # 一、局机关, and empty cells
        elif EMPTY_CELLS.search(line.text) and "barred" in (previous, *shapes[index + 1 : index + 2]):
            shapes[index] = "barred"  # “三公”经费控制率, and empty cells, at the head of a table
        elif previous == "tabbed" and shapes[index] == "prose":
            is_blank, after_blank = not line.text.strip(), index and not lines[index - 1].text.strip("\n\r ")
            if is_blank or not after_blank:  # a blank line ends a row; a line right below a cell continues it
                shapes[index] = "tabbed"
    for shape, group in groupby(zip(shapes, lines, strict=True), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        if shape != "prose":
            yield shape, members
            continue
        for kind, run in _joined_prose(_spaced_runs(members)):
            if kind == "prose":
                yield from _flat_runs(run)
            else:
                yield kind, run


def _joined_prose(runs: Iterator[tuple[str, list[Span]]]) -> Iterator[tuple[str, list[Span]]]:
    for kind, group in groupby(runs, key=lambda pair: pair[0]):
        members = [lines for _, lines in group]
        if kind == "prose":
            yield kind, [line for lines in members for line in lines]
        else:
            yield from ((kind, lines) for lines in members)


def _shape(line: str) -> str:
    if _is_barred(line):
        return "barred"
    if line.startswith("\t"):
        return "barred" if "\t" in line.strip() else "tabbed"
    return "ended" if line.rstrip().endswith("|") else "prose"


def _ended(lines: list[Span]) -> Table:
    """One cell a line, a bar behind each; a bar alone begins a row, and without any nobody knows where one does."""
    table = Table()
    is_parted = any(line.text.strip() == "|" for line in lines)
    for line in lines:
        body = _trimmed(Span(line.start, line.start + len(line.text.rstrip()) - 1, line.text.rstrip()[:-1]))
        if not body.text and line.text.strip() == "|" and not (table.rows and not table.rows[-1]):
            table.rows.append([])
        elif table.rows and is_parted:
            table.rows[-1].append(body)
        else:
            table.rows.append([body])
    return Table([row for row in table.rows if row])


def _is_barred(line: str) -> bool:
    body = BARS.sub("|", line.strip())
    is_pair = PAIR.fullmatch(body) is not None
    return (
        body.count("|") >= 2
        or " | " in body
        or is_pair
        or ("\t" in body and not line.startswith("\t"))
        or _is_frame(line)
    )


def _is_frame(line: str) -> bool:
    """┌────┬────┐, +----+----+: drawn, not written."""
    return bool(FRAME.search(line)) and bool(RULE.fullmatch(line))


def _barred(lines: list[Span]) -> Table:
    """Rows of cells between bars; a bar at the head of a line parts nothing where every line begins with one."""
    rows = [
        line for line in lines if line.text.strip() and not NOTE.fullmatch(line.text) and not RULE.fullmatch(line.text)
    ]
    barred = [BARS.sub("|", line.text).strip() for line in rows]
    is_framed = all(line.startswith("|") for line in barred)
    is_closed = bool(barred) and ("|" not in barred[0] or barred[0].endswith("|"))
    return Table([_bars(line, is_framed, is_closed) for line in rows])


def _bars(line: Span, is_framed: bool, is_closed: bool) -> list[Span]:
    """Cells between bars or tabs: 公务接待费 | 1.50 | 0.83 |; the last one may be empty where rows are not closed."""
    body = BARS.sub("|", line.text)
    mark = "|" if "|" in body else "\t"
    cells, start = [], line.start
    pieces = body.split(mark)
    for piece in pieces:
        cells.append(_trimmed(Span(start, start + len(piece), piece)))
        start += len(piece) + 1
    if mark == "|" and len(cells) > 1 and not pieces[-1].strip() and is_closed:
        cells.pop()
    if mark == "|" and len(cells) > 1 and not pieces[0].strip() and is_framed:
        cells.pop(0)
    return cells


def _trimmed(span: Span) -> Span:
    body = span.text
    lead = len(body) - len(body.lstrip())
    return (
        Span(span.start + lead, span.start + lead + len(body.strip()), body.strip())
        if body.strip()
        else Span(span.start, span.start, "")
    )


def _tabbed(lines: list[Span], text: str) -> Iterator[Span | Table]:
    """One cell a line behind a tab. Blank lines end rows; where they do not, words tell the rows."""
    written = [list(run) for _, run in groupby(lines, key=lambda line: bool(line.text))]
    for is_unparted, members in groupby(written, key=lambda run: len(run) > WIDEST_ROW):
        runs = list(members)
        if is_unparted:
            yield from chain.from_iterable(map(_unparted, runs))
        else:
            yield from _parted_by_blanks(list(chain.from_iterable(runs)), text)


def _parted_by_blanks(lines: list[Span], text: str) -> Iterator[Span | Table]:
    """A row of one cell is a caption or a paragraph."""
    rows: list[list[Span]] = [[]]
    for line in lines:
        if line.text.startswith("\t"):
            rows[-1].append(Span(line.start + 1, line.end, line.text[1:]))
        elif line.text.strip() and rows[-1]:
            first = rows[-1].pop()
            rows[-1].append(Span(first.start, line.end, text[first.start : line.end]))
        elif rows[-1]:
            rows.append([])
    table = Table()
    for cells in filter(None, rows):
        if len(cells) == 1:
            if table.rows:
                yield from _aligned(table)
                table = Table()
            if cells[0].text.strip():
                yield _trimmed(cells[0])
        else:
            table.rows.append([_trimmed(cell) for cell in cells])
    if table.rows:
        yield from _aligned(table)


def _unparted(lines: list[Span]) -> Iterator[Span | Table]:
    """The same where nothing ends a row: cells one a line, and lines of words between the tables."""
    for is_cell, group in groupby(lines, key=lambda line: line.text.startswith("\t")):
        if is_cell:
            yield Table([[_trimmed(line)] for line in group if line.text.strip()])
        else:
            yield from map(_trimmed, group)


def _aligned(table: Table) -> Iterator[Table]:
    """Split at every new header, and spread header cells over the columns they cover."""
    current = Table()
    for row in table.rows:
        is_header = (
            not any(cell.is_number for cell in row) and sum(bool(cell.text) for cell in row) >= 2 and bool(row[0].text)
        )
        if is_header and any(any(cell.is_number for cell in earlier) for earlier in current.rows):
            yield Table(_spread(current.rows))
            current = Table()
        current.rows.append(row)
    if current.rows:
        yield Table(_spread(current.rows))


def _spread(rows: list[list[Span]]) -> list[list[Span]]:
    """Header rows above one another: an empty cell continues the cell above, filled ones divide it.

    机构名称 | 收入合计 | 其中：            机构名称 | 收入合计 | 其中： | 其中：
             |          | 上年结转 | 拨款   机构名称 | 收入合计 | 上年结转 | 拨款
    """
    depth = 1
    while (
        depth < len(rows)
        and not rows[depth][0].text
        and len(rows[depth]) > len(rows[depth - 1])
        and _is_text(rows[depth])
    ):
        depth += 1
    header = [list(row) for row in rows[:depth]]
    for upper in range(depth - 2, -1, -1):
        header[upper] = _over(header[upper], header[upper + 1])
    for above, below in pairwise(header):
        below[:] = [cell if cell.text else up for up, cell in zip(above, below, strict=False)] + below[len(above) :]
    return header + rows[depth:]


def _is_text(row: list[Span]) -> bool:
    return any(cell.text for cell in row) and not any(cell.is_number for cell in row)


def _over(above: list[Span], below: list[Span]) -> list[Span]:
    """`above` with each cell repeated over the cells of `below` that it covers."""
    spread: list[Span] = []
    surplus, queue = len(below) - len(above), list(above)
    for index, cell in enumerate(below):
        if not queue:
            spread.append(spread[-1])
            continue
        continues = bool(cell.text) and index > 0 and bool(below[index - 1].text) and surplus > 0 and bool(spread)
        if continues and len(queue) <= len(below) - index - 1:
            spread.append(spread[-1])
            surplus -= 1
        else:
            spread.append(queue.pop(0))
    return spread


def _flat_runs(lines: list[Span]) -> Iterator[tuple[str, list[Span]]]:
    """Runs of short lines with numbers among them are tables whose cells stand one a line."""
    prose: list[Span] = []
    for is_cell, group in groupby(_with_blanks(lines), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        written = [line for line in members if line.text.strip()]
        is_table = len(written) >= 4 and sum(line.is_number for line in written) >= 2
        if not is_cell or not (is_table or _are_pairs(written)):
            prose += members
            continue
        yield "prose", prose
        yield "flat", written
        prose = []
    yield "prose", prose


def _are_pairs(lines: list[Span]) -> bool:
    """绩效自评综合得分 / 97 / 评价等次 / 优: a few names, each with its value below it."""
    names, values = lines[::2], lines[1::2]
    return (
        2 <= len(names) == len(values) <= 4
        and any(value.is_number for value in values)
        and not any(name.is_number or ENUMERATOR.match(name.text) for name in names)
        and all(value.is_number or len(value.text.strip()) <= LONGEST_VALUE for value in values)
    )


def _with_blanks(lines: list[Span]) -> Iterator[tuple[bool, Span]]:
    """Each line and whether it may be a cell; a blank line between two cells with a number near is part of the run."""
    written = [line for line in lines if line.text.strip()]
    position = 0
    for line in lines:
        if line.text.strip():
            position += 1
            yield _is_cell(line.text), line
            continue
        before, after = written[max(0, position - 1) : position], written[position : position + LONGEST_HEADER]
        following = list(takewhile(lambda other: _is_cell(other.text), after))
        is_inside = bool(before and following) and _is_cell(before[0].text)
        yield is_inside and any(other.is_number for other in [*before, *following]), line


def _is_cell(line: str) -> bool:
    body = AMONG.sub("", line.strip())
    if not body or len(body) > LONGEST_LABEL or (ENUMERATOR.match(body) and len(body) > LONGEST_ITEM):
        return False
    return (
        bool(CELL_NUMBER.fullmatch(body))
        or not PROSE.search(THOUSANDS.sub("", body))
        or ("%" in body and re.search("[，,]", body) is not None and "。" not in body)
    )


def _flat(lines: list[Span]) -> Table:
    """One cell a line; what the rows were is for the finders, who know the words."""
    return Table([[_trimmed(line)] for line in lines])


def _spaced_runs(lines: list[Span]) -> Iterator[tuple[str, list[Span]]]:
    """Runs of lines whose cells only blanks part; a blank line does not end one."""
    shapes = [_spaced.is_row(line.text) for line in lines]
    for index, line in enumerate(lines):
        is_between = 0 < index < len(lines) - 1 and shapes[index - 1] and shapes[index + 1]
        shapes[index] = shapes[index] or (is_between and not line.text.strip())
    for is_row, group in groupby(zip(shapes, lines, strict=True), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        if not is_row:
            yield from _narrow_runs(members)
            continue
        for part in _parted(members):
            written = [(line.text, line.start) for line in part if line.text.strip()]
            if written and _spaced.table(written):
                yield "spaced", part
            else:
                yield from _narrow_runs(part)


def _parted(lines: list[Span]) -> Iterator[list[Span]]:
    """The tables in a run of rows: a new one begins with its head, or where pairs follow a blank line."""
    part: list[Span] = []
    for index, line in enumerate(lines):
        above = [other.text for other in part if other.text.strip()]
        rest = list(takewhile(lambda other: bool(other.text.strip()), lines[index:]))
        is_pair = len(rest) > 1 and all(_spaced.width(other.text) == 2 for other in rest)
        is_after_a_blank = bool(part) and not part[-1].text.strip() and is_pair
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        is_wider = any(_spaced.width(text) > 2 for text in above)
        if above and ((is_after_a_blank and is_wider) or _spaced.begins_another(line.text, above, below)):
            yield part
            part = []
        part.append(line)
    yield part


def _narrow_runs(lines: list[Span]) -> Iterator[tuple[str, list[Span]]]:
    """Runs of lines with a name and as many numbers each, below a line of as many heads."""
    start = position = 0
    while position + 2 < len(lines):
        below = lines[position + 1].text
        end = position + 1
        if _spaced.is_narrow(below) and _spaced.heads_narrow(lines[position].text, below):
            width = len(below.split())
            while end < len(lines) and _spaced.is_narrow(lines[end].text) and len(lines[end].text.split()) == width:
                end += 1
        if end - position > 2:
            yield "prose", lines[start:position]
            yield "narrow", lines[position:end]
            start = end
        position = end
    yield "prose", lines[start:]


def _narrow_table(lines: list[Span]) -> Table:
    rows = _spaced.narrow([(line.text, line.start) for line in lines])
    return Table(
        [
            [Span(start, end, line.text[start - line.start : end - line.start]) for start, end in row]
            for line, row in zip(lines, rows, strict=True)
        ]
    )


def _spaced_table(lines: list[Span]) -> Table:
    cells = _spaced.table([(line.text, line.start) for line in lines if line.text.strip()])
    texts = {line.start: line.text for line in lines}
    starts = sorted(texts)

    def span(start: int, end: int) -> Span:
        line = starts[bisect_right(starts, start) - 1]
        return Span(start, end, texts[line][start - line : end - line])

    return Table([[span(start, end) for start, end in row] for row in cells])


def _paragraphs(lines: list[Span], text: str) -> Iterator[Span]:
    """Lines, with those joined that a page's width broke in the middle of a sentence."""
    width = _page_width(lines)
    start: int | None = None
    previous: Span | None = None
    continues = False
    for line in lines:
        if previous is not None and start is not None:
            joins = _joins(previous.text, line.text, continues, width)
            if not joins:
                yield Span(start, previous.end, text[start : previous.end])
                start, continues = None, False
            else:
                continues = True
        if not line.text.strip():
            start, previous = None, None
            continue
        start = line.start if start is None else start
        previous = line
    if previous is not None and start is not None:
        yield Span(start, previous.end, text[start : previous.end])


def _joins(above: str, below: str, continues: bool, width: int) -> bool:
    if not below.strip() or SENTENCE_END.search(above) or ENUMERATOR.match(below):
        return False
    if NAME_AND_NUMBER.fullmatch(above) and NAME_AND_NUMBER.fullmatch(below):
        return False
    if OPERATOR.match(below) or OPEN_END.search(above) or len(above.strip()) >= width:
        return True
    if OPEN_BRACKET.search(above) and CLOSED_BRACKET.match(below):
        return True
    if above.rstrip()[-1:].isdigit() and NUMBER_GOES_ON.match(below):
        return True
    if above.rstrip()[-1:] + below.lstrip()[:1] in PARTED:
        return True
    return (continues or bool(PROSE.search(above))) and not KEYED.match(below)


def _page_width(lines: list[Span]) -> int:
    """How long a line is that the page broke, where a page did: many lines end near one length."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    if len(lengths) < 10 or lengths[-1] > WIDEST_PAGE:
        return WIDEST_PAGE + 1
    full = [length for length in lengths if length >= lengths[-1] * 0.85]
    return int(lengths[-1] * 0.85) if len(full) >= len(lengths) / 4 else WIDEST_PAGE + 1

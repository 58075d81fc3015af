"""A web page → what stands on it: paragraphs, tables with merged cells, no scripts, styles or menus.

Also what is only called otherwise: tables that systems export as .xls, and Word's single-file pages (MHT).
"""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, txt
from loaders.readers.docx import MOST_CELLS, Block, Cell, Grid, Page, rectangle

NAME = "网页（.html）"
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "svg", "canvas",
    "audio", "video", "button", "datalist", "map", "xml",
})  # fmt: skip
PARAGRAPHS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
# <nav>, <div class="footer">, <ul id="menu">: a menu only where most of its words are links
MENU = frozenset(
    {"nav", "navigation", "navbar", "menu", "menubar", "breadcrumb", "breadcrumbs", "header", "footer", "sidebar"}
)
LINKED = 0.5
MOST_IN_MENU = 5000  # pieces of text
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
# <meta charset="gb2312">   <meta http-equiv="Content-Type" content="text/html; charset=gbk">   <?xml encoding="utf-8"?>
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
SPACE = re.compile(r"[ \t\r\n\f]+")
HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
DEEPEST = 20  # tables in tables
TALLEST, WIDEST = 5000, 200  # rows and columns that one cell covers
MOST_DAMAGED = 1000  # one more character that cannot be decoded for so many


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """Paragraphs one a line; a table's rows one a line with tabs between cells. Raises UnreadableError."""
    if (found := archives.kind(content)) not in ("", ".html"):
        return archives.read_as(found, content, NAME)
    text = decode(_page(content))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"不是完好的{NAME}。请用浏览器打开，另存后再导入。") from error
    if root is None:
        return "", ()
    if any("depth" in entry.message for entry in parser.error_log):
        raise too_deep()
    page = Page()
    blocks = Flow().read(root)
    for block in blocks:
        page.add(block)
    if not blocks and root.find(".//frameset") is not None:
        raise UnreadableError(
            "网页只是几个页面的框架，内容在同名文件夹里。请导入那里的页面，或另存为 .xlsx、.docx 再导入。"
        )
    return page.read()


def decode(content: bytes) -> str:
    """A page's text: by its mark, by what it says of itself, else UTF-8 or GB18030. Raises UnreadableError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    encodings = ["utf-8-sig", "gb18030"]
    said = CHARSET.search(content[:8192])
    if said:
        try:
            name = codecs.lookup(said[1].decode("ascii")).name
            name = "gb18030" if name in ("gb2312", "gbk", "gb18030", "hz") else "utf-8-sig" if name == "utf-8" else name
            encodings = [name, *(other for other in encodings if other != name)]
        except LookupError:
            pass
    for encoding in encodings:
        if encoding == "gb18030" and txt.odd_line(content):
            continue
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    for encoding in encodings:  # a page cut in the middle of a character is still a page
        text = content.decode(encoding, errors="replace")
        if text.count("\ufffd") <= 1 + len(text) // MOST_DAMAGED:
            return text
    raise UnreadableError("编码无法识别，可能混用了几种编码。请用浏览器打开，另存为 UTF-8 编码的网页再导入。")


def too_deep() -> UnreadableError:
    """What libxml2 gives up reading would be missing without a word."""
    return UnreadableError("网页里的标签套得太深，读不完整。请用浏览器打开，复制到 Word 文档再导入。")


def _page(content: bytes) -> bytes:
    """The page inside a single-file web page, else the bytes themselves."""
    if not archives.MHT.match(content[: archives.HEAD].decode("latin-1")):
        return content
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(body, bytes):
            charset = part.get_content_charset("")
            return f'<meta charset="{charset}">'.encode("ascii", "ignore") + body if charset else body
    raise UnreadableError(f"不是完好的{NAME}。请用浏览器打开，另存后再导入。")


class Flow:
    """Paragraphs and tables in the order of the page."""

    def __init__(self, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise too_deep()
        self._depth = depth  # of tables inside tables
        self._blocks: list[Block] = []
        self._words: list[str] = []

    def read(self, root: Any) -> list[Block]:
        """Everything seen of an element, without what follows it; no recursion, pages nest tags by the hundred."""
        walk = etree.iterwalk(root, events=("start", "end"))
        preformatted = 0
        for event, element in walk:
            name = element.tag if isinstance(element.tag, str) else "script"
            step = 1 if event == "start" else -1
            if name in PARAGRAPHS:
                self._end()
            preformatted += step if name == "pre" else 0
            if event == "end":
                if element is not root:
                    self._say(element.tail, bool(preformatted))
            elif name in UNSEEN or _is_unseen(element):
                walk.skip_subtree()
            elif name == "table":
                walk.skip_subtree()
                self._blocks.append(_table(element, self._depth))
            elif name in ("br", "input", "textarea", "select"):
                walk.skip_subtree()
                self._words.append("\r" if name == "br" else _filled_in(element))
            else:
                self._say(element.text, bool(preformatted))
        self._end()
        return self._blocks

    def _say(self, text: str | None, is_preformatted: bool) -> None:
        if text:
            self._words.append(
                text.replace("\r", "").replace("\n", "\r") if is_preformatted else SPACE.sub(_space, text)
            )

    def _end(self) -> None:
        """The end of a paragraph: many blanks are one, none stands at the ends of lines."""
        text = re.sub(r"[ \n]{2,}", _space, "".join(self._words))
        self._words.clear()
        text = re.sub(r"\n", lambda found: _joint(text, *found.span()), text)
        text = re.sub(r" *\r *", "\n", text).strip()
        if text:
            self._blocks.append(text)


def _space(found: re.Match[str]) -> str:
    """One blank, which remembers that it was a line break of the source."""
    return "\n" if "\n" in found[0] else " "


def _joint(text: str, start: int, end: int) -> str:
    """A line break of the source: nothing between Chinese characters, a blank elsewhere."""
    return "" if HAN.match(text[start - 1 : start]) and HAN.match(text[end : end + 1]) else " "


def _is_unseen(element: Any) -> bool:
    if not element.attrib and element.tag not in MENU:
        return False
    if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    said = " ".join([element.tag, *(element.get(attribute, "") for attribute in ("class", "id", "role"))])
    if not MENU & set(re.split(r"[\s_-]+", said.lower())):
        return False
    pieces = list(islice(element.itertext(), MOST_IN_MENU))
    if len(pieces) == MOST_IN_MENU:
        return False  # the whole page; weighed at every level, pages nested by the hundred would take minutes
    words = len("".join(pieces).strip())
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked > words * LINKED


def _filled_in(element: Any) -> str:
    """What a form shows: a system's page is often saved with its fields."""
    kind = element.get("type", "text").lower()
    if element.tag == "input":
        ticked = "□" if element.get("checked") is None else "☑"
        shown = {"checkbox": ticked, "radio": ticked}.get(kind, element.get("value", ""))
        return shown if kind in ("checkbox", "radio", "text", "number") else ""
    parts = element.iterfind(".//option[@selected]") if element.tag == "select" else [element]
    return "".join(word for part in parts for word in part.itertext())


def _table(table: Any, depth: int) -> Grid:
    """Cells by row and column; one that covers several stands at each of them."""
    rows: list[dict[int, Cell]] = []
    below: dict[int, tuple[int, Cell]] = {}  # by column: rows still covered from above, and by what
    count = 0
    for element in _rows(table):
        row: dict[int, Cell] = {column: cell for column, (_, cell) in below.items()}
        below = {column: (left - 1, cell) for column, (left, cell) in below.items() if left > 1}
        column = 0
        for member in element:
            if member.tag not in ("td", "th") or _is_unseen(member):
                continue
            while column in row:
                column += 1
            cell = Cell(Flow(depth + 1).read(member))
            tall, wide = _covered(member, "rowspan", TALLEST), _covered(member, "colspan", WIDEST)
            for covered in range(column, column + wide):
                if covered in row:
                    break
                row[covered] = cell
                if tall > 1:
                    below[covered] = (tall - 1, cell)
                column += 1
        rows.append(row)
        count += max(row, default=0) + 1
        if count > MOST_CELLS:
            raise UnreadableError(f"表格太大（超过 {MOST_CELLS} 个单元格），不像自评报告。请只留汇总表再导入。")
    grid = rectangle(rows)
    captions = [block for caption in table.iterchildren("caption") for block in Flow(depth + 1).read(caption)]
    return [[Cell([block])] * max(len(grid[0]) if grid else 1, 1) for block in captions] + grid


def _rows(table: Any) -> Iterator[Any]:
    """Rows of a table and of its parts; no recursion, a damaged page nests parts by the hundred."""
    waiting = list(reversed(table))
    while waiting:
        element = waiting.pop()
        if element.tag in ("thead", "tbody", "tfoot") and not _is_unseen(element):
            waiting += reversed(element)
        elif element.tag == "tr" and not _is_unseen(element):
            yield element


def _covered(cell: Any, attribute: str, most: int) -> int:
    written = cell.get(attribute, "1").strip()
    return min(max(int(written), 1), most) if written.isascii() and written.isdigit() else 1

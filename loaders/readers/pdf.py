"""A PDF → paragraphs and tables, page by page. Pages without text of their own are recognised as images."""

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from loaders import archives
from loaders.models import Passage
from loaders.readers import _scan
from loaders.readers._flow import Page, lay_out, structure
from loaders.readers._page import Glyph, Rule, Sheet

NAME = "PDF 文件（.pdf）"
MOST_PAGES = 3_000
MOST_CHARACTERS, MOST_ON_PAGE = 3_000_000, 200_000
MOST_OBJECTS = 50_000  # of a page; a drawing with more is no table
MOST_POINTS = 4_000  # of a path
DEEPEST_FORM = 4
SCANNED_AREA, COVERED_AREA = 0.3, 0.6  # of a page that images cover: without any text, with some
FEW_CHARACTERS = 20
SOMEBODY_ELSES = 0.5  # confidence of the text that a scanner laid behind its image
MANY_PATHS = 300
MOST_GARBAGE = 0.3  # of a page's characters
THIN, FARTHEST = 4.0, 1e9  # points
TALL = 1.25  # times the usual height: large, or askew
SMALLEST = 0.0005  # of the page's height: smaller characters are none
SMALL_TYPE, USUAL_SIZE, LARGE_TYPE = 4.0, 11.0, 60.0  # points
SAMPLED = 40  # characters whose angle is looked at
BLANK = 32
LINE_ENDS = frozenset((10, 13))
REPLACEMENT = 0xFFFD
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
TAIL = 2_048  # bytes in which a whole file ends
HEAD = 1_024  # bytes in which a file says what it is

# Fonts that share one drawing between 人 and the radical ⼈ name the radical (U+2F00 to U+2FD5 by their decomposition).
RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳", "母民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"
)
FIRST_RADICAL, LAST_RADICAL = 0x2E80, 0x2FD5
HYPHEN = 2  # what pdfium makes of a hyphen at the end of a line

# pdfium must not be used by two threads at once.
_lock = threading.Lock()

Point = tuple[float, float]
Turn = Callable[[float, float], Point]
Matrix = tuple[float, float, float, float, float, float]


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """The text of a PDF and its passages, in the order of the text. Raises UnreadableError."""
    if (found := archives.kind(content)) not in ("", ".pdf"):
        return archives.read_as(found, content, NAME)
    _check(content)
    with _lock:
        document = _open(content)
    try:
        with _lock:
            pages, scanned = _pages(document)
        if scanned:

            def picture(number: int) -> _scan.Picture:
                with _lock:
                    return _picture(document, number)

            recognised = _scan.sheets(scanned, picture)
            pages |= {sheet.number: lay_out(sheet) for sheet in recognised}
    finally:
        with _lock:
            document.close()
    return structure([pages[number] for number in sorted(pages)])


def _check(content: bytes) -> None:
    """Refuse what only calls itself a PDF, and what has no end."""
    from loaders.readers import UnreadableError

    if b"%PDF-" not in content[:HEAD]:
        raise UnreadableError("不是 PDF 文件（没有 PDF 的文件头）。请核对文件，或重新导出为 PDF 再导入。")
    tail = content[-TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise UnreadableError("PDF 不完整（缺少文件尾，像是没有下载完）。请重新获取原文件再导入。")


def _open(content: bytes) -> pypdfium2.PdfDocument:
    from loaders.readers import UnreadableError

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in content:  # said of a file without pages too
            raise UnreadableError("PDF 设有打开密码。请用密码打开后另存（打印）为不加密的 PDF 再导入。") from error
        raise UnreadableError("PDF 已损坏或没有页面，打不开。请用 PDF 阅读器另存，或重新获取原文件再导入。") from error


def _pages(document: pypdfium2.PdfDocument) -> tuple[dict[int, Page], list[int]]:
    """The pages by number as far as they are text, and the numbers of those to be recognised as images."""
    from loaders.readers import UnreadableError

    count = len(document)
    if count == 0:
        raise UnreadableError("PDF 里没有页面。请重新获取原文件再导入。")
    if count > MOST_PAGES:
        raise UnreadableError(f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限。请拆成几个文件再导入。")
    has_forms = pdfium.FPDF_GetFormType(document.raw) != pdfium.FORMTYPE_NONE
    pages: dict[int, Page] = {}
    scanned: list[int] = []
    broken: list[int] = []
    characters = 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            if has_forms and pdfium.FPDFPage_GetAnnotCount(page.raw):
                pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)  # what is filled in becomes text
                page.close()
                page = document[number - 1]
            sheet = _sheet(page, number)
            page.close()
        except pypdfium2.PdfiumError:
            broken.append(number)
            continue
        if sheet is None:
            scanned.append(number)
            continue
        characters += len(sheet.glyphs)
        if characters > MOST_CHARACTERS or len(sheet.glyphs) > MOST_ON_PAGE:
            raise UnreadableError(f"PDF 的文字太多（到第 {number} 页已有 {characters} 字）。请拆成几个文件再导入。")
        pages[number] = lay_out(sheet)
    if broken:
        raise UnreadableError(f"PDF 的第 {_scan.listed(broken)} 页已损坏，读不出来。请重新获取原文件再导入。")
    return pages, scanned


def _picture(document: pypdfium2.PdfDocument, number: int) -> _scan.Picture:
    """A page as an image, as large as text recognition wants it."""
    page = document[number - 1]
    width, height = page.get_size()
    scale = _scan.scale(width, height)
    bitmap = page.render(scale=scale, limit_image_cache=True)
    pixels = bitmap.to_numpy().copy()
    bitmap.close()
    page.close()
    return _scan.Picture(number, pixels, scale)


# --- one page


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet | None:
    """The characters and lines of a page; None for a page that has to be recognised as an image."""
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    try:
        quarter = _quarter(text.raw)
        turn, width, height = _turn(quarter, left, bottom, right, top)
        glyphs = _glyphs(text.raw, quarter, turn, width, height)
    finally:
        text.close()
    drawing = _Drawing(page.raw, turn, width * height)
    if _is_image(glyphs, drawing):
        return None
    usual = median(glyph.bottom - glyph.top for glyph in glyphs) if glyphs else USUAL_SIZE
    if drawing.image_area > COVERED_AREA and drawing.has_hidden_text:
        glyphs = [glyph._replace(confidence=SOMEBODY_ELSES) for glyph in glyphs]
    factor = 1.0 if SMALL_TYPE < usual < LARGE_TYPE else USUAL_SIZE / usual
    if factor != 1.0:  # a page measured in centimetres, or a poster
        glyphs = [
            Glyph(text, left * factor, top * factor, right * factor, bottom * factor, confidence)
            for text, left, top, right, bottom, confidence in glyphs
        ]
        drawing.rules = [Rule(*(edge * factor for edge in rule)) for rule in drawing.rules]
    return Sheet(number, width * factor, height * factor, glyphs, drawing.rules)


def _quarter(text: pdfium.FPDF_TEXTPAGE) -> int:
    """How many quarter turns clockwise most characters are turned."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return 0
    sample = range(0, count, max(1, count // SAMPLED))
    angles = [pdfium.FPDFText_GetCharAngle(text, index) for index in sample if not _is_blank(text, index)]
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if math.isfinite(angle))
    return turns.most_common(1)[0][0] if turns else 0


def _is_blank(text: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    return pdfium.FPDFText_GetUnicode(text, index) <= BLANK


def _turn(quarter: int, left: float, bottom: float, right: float, top: float) -> tuple[Turn, float, float]:
    """From a PDF's coordinates to those of a page held upright, and that page's width and height."""
    across, up = right - left, top - bottom
    if quarter == 3:
        return lambda x, y: (y - bottom, x - left), up, across
    if quarter == 2:
        return lambda x, y: (right - x, y - bottom), across, up
    if quarter == 1:
        return lambda x, y: (top - y, right - x), up, across
    return lambda x, y: (x - left, top - y), across, up


def _glyphs(text: pdfium.FPDF_TEXTPAGE, quarter: int, turn: Turn, width: float, height: float) -> list[Glyph]:
    """The characters that stand on the page; those across it, as of a watermark, do not."""
    glyphs: list[Glyph] = []
    indices: list[int] = []
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    surrogate = 0
    smallest = min(0.5, SMALLEST * height)
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in LINE_ENDS or (code == BLANK and pdfium.FPDFText_IsGenerated(text, index)):
            continue
        if 0xD800 <= code < 0xDC00:
            surrogate = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((surrogate - 0xD800) << 10) + code - 0xDC00 if surrogate else REPLACEMENT
        if not pdfium.FPDFText_GetLooseCharBox(text, index, pointer):
            continue
        one, other = turn(box.left, box.top), turn(box.right, box.bottom)
        glyph = Glyph(
            _character(code),
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )
        is_inside = 0 <= glyph.left + glyph.right <= 2 * width and 0 <= glyph.top + glyph.bottom <= 2 * height
        if is_inside and glyph.bottom - glyph.top > smallest:
            glyphs.append(glyph)
            indices.append(index)
    if not glyphs:
        return glyphs
    usual = median(glyph.bottom - glyph.top for glyph in glyphs)
    return [
        glyph
        for glyph, index in zip(glyphs, indices, strict=True)
        if glyph.bottom - glyph.top < TALL * usual or not _is_askew(pdfium.FPDFText_GetCharAngle(text, index), quarter)
    ]


def _is_askew(angle: float, quarter: int) -> bool:
    off = abs(angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(off, 2 * math.pi - off) > 0.2


def _character(code: int) -> str:
    if code == HYPHEN:
        return "-"
    if FIRST_RADICAL <= code <= LAST_RADICAL:
        character = chr(code).translate(RADICALS)
        return unicodedata.normalize("NFKC", character)
    return chr(code) if 0 < code < 0x110000 else chr(REPLACEMENT)


def _is_image(glyphs: list[Glyph], drawing: "_Drawing") -> bool:
    """Whether a page shows words that its text does not have: a scan, letters drawn as shapes, a font without a map."""
    codes = [ord(glyph.text[0]) for glyph in glyphs if not glyph.text.isspace()]
    if not codes:
        return drawing.image_area > SCANNED_AREA or drawing.paths > MANY_PATHS
    garbage = sum(
        code < BLANK or 0xE000 <= code < 0xF900 or 0xFFF0 <= code < 0x10000 or code >= 0xE0000 for code in codes
    )
    foreign = sum(0x80 <= code < 0x2000 for code in codes)
    has_han = any(0x3400 <= code < 0xA000 for code in codes)
    if garbage > MOST_GARBAGE * len(codes) or (not has_han and foreign > MOST_GARBAGE * len(codes)):
        return True
    is_covered = drawing.image_area > COVERED_AREA
    return is_covered and _scan.is_installed() and (len(codes) < FEW_CHARACTERS or drawing.has_hidden_text)


class _Drawing:
    """What a page draws beside its text: lines, the area of its images, the number of its shapes."""

    def __init__(self, page: pdfium.FPDF_PAGE, turn: Turn, area: float) -> None:
        self.turn = turn
        self.rules: list[Rule] = []
        self.paths = 0
        self.images = 0.0
        self.texts: list[pdfium.FPDF_PAGEOBJECT] = []
        count = pdfium.FPDFPage_CountObjects(page)
        self.remaining = MOST_OBJECTS
        self._walk((pdfium.FPDFPage_GetObject(page, index) for index in range(count)), IDENTITY, 0)
        if self.remaining <= 0:
            self.rules = []
        self.image_area = self.images / area if area else 0.0

    @property
    def has_hidden_text(self) -> bool:
        """Text behind the image of a scan: somebody else's recognition."""
        modes = [pdfium.FPDFTextObj_GetTextRenderMode(text) for text in self.texts]
        return sum(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes) * 2 > len(modes)

    def _walk(self, objects: Iterator[pdfium.FPDF_PAGEOBJECT], matrix: Matrix, depth: int) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for item in objects:
            self.remaining -= 1
            if self.remaining <= 0:
                return
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.texts.append(item)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                count = pdfium.FPDFFormObj_CountObjects(item)
                inner = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
                self._walk(inner, _product(_matrix(item), matrix), depth + 1)
            elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                    continue
                box = self._box((left.value, bottom.value), (right.value, top.value), matrix)
                width, height = box.right - box.left, box.bottom - box.top
                if not (width < FARTHEST and height < FARTHEST):
                    continue
                if min(width, height) <= THIN:
                    self.rules.append(box)
                elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    self.images += width * height
                else:
                    self.paths += 1
                    self._edges(item, matrix)

    def _box(self, one: Point, other: Point, matrix: Matrix) -> Rule:
        (x0, y0), (x1, y1) = self.turn(*_at(one, matrix)), self.turn(*_at(other, matrix))
        return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _edges(self, path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        """The straight upright and level edges of a path, such as a whole table drawn in one go."""
        count = pdfium.FPDFPath_CountSegments(path)
        if not 1 < count <= MOST_POINTS:
            return
        matrix = _product(_matrix(path), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        start = here = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            there = (x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = there
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._edge(here, there, matrix)
            here = there
            if pdfium.FPDFPathSegment_GetClose(segment):
                self._edge(here, start, matrix)
                here = start

    def _edge(self, one: Point, other: Point, matrix: Matrix) -> None:
        box = self._box(one, other, matrix)
        if min(box.right - box.left, box.bottom - box.top) <= 1.0:
            self.rules.append(box)


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

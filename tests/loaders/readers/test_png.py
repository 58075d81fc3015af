"""Images of pages: recognised text with its confidence, ruled tables, turned and slanted scans, broken images."""

import io
import os
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders import finders, readers
from loaders.models import Document
from loaders.readers import UnreadableError, _scan, png
from tests.loaders.reading import said

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED = 2  # the face of the collection with mainland shapes
ROWS = [
    ["项目", "预算数", "决算数"],
    ["公务接待费", "2.50", "1.93"],
    ["公务用车运行维护费", "12.00", "8.57"],
    ["合计", "14.50", "10.50"],
]

needs_recognition = pytest.mark.skipif(
    not (_scan.is_installed() and FONT.exists()) and os.environ.get("CI") != "true",
    reason="needs rapidocr, onnxruntime and fonts-noto-cjk",
)


def page(width: int = 1240, height: int = 620) -> Image.Image:
    """The upper part of a page at 150 dots an inch: a title, a paragraph, a ruled table."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    large, usual = (ImageFont.truetype(FONT, size, index=SIMPLIFIED) for size in (36, 28))
    draw.text((300, 40), "青岚市林业局2020年度部门决算", font=large, fill="black")
    draw.text((156, 130), "2020年我局实际支出1,284.60万元，其中：基本支出963.15万元、项目", font=usual, fill="black")
    draw.text((100, 175), "支出321.45万元，年末结转和结余100.00万元。", font=usual, fill="black")
    draw.text((100, 240), "“三公”经费支出决算表（单位：万元）", font=usual, fill="black")
    xs, ys = (100, 520, 760, 1000), range(290, 290 + 60 * (len(ROWS) + 1), 60)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill="black", width=2)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill="black", width=2)
    for row, y in zip(ROWS, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            draw.text((x + 12, y + 10), text, font=usual, fill="black")
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def tables(document: Document) -> list[list[list[str]]]:
    text = document.text or ""
    cells = [passage for passage in document.passages if passage.table is not None]
    return [
        [[text[cell.start : cell.end] for cell in row] for _, row in groupby(members, key=lambda cell: cell.row)]
        for _, members in groupby(cells, key=lambda cell: cell.table)
    ]


FACTS = {
    "expenditure.actual = 1284.60万元", "basic_expenditure.actual = 963.15万元", "project_expenditure.actual = 321.45万元",
    "carryover.closing = 100.00万元", "official_reception.budget = 2.50万元", "official_reception.actual = 1.93万元",
    "vehicle_operation.budget = 12.00万元", "vehicle_operation.actual = 8.57万元",
    "three_public.budget = 14.50万元", "three_public.actual = 10.50万元",
}  # fmt: skip


@needs_recognition
def test_text_and_table_are_recognised_with_a_confidence() -> None:
    document = readers.read_content(encoded(page()), "报告.png")

    assert tables(document) == [ROWS]
    assert all(passage.page == 1 for passage in document.passages)
    assert all(
        passage.confidence is not None and 0 < passage.confidence <= 1
        for passage in document.passages
        if passage.end > passage.start
    )
    report = finders.find(document)
    assert {said(fact) for fact in report.facts} == FACTS
    assert report.department == "青岚市林业局"


@needs_recognition
@pytest.mark.parametrize("angle", [1.5, 180, 90], ids=["slanted", "upside down", "sideways"])
def test_a_scan_is_held_upright_and_straight(angle: float) -> None:
    turned = page().rotate(angle, expand=angle > 10, fillcolor="white", resample=Image.Resampling.BICUBIC)

    document = readers.read_content(encoded(turned, "JPEG", quality=60), "报告.jpg")

    assert tables(document) == [ROWS]


@needs_recognition
def test_an_image_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match=r"报告\.png：里面没有文字"):
        readers.read_content(encoded(Image.new("RGB", (300, 200), "white")), "报告.png")


def test_without_recognition_an_image_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scan, "is_installed", lambda: False)

    with pytest.raises(UnreadableError, match=r"报告\.jpeg：图片里的文字.*pip install 'duibiao\[ocr\]'"):
        readers.read_content(b"\xff\xd8\xff", "报告.jpeg")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\nbroken", "图片已损坏"),
        (encoded(Image.effect_noise((200, 200), 50))[:5_000], "图片已损坏"),
        (b"%PDF-1.7", "PDF 不完整"),
        (encoded(Image.new("1", (12_000, 12_000))), "像素超过 12000 万的上限"),
        (encoded(Image.new("1", (20_000, 20_000))), "像素超过 12000 万的上限"),
    ],
    ids=["hollow", "truncated", "pdf", "large", "gigantic"],
)
def test_a_broken_or_gigantic_image_is_refused(content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scan, "is_installed", lambda: True)

    with pytest.raises(UnreadableError, match=reason):
        png.read(content)


def test_the_confidence_of_a_passage_is_that_of_its_least_certain_figure() -> None:
    corners = [(0.0, 0.0), (200.0, 0.0), (200.0, 30.0), (0.0, 30.0)]
    characters = [("支", 0.70, 0.0, 0.2), ("出", 0.99, 0.2, 0.4), ("9", 0.99, 0.4, 0.5), ("，", 0.9, 0.5, 0.6)]
    characters += [("1", 0.95, 0.6, 0.7), ("0", 0.61, 0.7, 0.8), ("0", 0.99, 0.8, 0.9)]

    glyphs = list(_scan._glyphs(_scan.Box(corners, 0.96, characters), 0.0, 1.0))

    assert "".join(glyph.text for glyph in glyphs) == "支出9,100"  # a comma between digits is one of thousands
    assert [glyph.confidence for glyph in glyphs] == [0.96, 0.96, 0.99, 0.5, 0.95, 0.61, 0.99]


def test_a_number_with_two_points_had_a_comma() -> None:
    corners = [(0.0, 0.0), (200.0, 0.0), (200.0, 30.0), (0.0, 30.0)]
    signs = "16.320,500.00"
    characters = [(sign, 0.99, index / 13, (index + 1) / 13) for index, sign in enumerate(signs)]

    glyphs = list(_scan._glyphs(_scan.Box(corners, 0.99, characters), 0.0, 1.0))

    assert "".join(glyph.text for glyph in glyphs) == "16,320,500.00"
    assert min(glyph.confidence or 0 for glyph in glyphs) == 0.5

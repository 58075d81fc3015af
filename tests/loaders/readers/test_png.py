"""Pictures: text recognition, its confidence, and files that are no pictures."""

import importlib.util
import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders import finders, readers
from loaders.readers import UnreadableError
from tests.loaders.reading import said

FONTS = [Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), Path("/System/Library/Fonts/PingFang.ttc")]
FONT = next((font for font in FONTS if font.is_file()), None)
has_tools = FONT is not None and importlib.util.find_spec("rapidocr") is not None
needs_recognition = pytest.mark.skipif(
    not has_tools and os.environ.get("CI") != "true", reason="needs the optional part ocr and a Chinese font"
)


@needs_recognition
@pytest.mark.parametrize("name", ["扫描.png", "扫描.jpg"])
def test_figures_of_a_picture_are_recognised_with_a_confidence(tmp_path: Path, name: str) -> None:
    picture = Image.new("RGB", (1240, 420), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), 32)
    lines = ["青岚市林业局2020年度部门整体支出绩效自评报告", "2020年我局实际支出1,284.60万元。", "我局自评得分96分。"]
    for index, line in enumerate(lines):
        draw.text((80, 60 + 90 * index), line, fill="black", font=font)
    picture.save(tmp_path / name)

    document = readers.read(tmp_path / name)

    assert {said(fact) for fact in finders.find(document).facts} == {
        "expenditure.actual = 1284.60万元",
        "self_score.claimed = 96分",
    }
    assert all(passage.confidence is not None and 0 < passage.confidence <= 1 for passage in document.passages)


@pytest.mark.parametrize("content", [b"not a picture", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_file_that_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.png").write_bytes(content)

    with pytest.raises(UnreadableError, match=r"坏\.png："):
        readers.read(tmp_path / "坏.png")

"""The portrait, opened again with python-docx."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from dashboard.exports import pictures
from dashboard.exports.document import _widths
from dashboard.exports.portrait import portrait
from tests.dashboard.test_brief import BASIS, POINTS, drawn, sections, words

__all__ = ["drawn"]


@pytest.fixture
def document(drawn: None) -> Any:
    identity = {"地区": "广东省湛江市", "评价年度": "2019—2021"}
    return Document(BytesIO(portrait(BASIS, sections(), identity, POINTS)))


def test_it_says_who_it_is_and_what_stands_out(document: Any) -> None:
    assert "预算执行画像" in words(document)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["地区", "广东省湛江市"]
    assert all(point in words(document) for point in POINTS)


def test_every_card_has_its_picture_its_rows_and_its_sentences(document: Any) -> None:
    assert len(document.inline_shapes) == 3
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert headings == ["要点", "支出与预算", "各年执行率", "别的", "口径"]
    assert "“市第8局决算总支出为4276.91万元”" in words(document)
    assert document.tables[1].rows[0].cells[2].text == "决算支出"


def test_the_formulas_stand_at_the_end_once(document: Any) -> None:
    last = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert last == [["支出合计", "本年全部支出"]]


def test_without_a_browser_it_still_has_all_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "browser", lambda: None)
    plain = Document(BytesIO(portrait(BASIS, sections(), {})))
    assert words(plain).count("本机没有找到 Chrome") == 3
    assert words(plain).count("4,276.91万元") == 3


def test_no_number_of_a_table_is_broken_for_long_words_beside_it() -> None:
    lines = [["值", "说明", "缺"], ["−1,142.42%", "很长的说明" * 20, "0"]]
    number, words_of, count = _widths(lines)
    assert number > 0.17 * len(lines[1][0]) and words_of > 3 * number > 3 * count
    assert number + words_of + count == pytest.approx(16.6)

"""Pictures for paper, by the browser that is on the machine."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from dashboard import charts
from dashboard.exports import pictures

ROWS = pd.DataFrame({"department": ["市教育局", "市民政局"], "fiscal_year": 2020, "self_score": [100.0, 98.0]})

needs_browser = pytest.mark.skipif(pictures.browser() is None, reason="no Chrome, Edge or Chromium here")


@pytest.fixture(autouse=True)
def browser_forgotten() -> Iterator[None]:
    yield
    pictures.browser.cache_clear()


@pytest.mark.browser
@needs_browser
def test_several_figures_come_back_in_their_order_from_one_browser() -> None:
    figures = [charts.scores(ROWS.head(count)) for count in (1, 2)]
    figures[1].update_layout(height=500)
    drawn = pictures.draw(figures, 600)
    sizes = [Image.open(BytesIO(picture.png or b"")).size for picture in drawn]
    assert sizes == [(1200, 2 * drawn[0].height), (1200, 1000)]
    assert all(Image.open(BytesIO(picture.png or b"")).getcolors(100_000) for picture in drawn)


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures.browser.cache_clear()
    monkeypatch.setenv(pictures.BROWSER, "/nowhere")
    (picture,) = pictures.draw([charts.scores(ROWS)])
    assert picture.png is None
    assert "没有找到 Chrome、Edge 或 Chromium" in picture.reason


def test_a_browser_that_draws_nothing_is_ended_and_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n", encoding="utf-8")
    program.chmod(0o755)
    pictures.browser.cache_clear()
    monkeypatch.setenv(pictures.BROWSER, str(program))
    (picture,) = pictures.draw([charts.scores(ROWS)], seconds=0.3)
    assert picture.png is None and picture.reason == pictures.FAILED


def test_no_figures_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures.subprocess, "Popen", None)
    assert pictures.draw([]) == []

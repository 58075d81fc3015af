"""Every writer: the same bytes each time, and a document that our readers open with every word of the page in it."""

import re
import subprocess
from pathlib import Path

import pytest

from data.sample_city import FORMATS, forms, writers
from data.sample_city.page import Page
from loaders import readers
from loaders.readers import doc
from tests.data.sample_city.plans import pages, plan
from tests.loaders.readers.samples import needs_office

PAGES = pages(plan(first_year=2021, last_year=2021))


def test_every_format_that_is_offered_has_a_writer() -> None:
    assert set(writers.suffixes()) == set(FORMATS)


def words(page: Page) -> list[str]:
    texts = [block.text for block in page.blocks if not hasattr(block, "rows")]
    return texts + [cell.text for block in page.blocks if hasattr(block, "rows") for row in block.rows for cell in row]


def squeezed(text: str) -> str:
    """Without blanks, and without the page numbers that a PDF has in between."""
    return re.sub(r"\s+", "", re.sub(r"(?m)^\s*- \d+ -\s*$", "", text))


@pytest.mark.parametrize("suffix", writers.suffixes())
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.filing.form)
def test_a_document_opens_with_every_word_in_it(page: Page, suffix: str) -> None:
    content = writers.write(page, suffix)
    text = squeezed(readers.read_content(content, f"报告.{suffix}").text or "")

    assert [word for word in words(page) if squeezed(word) not in text] == []


@needs_office
def test_an_office_opens_what_is_written(tmp_path: Path) -> None:
    office = doc.program()
    assert office
    names = [f"{page.filing.form}.{suffix}" for page in PAGES for suffix in ("docx", "xlsx", "html")]
    for page in PAGES:
        for suffix in ("docx", "xlsx", "html"):
            (tmp_path / f"{page.filing.form}.{suffix}").write_bytes(writers.write(page, suffix))
    for suffix in ("docx", "xlsx", "html"):
        given = [str(tmp_path / name) for name in names if name.endswith(suffix)]
        command = [
            office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path / suffix), *given,
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        assert len(list((tmp_path / suffix).glob("*.pdf"))) == len(PAGES)


@pytest.mark.parametrize("suffix", writers.suffixes())
def test_the_same_page_gives_the_same_bytes(suffix: str) -> None:
    first, again = (forms.write(page.filing, plan().names) for page in (PAGES[0], PAGES[0]))
    assert writers.write(first, suffix) == writers.write(again, suffix)

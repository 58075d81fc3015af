"""One report in every format: what a text gives, its Word document, PDF, web page, workbook and scan give too."""

import os
import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from loaders import accuracy, finders, readers, vocabulary
from loaders.models import Document
from loaders.readers import _scan, doc
from tests import rendering
from tests.loaders.readers.samples import needs_office
from tests.rendering import Grid, Manuscript
from tests.shared import COMPOSED, needs_shared

Row = dict[str, str]
Render = Callable[[Manuscript], bytes]

OWN = Path(__file__).parents[1] / "golden"
FOLDERS = [pytest.param(OWN, id="own"), pytest.param(COMPOSED, id="composed", marks=needs_shared)]

RENDERINGS: dict[str, tuple[str, Render]] = {
    "word": (".docx", lambda blocks: rendering.word(rendering.with_titles(blocks))),
    "page": (".html", rendering.web_page),
    "pdf": (".pdf", rendering.pdf),
    "pdf without lines": (".pdf", lambda blocks: rendering.pdf(blocks, is_ruled=False)),
    "workbook of numbers": (".xlsx", lambda blocks: rendering.workbook(blocks, has_numbers=True)),
    "workbook of words": (".xlsx", lambda blocks: rendering.workbook(blocks, has_numbers=False)),
}

# Texts that cannot be set without deciding what they leave open, and why. One that gives the same after all is no
# exception.
IN_TABLES = {
    "h002": "the table of goals has heads for three columns over rows of four",
}
WITHOUT_LINES = IN_TABLES | {
    "027": "notes between the head and its row end a table that no line holds together",
    "k015": "goals of several lines beside one another cannot be told from one another; as 005",
}
BROKEN = "its lines are broken by hand; pasted, every line is a paragraph that Word says ends there"
PARTED = "blank lines part its rows, and empty paragraphs are no text"
TYPED = {
    "050": BROKEN, "h009": BROKEN, "h024": BROKEN, "k002": BROKEN,
    "052": PARTED, "h002": PARTED, "k015": PARTED,
}  # fmt: skip
EXCEPTIONS = {"pdf without lines": WITHOUT_LINES}


def texts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


@cache
def manuscript(path: Path) -> Manuscript:
    return rendering.manuscript(readers.read(path).text or "")


@cache
def expected(path: Path) -> tuple[Row, ...]:
    return tuple(rows(readers.read(path), path.stem))


def rows(document: Document, name: str) -> list[Row]:
    """The facts of a document under one name, whatever its format."""
    return [row | {"report": name} for row in accuracy.rows(finders.find(document))]


def differences(path: Path, content: bytes, suffix: str) -> list[str]:
    """What a rendering does not give, and what only it gives."""
    found = rows(readers.read_content(content, path.stem + suffix), path.stem)
    missed = compared(expected(path), found)
    return [f"- {key}" for key in missed] + [f"+ {key}" for key in compared(found, expected(path))]


def compared(labels: Iterable[Row], found: Iterable[Row]) -> list[str]:
    answer = accuracy.compare(labels, found, vocabulary.load().units)
    return [" ".join(difference.key[1:]) for difference in answer.differences if difference.is_missed]


def unexpected(found: dict[str, list[str]], exceptions: dict[str, str]) -> dict[str, object]:
    """Texts that differ though nothing says why, and those that are said to differ and do not."""
    wrong: dict[str, object] = {name: lines for name, lines in found.items() if lines and name not in exceptions}
    needless = {name: "is no exception" for name in exceptions if name in found and not found[name]}
    return wrong | needless


def is_likely(kind: str, path: Path) -> bool:
    """A workbook holds tables; whether they have lines is seen where there are some."""
    if kind.startswith("workbook"):
        return rendering.is_tabular(manuscript(path))
    return kind != "pdf without lines" or has_table(path)


def has_table(path: Path) -> bool:
    return any(isinstance(block, Grid) for block in manuscript(path))


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", RENDERINGS)
def test_a_report_gives_the_same_figures_in_every_format(kind: str, folder: Path) -> None:
    suffix, render = RENDERINGS[kind]

    found = {
        path.stem: differences(path, render(manuscript(path)), suffix)
        for path in texts(folder)
        if is_likely(kind, path)
    }

    assert found
    assert unexpected(found, EXCEPTIONS.get(kind, IN_TABLES)) == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_text_pasted_into_word_gives_the_same_figures(folder: Path) -> None:
    found = {
        path.stem: differences(path, rendering.typed(readers.read(path).text or ""), ".docx") for path in texts(folder)
    }

    assert unexpected(found, TYPED) == {}


@needs_office
@pytest.mark.parametrize("folder", FOLDERS)
def test_an_old_word_document_gives_the_same_figures(folder: Path, tmp_path: Path) -> None:
    """A third of those with tables and a few of the others: conversion takes its time."""
    chosen = [*filter(has_table, texts(folder))][::3] + texts(folder)[::20]
    old = rendering.by_office([rendering.word(manuscript(path)) for path in chosen], "doc:MS Word 97", tmp_path)

    found: dict[str, list[str]] = {}
    for path, (_, content) in zip(chosen, doc.convert(old), strict=True):
        assert isinstance(content, bytes), content
        found[path.stem] = differences(path, content, ".docx")

    assert unexpected(found, IN_TABLES) == {}


@needs_office
def test_a_pdf_saved_by_a_word_processor_gives_the_same_figures(tmp_path: Path) -> None:
    chosen = [OWN / f"{name}.txt" for name in ("h005", "h018", "h021", "k004", "k008", "k012")]
    saved = rendering.by_office([rendering.word(manuscript(path)) for path in chosen], "pdf", tmp_path)

    found = {path.stem: differences(path, made.read_bytes(), ".pdf") for path, made in zip(chosen, saved, strict=True)}

    assert unexpected(found, {}) == {}


# --- scans

DIGITS_RIGHT = 0.97
DOUBTFUL = 0.9  # confidence
NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?")

needs_recognition = pytest.mark.skipif(
    not _scan.is_installed() and os.environ.get("CI") != "true", reason="needs rapidocr and onnxruntime"
)


@needs_recognition
@pytest.mark.parametrize(
    ("name", "resolution", "noise"), [("h034", 200, 12), ("h018", 150, 30)], ids=["usual", "grainy"]
)
def test_a_scan_has_its_digits_right_or_says_that_it_doubts_them(name: str, resolution: float, noise: float) -> None:
    path = OWN / f"{name}.txt"
    content = rendering.pdf(manuscript(path))
    (page,) = rendering.scans(content, seed=1, noise=noise, resolution=resolution / 72)

    printed = readers.read_content(content, "报告.pdf").text or ""
    document = readers.read_content(page, "报告.jpg")

    assert digits_right(printed, document.text or "") >= DIGITS_RIGHT
    known = set(map(plain, NUMBER.findall(printed)))
    doubted = False
    for passage in document.passages:
        words = (document.text or "")[passage.start : passage.end]
        is_right = all(plain(number) in known for number in NUMBER.findall(words))
        assert is_right or (passage.confidence is not None and passage.confidence < DOUBTFUL), words
        doubted |= not is_right
    found = rows(document, path.stem)
    assert doubted or compared(expected(path), found) == compared(found, expected(path)) == []


def digits_right(printed: str, recognised: str) -> float:
    """The share of the printed digits that were recognised, in their order."""
    wanted, found = ("".join(re.findall(r"\d", text)) for text in (printed, recognised))
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def plain(number: str) -> str:
    return re.sub("[,，]", "", number).replace("．", ".")

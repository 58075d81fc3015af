"""A generated city read back: what the extraction finds in every form and format is what was written."""

import re
from pathlib import Path

import pytest

from data.sample_city import forms, truth, writers
from data.sample_city.page import Page
from data.sample_city.writers import txt
from loaders import accuracy, extract, vocabulary
from loaders.accuracy import Difference
from tests.data.sample_city.plans import pages, plan

PRECISION, RECALL = 0.998, 0.995
PAGES = pages(plan(departments=10, first_year=2020, last_year=2023))

# Sentences that a person reads without doubt and the extraction does not; each leaves this list when it does.
MISREAD: dict[str, str] = {}
# Tables whose heads are merged, in a text that leaves covered places empty.
MERGED = {"base_data", "table_only"}
SHAPES = ["bars", "tabs"]


def answers(found: list[Page], suffix: str, folder: Path) -> tuple[float, float, list[Difference]]:
    """Precision, recall and differences, without those that are known."""
    labels = []
    for page in found:
        page.filing.suffix = suffix
        (folder / page.filing.file_name).write_bytes(writers.write(page, suffix))
        labels += [dict(zip(truth.FACTS, map(str, row), strict=True)) for row in truth.told(page).facts]
    deliveries = list(extract([folder]))
    assert not [delivery.message for delivery in deliveries if delivery.report is None]
    rows = [row for delivery in deliveries if delivery.report for row in accuracy.rows(delivery.report)]
    answer = accuracy.compare(labels, rows, vocabulary.load().units)
    assert answer.reports == len(found)
    unknown = [one for one in answer.differences if not any(re.search(known, one.evidence) for known in MISREAD)]
    missed = sum(one.is_missed for one in unknown)
    wrong = len(unknown) - missed
    return 1 - wrong / answer.total.extracted, 1 - missed / answer.total.labelled, unknown


@pytest.mark.parametrize("suffix", writers.suffixes())
def test_what_is_read_is_what_was_written(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(txt, "SHAPES", {"lines": txt.SHAPES["lines"]})

    precision, recall, unknown = answers(PAGES, suffix, tmp_path)

    assert {page.filing.form for page in PAGES} == set(forms.names())
    assert precision >= PRECISION, unknown
    assert recall >= RECALL, unknown


@pytest.mark.parametrize("shape", SHAPES)
def test_so_it_is_between_bars_and_tabs(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(txt, "SHAPES", {shape: txt.SHAPES[shape]})

    precision, recall, unknown = answers([page for page in PAGES if page.filing.form not in MERGED], "txt", tmp_path)

    assert precision >= PRECISION, unknown
    assert recall >= RECALL, unknown

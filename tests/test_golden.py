"""What people found in real reports, and in texts written for this project, against what is extracted."""

from decimal import Decimal
from pathlib import Path

import pytest

import loaders
from loaders import accuracy, vocabulary
from tests.shared import COMPOSED, GOLDEN, REPORTS, needs_shared


@needs_shared
@pytest.mark.parametrize("folder", [GOLDEN, COMPOSED], ids=["real", "composed"])
def test_every_labelled_fact_is_found_and_nothing_else(folder: Path) -> None:
    assert [str(difference.key) for difference in measured(folder).differences] == []


HERE = Path(__file__).parent


def measured(folder: Path) -> accuracy.Accuracy:
    labels, texts = accuracy.labelled(folder)
    found = [row for delivery in loaders.extract(texts) if delivery.report for row in accuracy.rows(delivery.report)]
    return accuracy.compare(labels, found, vocabulary.load().units)


@pytest.mark.parametrize(
    "name", ["golden", "golden_counties", "golden_more", "golden_provinces", "golden_regions", "golden_towns"]
)
def test_what_was_written_by_others_is_read_without_a_wrong_figure(name: str) -> None:
    """Texts that were written and labelled before the finders had seen them; what is missing still is missing."""
    answer = measured(HERE / name)

    assert [str(difference.key) for difference in answer.differences if not difference.is_missed] == []
    assert answer.total.recall >= 0.97


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("golden_clerks", 0.996, 0.958), ("golden_forms", 0.999, 0.932)]
)
def test_what_was_written_as_differently_as_can_be_is_read_as_well_as_the_page_says(
    name: str, precision: float, recall: float
) -> None:
    """Clerks who write as they speak, tables as web pages leave them; some labels are open to doubt."""
    answer = measured(HERE / name)

    assert answer.total.precision >= precision
    assert answer.total.recall >= recall


def test_what_nothing_was_developed_on_is_read_as_well_as_the_page_says() -> None:
    """Texts kept aside: they tell what to expect of texts not seen yet."""
    answer = measured(HERE / "golden_unseen")

    assert answer.total.precision >= 0.995
    assert answer.total.recall >= 0.957


@needs_shared
def test_every_figure_is_the_text_at_its_place() -> None:
    reports = [delivery.report for delivery in loaders.extract([REPORTS / path.name for path in REPORTS.glob("*.txt")])]

    places = [(report, place) for report in reports if report for fact in report.facts for place in fact.places]
    assert len(places) > 130
    assert all(
        report.document.text and report.document.text[place.start : place.end] == place.evidence
        for report, place in places
    )


@needs_shared
def test_the_score_sheet_adds_up_row_by_row() -> None:
    (delivery,) = loaders.extract(REPORTS.glob("002*.txt"))
    assert delivery.report is not None
    items = delivery.report.score_items

    assert len(items) == 25
    assert sum(item.self_points or Decimal(0) for item in items) == Decimal(98)
    assert sum((item.full_points or item.merged_points or Decimal(0)) for item in items) == Decimal(100)
    assert [item.level3 for item in items if item.deduction_reason] == ["预算调整率", "资产管理安全性"]

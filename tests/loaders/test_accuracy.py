"""Labelled against extracted: what counts as the same fact, and what is said about the rest."""

from decimal import Decimal
from pathlib import Path

import pytest

from loaders.accuracy import LabelsError, compare, labelled, rows
from tests.loaders.records import TEXT, fact, place, report

UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000), "%": Decimal(1)}
HEADER = "report,fiscal_year,measure,breakdown,stage,value,unit,disclosure,evidence\n"


def row(value: str = "398", unit: str = "万元", **more: str) -> dict[str, str]:
    about = {"report": "a.txt", "fiscal_year": "2020", "measure": "expenditure", "breakdown": "", "stage": "actual"}
    return {**about, "value": value, "unit": unit, "disclosure": "stated", "evidence": "支出决算为398万元", **more}


@pytest.mark.parametrize(
    "extracted",
    [
        row("3980000", "元"),
        row("0.0398", "亿元"),
        row("398.00"),
        row("3,98"),
        row(report="收件/a.txt"),
        row(disclosure=""),
    ],
)
def test_the_same_figure_otherwise_written_is_right(extracted: dict[str, str]) -> None:
    assert compare([row()], [extracted], UNITS).total.right == 1


@pytest.mark.parametrize(
    "extracted",
    [row("399"), row(unit="元"), row(stage="budget"), row(fiscal_year="2019"), row(breakdown="own"), row(evidence=" ")],
)
def test_another_figure_is_wrong_and_the_labelled_one_missed(extracted: dict[str, str]) -> None:
    answer = compare([row()], [extracted], UNITS)

    assert (answer.total.right, answer.total.precision, answer.total.recall) == (0, 0.0, 0.0)
    assert [difference.is_missed for difference in answer.differences] == [True, False]


def test_words_are_compared_as_words() -> None:
    grade = row("优秀", "", measure="self_grade", stage="claimed")

    assert compare([grade], [grade, {**grade, "value": "良好"}], UNITS).total.right == 1


def test_a_fact_stated_twice_counts_once() -> None:
    total = compare([row(), row()], [row(), row("3980000", "元")], UNITS).total

    assert (total.labelled, total.extracted, total.right) == (1, 1, 1)


def test_only_labelled_reports_count() -> None:
    answer = compare([row()], [row(), row(report="b.txt")], UNITS)

    assert (answer.reports, answer.total.extracted, answer.total.precision) == (1, 1, 1.0)


def test_measures_are_counted_apart() -> None:
    answer = compare([row(), row(measure="revenue")], [row(), row("1", measure="surplus")], UNITS)

    assert {name: (tally.labelled, tally.extracted, tally.right) for name, tally in answer.by_measure.items()} == {
        "expenditure": (1, 1, 1),
        "revenue": (1, 0, 0),
        "surplus": (0, 1, 0),
    }


def test_a_report_gives_a_row_for_every_place() -> None:
    twice = fact("expenditure", "actual", "398", "支出决算为398万元", fiscal_year=None)
    twice = twice.model_copy(update={"places": (*twice.places, place("398万元"))})
    first, second = rows(report(facts=(twice,)))

    assert TEXT[int(first["start"]) : int(first["end"])] == first["evidence"] == "支出决算为398万元"
    assert second["evidence"] == "398万元"
    assert first["fiscal_year"] == ""


def test_texts_lie_beside_the_labels_or_in_reports(tmp_path: Path) -> None:
    folder = tmp_path / "golden"
    folder.mkdir()
    (tmp_path / "reports").mkdir()
    (folder / "facts.csv").write_text(
        HEADER + "b.txt,2020,revenue,,actual,1,元,stated,x\na.txt,2020,revenue,,actual,1,元,stated,x\n",
        encoding="utf-8-sig",
    )
    (folder / "a.txt").write_text("x")
    with pytest.raises(LabelsError, match=r"b\.txt"):
        labelled(folder)
    (tmp_path / "reports" / "b.txt").write_text("x")

    labels, texts = labelled(folder)
    assert [label["report"] for label in labels] == ["b.txt", "a.txt"]
    assert texts == [folder / "a.txt", tmp_path / "reports" / "b.txt"]


def test_labels_that_are_missing_or_lack_a_column_are_named(tmp_path: Path) -> None:
    with pytest.raises(LabelsError, match=r"facts\.csv"):
        labelled(tmp_path)
    (tmp_path / "facts.csv").write_text(HEADER.replace("stage,", ""))
    with pytest.raises(LabelsError, match="stage"):
        labelled(tmp_path)

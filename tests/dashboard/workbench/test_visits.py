"""Days and lists of a visit follow from the findings."""

from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.workbench import visits
from dashboard.workbench.visits import EVERY, FOLDER, GuideError, estimated_days, listed

GUIDES = visits.read()


def test_days_are_those_of_the_findings_up_to_the_next_half_day() -> None:
    assert estimated_days([], GUIDES) == Decimal("0.5")
    one = ["spending_exceeds_budget"]
    assert estimated_days(one, GUIDES) == Decimal("1.5")
    assert estimated_days(one * 2, GUIDES) == Decimal("2.0")
    assert estimated_days([*one, "conflicting_figures"], GUIDES) == Decimal("2.0")
    assert estimated_days(["a_check_of_tomorrow"], GUIDES) == Decimal("0.5")


def test_a_paper_is_asked_for_once() -> None:
    papers = listed(["parts_differ_from_total", "parts_differ_from_total"], GUIDES, "papers")
    assert len(papers) == len(set(papers)) > len(GUIDES[EVERY].papers)
    assert papers[-1] == GUIDES[EVERY].papers[-1]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x", 'days = "0.5"', "x.toml：days_each、questions、papers、vouchers"),
        ("x", "days = ", "不是有效的 TOML"),
        ("x", (FOLDER / "soft_target.toml").read_text(encoding="utf-8").replace('"0.3"', '"-1"'), "x.toml：days "),
        ("soft_target", (FOLDER / "soft_target.toml").read_text(encoding="utf-8"), "没有 _every.toml"),
    ],
)
def test_a_guide_that_cannot_be_used_is_told_in_chinese(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    with pytest.raises(GuideError, match=words):
        visits.read(tmp_path)

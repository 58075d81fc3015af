"""Every check has a guide for the visit, and no guide is without its check."""

import re
from pathlib import Path

import pytest

import queries
from dashboard.workbench import visits
from dashboard.workbench.visits import EVERY, FOLDER

GUIDES = visits.read()
# What the domain names, whether its view is built yet or not.
CHECKS = {
    "carryover_does_not_balance", "claimed_equality_differs", "claimed_rate_differs", "conflicting_figures",
    "conflicting_rates", "copied_passage", "dates_do_not_fit", "foreign_text", "full_marks_despite_problem",
    "full_marks_despite_shortfall", "full_points_without_figures", "grade_outside_band", "part_exceeds_whole",
    "partial_year_evidence", "parts_differ_from_total", "repeated_excuse", "restated_prior_year", "same_number_reused",
    "score_items_differ_from_total", "soft_target", "spending_exceeds_budget", "stale_basis",
    "three_public_not_disclosed", "unit_mismatch",
}  # fmt: skip
BUILT = {view.stem for view in queries.views() if view.schema == "checks" and view.name != queries.FINDINGS}


def test_every_check_has_a_guide_and_every_guide_a_check() -> None:
    assert set(GUIDES) - {EVERY} == CHECKS | BUILT


@pytest.mark.parametrize("check", sorted(GUIDES))
def test_a_guide_is_of_use_on_site(check: str) -> None:
    guide = GUIDES[check]

    assert all(question.endswith("？") for question in guide.questions) and len(guide.questions) >= 3
    assert len(guide.papers) >= 2 and guide.vouchers
    for entry in (*guide.questions, *guide.papers, *guide.vouchers):
        assert re.search(r"[\u4e00-\u9fff]", entry) and not entry.endswith(("。", "；"))
        assert len(entry) >= 6
    assert guide.days_each <= max(guide.days, guide.days_each / 2)


def test_a_file_says_which_check_it_follows_up() -> None:
    for path in Path(FOLDER).glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# On ")

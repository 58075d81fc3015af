from collections import defaultdict
from decimal import Decimal

import pytest

from data.sample_city import faults, truth
from data.sample_city.page import Page
from tests.data.sample_city.plans import drafts, pages, plan

DOMAIN = {
    "claimed_rate_differs", "parts_differ_from_total", "carryover_does_not_balance", "conflicting_figures",
    "conflicting_rates", "unit_mismatch", "spending_exceeds_budget", "score_items_differ_from_total",
    "grade_outside_band", "full_marks_despite_problem", "full_marks_despite_shortfall", "full_points_without_figures",
    "claimed_equality_differs", "three_public_not_disclosed", "part_exceeds_whole", "restated_prior_year",
    "foreign_text", "copied_passage", "soft_target", "repeated_excuse", "same_number_reused", "dates_do_not_fit",
    "stale_basis", "partial_year_evidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def spoilt() -> dict[str, list[tuple[Page, str, str]]]:
    """Pages with their fault and its words, by kind."""
    found: defaultdict[str, list[tuple[Page, str, str]]] = defaultdict(list)
    for page in pages(plan(departments=40, faults=Decimal("0.2"))):
        for _, kind, change, words, _ in truth.told(page).faults:
            found[str(kind)].append((page, str(change), str(words)))
    return found


def text(page: Page) -> str:
    rows = [row for block in page.blocks if hasattr(block, "rows") for row in block.rows]
    lines = [block.text for block in page.blocks if not hasattr(block, "rows")]
    return "\n".join([*lines, *(" | ".join(cell.text for cell in row) for row in rows)])


def test_every_check_of_the_domain_has_a_kind_of_fault() -> None:
    assert set(faults.KINDS) == DOMAIN | {"inflated_score", "three_public_moved"}
    assert {*faults.ALSO, *(kind for also in faults.ALSO.values() for kind in also)} <= set(faults.KINDS)


@pytest.mark.parametrize("kind", faults.KINDS)
def test_a_kind_is_planted_somewhere_and_its_words_stand_in_the_report(
    kind: str, spoilt: dict[str, list[tuple[Page, str, str]]]
) -> None:
    assert spoilt[kind]
    for page, change, words in spoilt[kind]:
        assert change
        assert all(part in text(page) for part in words.split("\\n"))
        assert bool(words) == (kind not in ("three_public_not_disclosed", "full_points_without_figures"))


def test_without_a_rate_nothing_is_planted() -> None:
    assert all(not truth.told(page).faults for page in pages(plan(departments=20)))


def test_moved_expenses_are_told_by_nobody_here(spoilt: dict[str, list[tuple[Page, str, str]]]) -> None:
    for kind in ("three_public_moved", "three_public_not_disclosed"):
        for page, _, _ in spoilt[kind]:
            assert not [fact for fact in page.facts if fact.measure == "three_public" and fact.value]


def test_a_copied_passage_stands_in_its_source_too(spoilt: dict[str, list[tuple[Page, str, str]]]) -> None:
    everybody = {page.filing.file_name: page for page in pages(plan(departments=40))}
    for _, change, words in spoilt["copied_passage"]:
        source = everybody[change.removeprefix("from ")]
        assert any(work.rstrip("。") in words for work in source.filing.works)


def test_who_thinks_too_well_of_itself_errs_more_often_unless_that_is_taken_away() -> None:
    def faults_a_report(careless: Decimal, is_hollow: bool) -> float:
        of = plan(departments=300, first_year=2023, faults=Decimal("0.03"), careless=careless)
        found = [filing for filing in drafts(of) if filing.department.is_hollow == is_hollow]
        planted = (one for filing in found for one in (filing.slips, filing.additions, filing.omitted, filing.words_of))
        return sum(map(len, planted)) / len(found)

    three, one = Decimal(3), Decimal(1)
    assert 2 < faults_a_report(three, True) / faults_a_report(three, False) < 4
    assert 0.5 < faults_a_report(one, True) / faults_a_report(one, False) < 1.7

from itertools import pairwise

from data.sample_city import filing
from data.sample_city.city import departments
from tests.data.sample_city.plans import drafts, plan


def test_an_honest_report_has_the_score_of_its_sheet() -> None:
    for draft in drafts(plan(departments=20)):
        assert draft.values["self_score.claimed"] == draft.score
        assert bool(draft.problems) == (draft.score < 100)


def test_problems_differ_from_year_to_year() -> None:
    (department, *_) = departments(plan())
    years = [filing.problems(department, number) for number in range(10)]

    assert all(not {one.problem for one in now} & {one.problem for one in then} for then, now in pairwise(years))


def test_files_have_names_of_their_own() -> None:
    names = [draft.file_name for draft in drafts(plan(departments=120))]
    assert len(set(names)) == len(names)


def test_some_keep_to_a_shorter_name_and_some_are_reviewed() -> None:
    given = drafts(plan(departments=60))
    assert any(draft.called != draft.spell.name for draft in given)
    assert {draft.review is None for draft in given} == {True, False}
    assert all(draft.review <= draft.values["self_score.claimed"] for draft in given if draft.review is not None)

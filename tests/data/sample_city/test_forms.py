"""Every form, by what it claims to print."""

import pytest

from data.sample_city import forms
from data.sample_city.page import Heading, Page
from loaders import vocabulary
from tests.data.sample_city.plans import pages, plan

PAGES = pages(plan(departments=20))


def of(form: str) -> list[Page]:
    return [page for page in PAGES if page.filing.form == form]


def keys(page: Page) -> list[str]:
    return [
        f"{fact.measure}{f'[{fact.breakdown}]' if fact.breakdown else ''}.{fact.stage}"
        for fact in page.facts
        if fact.fiscal_year == page.filing.year.year
    ]


@pytest.mark.parametrize("form", forms.names())
def test_a_form_prints_what_faults_count_on(form: str) -> None:
    carries = forms.carries(form)
    for page in of(form):
        printed = keys(page)
        wanted = {*carries.rates, *carries.parts, *carries.in_prose, *(key for pair in carries.smaller for key in pair)}
        assert wanted <= {*printed}
        assert all(printed.count(key) >= 2 for key in carries.twice)
        if carries.balances:
            assert {"carryover.opening", "carryover.closing", "revenue.actual", "expenditure.actual"} <= {*printed}


@pytest.mark.parametrize("form", forms.names())
def test_a_form_states_only_what_the_vocabulary_knows(form: str) -> None:
    known = vocabulary.load().measures
    for page in of(form):
        for fact in page.facts:
            assert fact.measure in known
            assert fact.stage in known[fact.measure].stages
            assert fact.evidence


@pytest.mark.parametrize("form", forms.names())
def test_a_form_begins_with_its_title_and_names_the_department_and_the_year(form: str) -> None:
    for page in of(form):
        assert isinstance(page.blocks[0], Heading)
        assert str(page.filing.year.year) in page.blocks[0].text


@pytest.mark.parametrize("form", forms.names())
def test_no_placeholder_is_left_standing(form: str) -> None:
    for page in of(form):
        texts = [block.text for block in page.blocks if not hasattr(block, "rows")]
        cells = [cell.text for block in page.blocks if hasattr(block, "rows") for row in block.rows for cell in row]
        assert not [text for text in (*texts, *cells) if "{" in text or "}" in text]


def test_forms_differ_in_what_they_are_made_of() -> None:
    shapes = {form: tuple(type(block).__name__[0] for block in of(form)[0].blocks) for form in forms.names()}
    assert len(shapes) >= 4
    assert len(set(shapes.values())) == len(shapes)


def test_reports_are_long_and_short() -> None:
    for form in forms.names():
        lengths = {len(page.blocks) for page in of(form)}
        assert len(lengths) > 1 or forms.is_tabular(form)

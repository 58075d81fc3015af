"""One test for every measure: its examples are found, and every spelling occurs in one."""

import pytest

from loaders import vocabulary
from loaders.finders.view import matched
from loaders.vocabulary import Example, Measure
from tests.loaders.reading import report

MEASURES = vocabulary.load().measures.values()
EXAMPLES = [
    pytest.param(measure, example, id=f"{measure.name}: {example.text}")
    for measure in MEASURES
    for example in measure.examples
]


@pytest.mark.parametrize(("measure", "example"), EXAMPLES)
def test_an_example_is_found(measure: Measure, example: Example) -> None:
    facts = report(example.text.removesuffix("。") + "。").facts

    wanted = {
        name: getattr(example, name) for name in ("value", "stage", "unit", "breakdown", "fiscal_year", "disclosure")
    }
    stated = [{name: getattr(fact, name) for name in wanted} for fact in facts if fact.measure == measure.name]
    assert wanted in stated


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_spelling_occurs_in_an_example(measure: Measure) -> None:
    texts = [matched(example.text) for example in measure.examples]

    assert [
        name
        for name in (*measure.names, *measure.contextual_aliases)
        if not any(matched(name) in text for text in texts)
    ] == []


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_says_what_it_is(measure: Measure) -> None:
    assert measure.label
    assert measure.meaning.endswith(".")
    assert measure.explanation
    assert measure.examples

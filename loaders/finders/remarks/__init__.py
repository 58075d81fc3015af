"""What a report says that is no figure but can be checked; a module is named for the kind of remark it finds."""

from collections.abc import Iterator, Sequence

from loaders.finders.figures import Background
from loaders.finders.remarks import (
    admitted_problems,
    cited_notices,
    claimed_equalities,
    dated_actions,
    partial_periods,
    vague_goals,
)
from loaders.finders.remarks.phrases import Phrases
from loaders.models import Excerpt, Remark, Target
from loaders.vocabulary import Vocabulary


def find(background: Background, excerpts: Sequence[Excerpt], targets: Sequence[Target]) -> list[Remark]:
    """In the order of the text; what one kind says twice of the same words counts once."""
    found = {
        remark.model_dump_json(exclude={"place": {"evidence"}}): remark
        for remark in _every(background, excerpts, targets)
    }
    return sorted(found.values(), key=lambda remark: (remark.place.start, remark.place.end))


def _every(background: Background, excerpts: Sequence[Excerpt], targets: Sequence[Target]) -> Iterator[Remark]:
    phrases = _phrases(background.vocabulary)
    problems = list(admitted_problems.find(background, phrases["admitted_problem"], excerpts))
    yield from problems
    # What is admitted or planned is no result and no goal.
    aside = [(excerpt.place.start, excerpt.place.end) for excerpt in excerpts]
    aside += [(remark.place.start, remark.place.end) for remark in problems]
    yield from cited_notices.find(background, phrases["cited_notice"])
    yield from dated_actions.find(background, phrases["dated_action"])
    yield from partial_periods.find(background, phrases["partial_period"], aside)
    yield from vague_goals.find(background, phrases["vague_goal"], targets, aside)
    yield from claimed_equalities.find(background, phrases["claimed_equality"])


# By the identity of their vocabulary, which is kept so that its identity stays its own.
_known: dict[int, tuple[Vocabulary, dict[str, Phrases]]] = {}


def _phrases(vocabulary: Vocabulary) -> dict[str, Phrases]:
    if id(vocabulary) not in _known:
        _known[id(vocabulary)] = vocabulary, {kind: Phrases(one) for kind, one in vocabulary.remarks.items()}
    return _known[id(vocabulary)][1]

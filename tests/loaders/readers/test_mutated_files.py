"""Two thousand odd files of every format: each gives a report or a Chinese reason, in bounded time and memory.

They are read in a worker process, as in a load: what hangs, or brings the process down, is one failed test and no more.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loaders import bulk
from loaders.bulk import Limits
from tests.loaders.readers import mutations
from tests.loaders.readers.examining import examine

FILES = 2000
LIMITS = Limits(seconds=20, megabytes=512)  # for one file; the slowest takes a tenth of it

Job = tuple[str, bytes]
Examine = Callable[[str, bytes], str]


class Waiting(deque[Job]):
    """Jobs as they come: when none is left, there may be more later."""

    def __iter__(self) -> Iterator[Job]:
        return self

    def __next__(self) -> Job:
        if not self:
            raise StopIteration
        return self.popleft()


@pytest.fixture(scope="module")
def examined() -> Iterator[Examine]:
    """What becomes of a file, in a worker that is replaced where it dies."""
    jobs = Waiting()
    with closing(bulk.run(examine, jobs, processes=1, limits=LIMITS)) as results:  # type: ignore[type-var]

        def ask(suffix: str, content: bytes) -> str:
            jobs.append((suffix, content))
            result = next(results)
            assert not result.reason, result.reason
            return str(result.value)

        yield ask


@pytest.mark.parametrize("suffix", mutations.STRUCTURES)
def test_an_odd_file_gives_a_report_or_a_reason(suffix: str, examined: Examine) -> None:
    became: list[str] = []

    @settings(
        max_examples=-(-FILES // len(mutations.STRUCTURES)),
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # the seed is all there is: nothing to shrink
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**64 - 1))
    def run(seed: int) -> None:
        became.append(examined(suffix, mutations.mutated(suffix, Random(seed))))

    run()
    # Were all of them refused at the door, or none, they would say little.
    assert len(became) * len(mutations.STRUCTURES) >= FILES
    assert min(became.count("report"), became.count("reason")) >= 2


def test_the_same_seed_gives_the_same_file() -> None:
    for suffix in mutations.STRUCTURES:
        assert mutations.mutated(suffix, Random(7)) == mutations.mutated(suffix, Random(7))

"""The short version of `make soak`: a minute, a few readers, and the pages stay whole while loads publish."""

from pathlib import Path

import pytest

from tests import soak
from tests.soak import Soaked

READERS, MINUTES = 4, 0.5


@pytest.fixture(scope="module")
def soaked(tmp_path_factory: pytest.TempPathFactory) -> Soaked:
    return soak.soak(tmp_path_factory.mktemp("soak"), MINUTES, READERS, tabs=0)


def test_readers_see_no_error_and_no_page_of_two_snapshots(soaked: Soaked) -> None:
    print(*soaked.printed(), sep="\n")
    assert soaked.troubles() == []
    assert soaked.published >= 1
    assert any(run.marked for run in soaked.beside.runs), "pages told which snapshot they came from"


def test_pages_follow_what_is_published(soaked: Soaked) -> None:
    seen = {number for run in soaked.beside.runs for number in run.named}
    assert len(seen) >= soak.FEWEST_SEEN


def test_memory_and_snapshots_are_bounded(soaked: Soaked) -> None:
    assert 1 < soaked.left <= soak.KEPT
    assert soaked.held <= soak.KEPT
    memory = [used for _, used in soaked.beside.memory]
    assert not memory or max(memory) < 1500


def test_a_page_of_two_snapshots_would_be_noticed(tmp_path: Path) -> None:
    one = soak.Run("overview", True, named={7}, marked={6, 7})
    watch = soak.Watch(0, [one])
    bad = Soaked(watch, watch, 1, 1, 0, "").troubles()
    assert len(bad) == 2 and "mixes" in bad[0]
    soak.seen({"state": "notRunning", "stale": 0, "text": "市教育局 v6x 快照 snapshot-20261121T072900Z-7"}, watch)
    assert watch.mixed

"""The short version of `make faults`: twelve kills, and each fault once."""

import random
import signal

import pytest

from tests import faults
from tests.faults import Ground, looked_at

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system kills no process without asking it")
SEED = random.SystemRandom().randrange(10**6)  # a failure prints it


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A warehouse with ten reports."""
    folder = tmp_path_factory.mktemp("faults")
    ground = Ground(folder, folder / "warehouse", random.Random(SEED), is_quick=True)
    ground.write(faults.FILES)
    assert ground.load()[0] == 0
    return ground


def test_a_load_killed_at_any_moment_costs_nothing_and_the_next_goes_on(ground: Ground) -> None:
    print("seed", SEED)
    with looked_at(ground.warehouse) as looks:
        assert faults.kills(ground, 6).total() == 6
        faults.kills_at_steps(ground, ("_read_through", "_publish", "point"))
        faults.goes_on(ground)
    assert looks["looks"] > 0
    faults.same_as_unharmed(ground)


@pytest.mark.parametrize("fault", faults.faults(), ids=lambda fault: fault.__name__)
def test_a_fault_is_told_in_chinese_and_nothing_is_lost(fault: faults.Fault, ground: Ground) -> None:
    assert list(fault(ground))
    faults.goes_on(ground)

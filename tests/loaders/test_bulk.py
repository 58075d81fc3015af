"""Worker processes that misbehave, for real: each costs its own job and no other."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import bulk
from loaders.bulk import Limits, Result
from tests.loaders.hostile import obey

ROOT = Path(__file__).parents[2]
SHORT = Limits(seconds=1, megabytes=256)


def results(*orders: str, **options: object) -> dict[str, Result[str, str]]:
    found = bulk.run(obey, orders, **{"processes": 2, "limits": SHORT, **options})  # type: ignore[arg-type]
    return {result.job: result for result in found}


def test_whatever_a_worker_does_costs_its_own_job_and_no_other() -> None:
    good = [f"good {number}" for number in range(20)]
    bad = {
        "sleep 60": "读取超时（超过 1 秒）",
        "loop": "读取超时（超过 1 秒）",
        "eat": "占用内存过多（超过 256 MB）",
        "kill": "读取程序异常退出（信号 9）",
        "crash": "读取程序异常退出（信号 11）",
        "exit": "读取程序异常退出（代码 3）",
        "raise no": "程序内部错误（ValueError: no）",
        "odd": "程序内部错误",
    }
    found = results(*good[:5], *bad, *good[5:])

    assert len(found) == len(good) + len(bad)
    assert {order: found[order].value for order in good} == {order: order.upper() for order in good}
    for order, reason in bad.items():
        assert found[order].value is None
        assert reason in found[order].reason


@pytest.mark.parametrize("method", sorted(set(bulk.multiprocessing.get_all_start_methods())))
def test_every_way_to_start_a_process_will_do(method: str) -> None:
    found = results("kill", "sleep 60", "good 1", "good 2", method=method)

    assert [found[order].value for order in ("kill", "sleep 60", "good 1", "good 2")] == [
        None,
        None,
        "GOOD 1",
        "GOOD 2",
    ]


def test_results_come_as_they_finish_and_can_be_put_in_order() -> None:
    orders = ["sleep 0.5", *(f"good {number}" for number in range(6))]
    finished = [result.job for result in bulk.run(obey, orders, processes=2)]
    ordered = [result.job for result in bulk.in_order(bulk.run(obey, orders, processes=2), most_held=100)]

    assert finished[-1] == "sleep 0.5"
    assert ordered == orders


@pytest.mark.parametrize("arrival", [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 2, 3, 4, 0], [2, 0, 4, 1, 3]])
@pytest.mark.parametrize("most_held", [0, 1, 2, 10])
def test_put_in_order_nothing_is_lost_or_doubled(arrival: list[int], most_held: int) -> None:
    found = bulk.in_order((Result((number,), number, None, "", 0) for number in arrival), most_held)
    numbers = [result.job for result in found]

    assert sorted(numbers) == [0, 1, 2, 3, 4]
    assert numbers == [0, 1, 2, 3, 4] or most_held < 4


def listed(result: Result[str, str]) -> list[str]:
    """LIST GOOD 1|KILL asks for two further jobs; SLEEP that is stopped asks for another in its place."""
    answer = result.value or ""
    if result.job == "sleep 60":
        return ["good 60"]
    return answer.removeprefix("LIST ").lower().split("|") if answer.startswith("LIST ") else []


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_further_jobs_take_the_place_of_the_one_that_gave_them(processes: int) -> None:
    orders = ["sleep 0.3", "list good 1|kill|list good 2|sleep 0.2", "list good 3", "good 4"]
    found = list(bulk.in_order(bulk.run(obey, orders, further=listed, processes=processes, limits=SHORT), 100))

    assert [result.job for result in found] == [
        *orders[:2], "good 1", "kill", "list good 2", "good 2", "sleep 0.2", "list good 3", "good 3", "good 4"
    ]  # fmt: skip
    assert [result.job for result in found if result.reason] == ["kill"]


def test_a_job_that_fails_may_ask_for_others_in_its_place() -> None:
    found = list(bulk.in_order(bulk.run(obey, ["sleep 60", "good 1"], further=listed, limits=SHORT), 100))

    assert [(result.job, result.value) for result in found] == [
        ("sleep 60", None), ("good 60", "GOOD 60"), ("good 1", "GOOD 1")
    ]  # fmt: skip


def test_the_last_job_may_give_further_ones_and_none_waits_for_another() -> None:
    found = bulk.in_order(bulk.run(obey, ["list sleep 0.2|good 1|good 2"], further=listed, processes=2), 0)

    assert sorted(result.job for result in found) == ["good 1", "good 2", "list sleep 0.2|good 1|good 2", "sleep 0.2"]


def test_jobs_are_asked_for_as_they_are_needed() -> None:
    asked = []

    def orders() -> Iterator[str]:
        for number in range(1000):
            asked.append(number)
            yield f"good {number}"

    found = bulk.run(obey, orders(), processes=2)
    next(found)
    found.close()  # type: ignore[attr-defined]

    assert len(asked) < 10


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to end")
def test_a_converter_ends_with_its_worker(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    assert "超时" in results(f"converter {pid}")[f"converter {pid}"].reason
    time.sleep(0.1)

    stat = Path("/proc", pid.read_text("ascii"), "stat")
    assert not stat.exists() or " Z " in stat.read_text()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_a_worker_ends_when_its_parent_is_killed() -> None:
    code = (
        "from loaders import bulk\nfrom tests.loaders.hostile import obey\n"
        "for result in bulk.run(obey, ['pid', 'sleep 1', 'sleep 60'], processes=1):\n    print(result.value, flush=True)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = Path("/proc", parent.stdout.readline().strip())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while worker.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not worker.exists()


def test_no_jobs_no_results() -> None:
    assert results() == {}

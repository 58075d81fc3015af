"""Loads are killed, disks fill, files rot, and what was published stays whole: `make faults`.

    python -m tests.faults [KILLS [SEED]]

Ten reports change again and again while `duibiao load` and `duibiao threshold` run, each in a process of its own, and a
reader looks on. Whatever happens to them: the published warehouse is read through from the first table to the last,
what a command confirmed is in it, readers never fail, and the next run goes on from there.
"""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial, wraps
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

import duibiao
import queries
from loaders import bulk, checkup, publishing

FILES = 10
TEXT = (
    "海城市{name}2020年度部门整体支出绩效自评报告\n\n2020年支出年初预算为{budget}万元，支出决算为{actual}万元。\n"
    "预算完成率为95.60%。自评得分为96分，评价等级为优。\n"
)
NAMES = ("档案馆", "图书馆", "博物馆", "体育局", "水务局", "林业局", "统计局", "科技局", "商务局", "审计局")
THRESHOLD = "claimed_rate_differs.high_points"
STATED = """
select reports.source, facts.value from staging.facts as facts
inner join staging.reports as reports using (report_id)
where facts.measure = 'expenditure' and facts.stage = 'actual'
"""
EVERYTHING = """
select reports.source, facts.measure, facts.stage, facts.value from staging.facts as facts
inner join staging.reports as reports using (report_id)
order by all
"""
WHOLE = 5  # of so many loads to be killed one works everything out; the others stop at what was read
LONGEST_PAUSE = 300.0  # seconds, should whoever opens the gate be gone
STEPS = ("_carry_over", "_note", "_read_through", "_publish", "point", "_sync", "_prune", "_remove")

Preparation = Callable[[], None]


def work(arguments: list[str], said: Path, *preparations: Preparation) -> None:
    """What a process of its own does: a command, run as a person would run it, whose words go to a file."""
    with said.open("wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    for prepare in preparations:
        prepare()
    duibiao.app(arguments)


def staging_only() -> None:
    """Leave out what is worked out of what was read: most of a load's time, and nothing that is confirmed."""

    def build(connection: DuckDBPyConnection, **_: Any) -> None:
        connection.execute("create schema if not exists staging")
        for view in queries.views():
            if view.schema == "staging":
                connection.execute(f"create view {view.name} as {view.body}")

    queries.build = build


def killed_at(step: str, is_before: bool) -> None:
    """Let the process be killed right before or right behind a step of publishing."""
    own = getattr(publishing, step)

    @wraps(own)
    def killed(*arguments: Any, **named: Any) -> Any:
        if not is_before:
            own(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(publishing, step, killed)


def paused_at(step: str, gate: Path) -> None:
    """Let the process wait at a step of publishing until a file is gone."""
    own = getattr(publishing, step)

    @wraps(own)
    def paused(*arguments: Any, **named: Any) -> Any:
        gate.with_suffix(".reached").touch()
        begun = time.monotonic()
        while gate.exists() and time.monotonic() - begun < LONGEST_PAUSE:
            time.sleep(0.05)
        return own(*arguments, **named)

    setattr(publishing, step, paused)


def filled_at(step: str, ballast: Path) -> None:
    """Let somebody else fill the disk right before a step of publishing."""
    own = getattr(publishing, step)

    @wraps(own)
    def filled(*arguments: Any, **named: Any) -> Any:
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        return own(*arguments, **named)

    setattr(publishing, step, filled)


def clock_behind(hours: float) -> None:
    """Let publishing and its checks believe that it is so much earlier."""

    class Behind(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) - timedelta(hours=hours)

    publishing.datetime = checkup.datetime = Behind  # type: ignore[attr-defined]


def no_file_beyond(size: int) -> None:
    """What a full disk does to whoever has no disk to fill: writing beyond so many bytes fails."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def publishing_often(seconds: float) -> None:
    """Let a load publish in several goes, as a long one does."""
    duibiao.PUBLISH_SECONDS = seconds


@dataclass
class Ground:
    """Reports that change, the warehouse that they are loaded into, and what commands confirmed of them."""

    folder: Path
    warehouse: Path
    dice: random.Random
    confirmed: dict[str, int] = field(default_factory=dict)  # amounts by file
    written: dict[str, list[int]] = field(default_factory=dict)  # since then
    reasons: set[str] = field(default_factory=set)  # of changed thresholds
    turn: int = 0
    is_quick: bool = False  # without the views of what is worked out

    @property
    def inbox(self) -> Path:
        return self.folder / "收件"

    def write(self, count: int) -> None:
        """Change so many of the reports."""
        self.inbox.mkdir(parents=True, exist_ok=True)
        for number in self.dice.sample(range(FILES), count):
            self.turn += 1
            name, amount = f"{number}.txt", 100 + self.turn
            text = TEXT.format(name=NAMES[number], budget=amount + 10, actual=amount)
            (self.inbox / name).write_text(text, encoding="utf-8")
            self.written.setdefault(name, []).append(amount)

    def started(self, *arguments: str, prepare: Preparation | None = None) -> BaseProcess:
        """A command at work."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["duibiao", "queries", "loaders.checkup", "dashboard.server"])
        command = [*arguments, "--warehouse", str(self.warehouse)]
        preparations = [*([staging_only] if self.is_quick else []), *([prepare] if prepare is not None else [])]
        process = context.Process(target=work, args=(command, self.folder / "said", *preparations))
        with bulk.without_main_module():  # a test of a page may have left that page there
            process.start()
        return process

    def run(self, *arguments: str, prepare: Preparation | None = None) -> tuple[int, str]:
        """The status that a command ends with, and what it said."""
        process = self.started(*arguments, prepare=prepare)
        process.join()
        assert process.exitcode is not None
        return process.exitcode, self.said()

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def load(self, prepare: Preparation | None = None) -> tuple[int, str]:
        status, said = self.run("load", str(self.inbox), prepare=prepare)
        if status == 0:
            self.confirm()
        return status, said

    def confirm(self) -> None:
        """A load ended well: from now on all that was written has to be there."""
        self.confirmed |= {name: amounts[-1] for name, amounts in self.written.items()}
        self.written.clear()

    def check(self) -> None:
        """The published warehouse is whole, and nothing that was confirmed is lost."""
        shown = publishing.current(self.warehouse)
        if shown is None:
            assert not self.confirmed
            return
        assert publishing.unsound(shown, reads_views=False) == ""
        with publishing.reading(self.warehouse) as connection:
            stated = {
                Path(source).name: int(value) // 10_000 for source, value in connection.execute(STATED).fetchall()
            }
            reasons = {
                reason for (reason,) in connection.execute("select reason from raw.threshold_changes").fetchall()
            }
        for name, amount in self.confirmed.items():
            assert stated.get(name) in [amount, *self.written.get(name, [])], (name, amount, stated)
        assert self.reasons <= reasons, self.reasons - reasons


Fault = Callable[[Ground], Iterator[str]]  # what was said of it


@contextmanager
def looked_at(warehouse: Path) -> Iterator[Counter[str]]:
    """Somebody reads what is published all the while; gives how often, and fails where that did."""
    looks: Counter[str] = Counter()
    failures: list[Exception] = []
    stopped = threading.Event()

    def look() -> None:
        while not stopped.wait(0.1):
            try:
                if publishing.current(warehouse) is None:
                    continue
                with publishing.reading(warehouse) as connection:
                    assert connection.execute(STATED).fetchall()
            except Exception as error:
                failures.append(error)
            looks["looks"] += 1

    reader = threading.Thread(target=look)
    reader.start()
    try:
        yield looks
    finally:
        stopped.set()
        reader.join()
    assert not failures, failures[0]


def kills(ground: Ground, times: int) -> Counter[str]:
    """Kill commands at random moments; gives how many were killed when. One in WHOLE works everything out."""
    moments: Counter[str] = Counter()
    usual: dict[bool, float] = {}  # seconds, without and with what is worked out
    is_always_quick = ground.is_quick
    ground.write(FILES)
    while moments.total() < times:
        ground.is_quick = is_always_quick or ground.dice.randrange(WHOLE) > 0
        reason = f"第{ground.turn}次" if ground.confirmed and ground.dice.random() < 0.25 else ""
        begun = time.monotonic()
        process = started_at_random(ground, reason)
        # The first of its kind shows how long they take.
        process.join(ground.dice.uniform(0, 1.1 * usual[ground.is_quick]) if ground.is_quick in usual else None)
        if process.is_alive():
            is_building = any(ground.warehouse.glob(f"{publishing.UNFINISHED}{process.pid}.*"))
            process.kill()
            process.join()
            moments["while building" if is_building else "before or after"] += 1
        else:
            assert process.exitcode == 0, ground.said()
            usual[ground.is_quick] = time.monotonic() - begun
            if reason:
                ground.reasons.add(reason)
            else:
                ground.confirm()
        ground.check()
    ground.is_quick = is_always_quick
    return moments


def started_at_random(ground: Ground, reason: str) -> BaseProcess:
    """A threshold that changes for a reason, or without one some reports that change and are loaded."""
    if reason:
        ground.turn += 1
        points = str(ground.dice.randint(1, 9))
        return ground.started("threshold", THRESHOLD, points, "--author", "某人", "--reason", reason)
    ground.write(ground.dice.choice([1, 3, FILES]))
    is_in_goes = ground.dice.random() < 0.5
    return ground.started("load", str(ground.inbox), prepare=partial(publishing_often, 0.1) if is_in_goes else None)


def kills_at_steps(ground: Ground, steps: tuple[str, ...] = STEPS) -> None:
    """Kill a load right before and right behind each step of publishing, where random moments seldom fall."""
    for step in steps:
        for is_before in (True, False):
            ground.write(1)
            status, said = ground.load(partial(killed_at, step, is_before))
            assert status == -signal.SIGKILL, (step, said)
            ground.check()


def goes_on(ground: Ground) -> None:
    """The next run has everything, and nothing is left lying about."""
    status, said = ground.load()
    assert status == 0, said
    ground.check()
    odd = [finding.words for finding in checkup.examine(ground.warehouse) if finding.standing != "good"]
    assert not [words for words in odd if "时钟" not in words], odd


def same_as_unharmed(ground: Ground) -> None:
    """After all that, the warehouse has what a new one has that nothing happened to."""
    fresh = Ground(ground.folder, ground.folder / "unharmed", ground.dice, is_quick=ground.is_quick)
    status, said = fresh.run("load", str(ground.inbox))
    assert status == 0, said
    found = []
    for warehouse in (ground.warehouse, fresh.warehouse):
        with publishing.reading(warehouse) as connection:
            found.append(connection.execute(EVERYTHING).fetchall())
    assert found[0] == found[1] != []
    shutil.rmtree(fresh.warehouse)


def refused(ground: Ground, words: str, *arguments: str, prepare: Preparation | None = None) -> str:
    """A command ends with one clear line that has these words, and nothing is lost; gives the line."""
    status, said = ground.run(*(arguments or ("load", str(ground.inbox))), prepare=prepare)
    lines = [line for line in said.splitlines() if words in line]
    assert status == 1 and lines and "Traceback" not in said, (status, said)
    assert not list(ground.warehouse.glob(f"{publishing.UNFINISHED}*"))
    return lines[-1]


def large_file_refused(ground: Ground) -> Iterator[str]:
    """The system takes no file of more than half a snapshot, as a quota does."""
    ground.write(3)
    shown = publishing.current(ground.warehouse)
    assert shown is not None
    yield refused(ground, "磁盘已满", prepare=partial(no_file_beyond, shown.stat().st_size // 2))
    ground.check()


def two_at_once(ground: Ground) -> Iterator[str]:
    """A second load while one is at work is told to wait, and the first ends as if nothing had been."""
    ground.write(3)
    gate = ground.folder / "gate"
    gate.touch()
    first = ground.started("load", str(ground.inbox), prepare=partial(paused_at, "_read_through", gate))
    while not gate.with_suffix(".reached").exists():
        assert first.is_alive(), ground.said()
        time.sleep(0.05)
    status, said = ground.run("load", str(ground.inbox))
    assert status == 1 and "正在载入别的报告" in said, said
    assert [finding.words for finding in checkup.examine(ground.warehouse) if "正在载入" in finding.words]
    gate.unlink()
    first.join()
    assert first.exitcode == 0
    ground.confirm()
    ground.check()
    yield said.strip()


def clock_back(ground: Ground) -> Iterator[str]:
    """A load whose clock is a day behind publishes all the same, as the newest, and says so."""
    before = max(publishing.numbered(ground.warehouse))
    ground.write(3)
    status, said = ground.load(partial(clock_behind, 26))
    assert status == 0 and "往回拨" in said, said
    shown = publishing.current(ground.warehouse)
    assert shown == publishing.numbered(ground.warehouse)[before + 1]
    ground.check()
    yield next(line for line in said.splitlines() if "往回拨" in line)


def pointer_lost(ground: Ground) -> Iterator[str]:
    """The pointer was removed, or names nothing: nothing starts from scratch."""
    pointer = ground.warehouse / publishing.POINTER
    pointer.unlink()
    assert [finding for finding in checkup.examine(ground.warehouse) if finding.standing == "bad"]
    goes_on(ground)
    pointer.write_text("snapshot-20200101T000000Z-1.duckdb\n", encoding="utf-8")
    yield refused(ground, "doctor --repair")
    status, said = ground.run("doctor", "--repair")
    assert status == 0 and "已退回到" in said, said
    ground.check()


def snapshot_damaged(ground: Ground) -> Iterator[str]:
    """Bytes of the current snapshot change, or its end is missing: it is told, and the one before is put in its place."""
    for harm in (scratched, cut_off, emptied)[: 1 if ground.is_quick else 3]:
        before = publishing.current(ground.warehouse)
        ground.write(3)
        kept = ground.confirmed.copy()
        status, said = ground.load()
        assert status == 0, said
        shown = publishing.current(ground.warehouse)
        assert before is not None and shown is not None and before != shown
        harm(shown)
        yield refused(ground, "已损坏")
        status, said = ground.run("doctor")
        assert status == 1 and shown.name in said and "doctor --repair" in said, said
        status, said = ground.run("doctor", "--repair")
        assert "已退回到" in said and "没有删除" in said and shown.is_file(), said
        assert publishing.current(ground.warehouse) == before
        # The message says what has to be loaded again.
        ground.written = {name: [amount] for name, amount in ground.confirmed.items() if kept[name] != amount}
        ground.confirmed = kept
        shown.unlink()  # as a person would who keeps it elsewhere


def scratched(snapshot: Path) -> None:
    with snapshot.open("r+b") as file:
        for place in range(64 * 1024, snapshot.stat().st_size, 256 * 1024):
            file.seek(place)
            file.write(b"\xff" * 16)


def cut_off(snapshot: Path) -> None:
    with snapshot.open("r+b") as file:
        file.truncate(snapshot.stat().st_size // 2)


def emptied(snapshot: Path) -> None:
    snapshot.write_bytes(b"")


def folder_read_only(ground: Ground) -> Iterator[str]:
    """The folder may not be written: a load says so, and what is there can be read."""
    ground.write(1)
    with read_only(ground.warehouse):
        yield refused(ground, "写不进去")
        status, said = ground.run("doctor")
        assert status == 1 and "写不进去" in said, said
        status, _ = ground.run("roster")
        assert status == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """By its rights; for root, who may write all the same, by mounting the folder over itself."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mount("--bind", folder, folder)
    try:
        mount("-o", "remount,bind,ro", folder)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def disk_full(ground: Ground) -> Iterator[str]:
    """A disk that is full, and one that fills while a load writes; then there is room again."""
    disk = ground.folder / "disk"
    disk.mkdir()
    shown = publishing.current(ground.warehouse)
    assert shown is not None
    size = shown.stat().st_size
    mount("-t", "tmpfs", "-o", f"size={int(1.5 * size)}", "tmpfs", disk)
    try:
        ground.write(3)
        small = replace(
            ground, warehouse=disk / "warehouse", confirmed={**ground.confirmed}, written={**ground.written}
        )
        small.warehouse.mkdir()
        for path in (shown, ground.warehouse / publishing.POINTER):
            shutil.copy(path, small.warehouse)
        with looked_at(small.warehouse):
            yield refused(small, "磁盘只剩")
            small.check()
            mount("-o", f"remount,size={4 * size}", disk)
            for step in ("_carry_over", "_note", "point"):
                ballast = disk / "ballast"
                yield refused(small, "磁盘已满", prepare=partial(filled_at, step, ballast))
                ballast.unlink()
                small.check()
            mount("-o", f"remount,size={8 * size}", disk)
            goes_on(small)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True)


def can_mount() -> bool:
    """Whether this process may fill disks of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            mount("-t", "tmpfs", "tmpfs", folder)
        except (OSError, subprocess.CalledProcessError):
            return False
        subprocess.run(["umount", folder], check=True)
    return True


def faults() -> list[Fault]:
    """What can be done here: filling a disk, and keeping root from writing, takes the right to mount."""
    always = [large_file_refused, two_at_once, clock_back, pointer_lost, snapshot_damaged]
    if can_mount():
        return [*always, folder_read_only, disk_full]
    return [*always, folder_read_only] if hasattr(os, "geteuid") and os.geteuid() != 0 else always


def main(times: int, seed: int) -> None:
    print(f"{times} kills, seed {seed}")
    with tempfile.TemporaryDirectory() as name:
        ground = Ground(Path(name), Path(name) / "warehouse", random.Random(seed))
        with looked_at(ground.warehouse) as looks:
            begun = time.monotonic()
            moments = kills(ground, times)
            print(f"killed {dict(moments)} in {time.monotonic() - begun:.0f} s: always whole, nothing lost")
            kills_at_steps(ground)
            print(f"killed before and behind each of {', '.join(STEPS)}: always whole, nothing lost")
            goes_on(ground)
            same_as_unharmed(ground)
            print("the next run has everything that a warehouse has that nothing happened to")
        print(f"a reader looked {looks['looks']:,} times and never failed")
        for fault in faults():
            for words in fault(ground):
                print(f"{fault.__name__.replace('_', ' '):20}{words.replace(name, '')}")
            goes_on(ground)


if __name__ == "__main__":
    chosen = [int(argument) for argument in sys.argv[1:]]
    main(chosen[0] if chosen else 200, chosen[1] if len(chosen) > 1 else random.SystemRandom().randrange(10**6))

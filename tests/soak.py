"""Many read while loads publish again and again: `make soak`.

    python -m tests.soak [MINUTES [READERS [SECONDS]]]

A reader thinks about a page for so many seconds, on average.

First the readers alone for a fifth of the time, then with a process beside them that publishes without a rest. Every
department's name carries the number of the snapshot that it is published in, so that each element of a page tells
where it came from. Readers speak Streamlit's protocol; two tabs of a real browser look on where there is one.
"""

import asyncio
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duibiao
import queries
from loaders import publishing
from tests import backtest
from tests.dashboard.test_server import free_port
from tests.reader import Run, tab

ROOT = Path(__file__).parents[1]
PAGES = (
    "overview", "three_public", "execution", "inflation", "comparison", "department", "trends", "findings", "targeting",
    "quality", "glossary",
)  # fmt: skip
QUERIES = ("", "fiscal_year=2022", "fiscal_year=2023")
THINKING = 5.0  # seconds between two pages of a reader, on average
PAGES_A_SESSION = 4  # then the reader opens a new tab, as if somebody else came
RESTING = 2.0  # seconds of the publisher between two snapshots
KEPT = 5
FEWEST_SEEN = 3  # snapshots that the readers have to come across
SLOWEST = 300.0  # seconds more that a machine gets for it
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
READS = """() => ({
    state: document.querySelector('[data-testid=stApp]')?.dataset.testScriptState,
    stale: document.querySelectorAll('[data-stale=true]').length,
    text: document.body.innerText,
})"""


def mark(folder: Path) -> None:
    """Publish the next snapshot, in which every department's name ends with its number: 市教育局 v7x."""
    with publishing.next_snapshot(folder, KEPT) as connection:
        number = 1 + max(publishing.numbered(folder))
        for table in ("roster", "reports", "identities"):
            connection.execute(
                f"update raw.{table} set department = regexp_replace(department, '( v[0-9]+x)?$', ' v{number}x')"
            )
        queries.build(connection, materialise=True)


def publish(folder: Path) -> None:
    """Publish again and again until the standard input ends."""
    duibiao.give_way()
    stopped = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
    while not stopped.wait(RESTING):
        mark(folder)
        print("published", flush=True)


@contextmanager
def publisher(folder: Path) -> Iterator[None]:
    """Another process that publishes all the while, as `duibiao load` does: it gives way to the readers."""
    command = [sys.executable, "-c", f"import sys; from tests import soak; soak.publish(soak.Path({str(folder)!r}))"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT)
    yield
    process.communicate(timeout=120)
    assert process.returncode == 0


@dataclass
class Watch:
    """What was seen of the server and of the pages."""

    process: int
    runs: list[Run] = field(default_factory=list)
    sessions: int = 0
    memory: list[tuple[int, float]] = field(default_factory=list)  # sessions so far, MB
    browsed: Counter[str] = field(default_factory=Counter)
    mixed: list[str] = field(default_factory=list)  # what a browser showed

    def note(self, run: Run) -> None:
        self.runs.append(run)

    def measure(self) -> None:
        """Remember what the server holds in memory now; Linux says it."""
        with suppress(OSError):
            status = Path(f"/proc/{self.process}/status").read_text()
            found = re.search(r"VmRSS:\s+(\d+) kB", status)
            if found:
                self.memory.append((self.sessions, int(found[1]) / 1024))

    def asked(self) -> list[float]:
        return [run.seconds for run in self.runs if run.is_asked and run.is_whole]


async def read(address: str, watch: Watch, is_over: Callable[[], bool], thinking: float, dice: random.Random) -> None:
    """One reader: page after page, with time to think, in one session after another."""
    await asyncio.sleep(dice.uniform(0, thinking))
    while not is_over():
        watch.sessions += 1
        async with tab(address, watch.note) as reader:
            for _ in range(PAGES_A_SESSION):
                page = dice.choice(PAGES)
                try:
                    await reader.open(page, dice.choice(QUERIES))
                except TimeoutError as error:
                    watch.note(Run(page, True, is_whole=False, trouble=str(error)))
                    break
                await asyncio.sleep(min(dice.expovariate(1 / thinking), 4 * thinking))
                if is_over():
                    break


async def all_read(
    address: str,
    watch: Watch,
    readers: int,
    seconds: float,
    thinking: float = THINKING,
    seed: int = 1,
    is_enough: Callable[[], bool] = lambda: True,
) -> None:
    """So many readers for so long, and on a slow machine for longer until it is enough."""
    begun = time.monotonic()

    def is_over() -> bool:
        taken = time.monotonic() - begun
        return taken > seconds + SLOWEST or (taken > seconds and is_enough())

    async def measuring() -> None:
        while True:
            watch.measure()
            await asyncio.sleep(1)

    measured = asyncio.create_task(measuring())
    await asyncio.gather(
        *(read(address, watch, is_over, thinking, random.Random(seed + number)) for number in range(readers))
    )
    measured.cancel()


@contextmanager
def browsing(address: str, watch: Watch, tabs: int) -> Iterator[None]:
    """So many tabs of a real browser, each on a page that it stays on, looked at again and again."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        tabs = 0
    if not tabs or CHROMIUM is None:
        yield
        return
    stopped = threading.Event()

    def look() -> None:
        with sync_playwright() as playwright:
            options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
            opened = [browser.new_page() for _ in range(tabs)]
            for number, page in enumerate(opened):
                page.goto(f"{address}{PAGES[number]}", timeout=120_000)
            while not stopped.wait(1):
                for page in opened:
                    seen(page.evaluate(READS), watch)
            browser.close()

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        stopped.set()
        looking.join()


def seen(shown: dict[str, Any], watch: Watch) -> None:
    """What a browser shows while no run is under way comes from one snapshot."""
    if shown["state"] != "notRunning":
        watch.browsed["still running"] += 1
        return
    marks = {
        found[1] or found[2]: shown["text"][max(0, found.start() - 30) : found.end()]
        for found in re.finditer(r"snapshot-\d{8}T\d{6}Z-(\d+)|\bv(\d+)x", shown["text"])
    }
    watch.browsed["seen"] += 1
    watch.browsed["snapshots"] = max(watch.browsed["snapshots"], *map(int, marks or {"0"}))
    if len(marks) > 1:
        watch.mixed.append(f"{marks}, {shown['stale']} stale")


@contextmanager
def served(folder: Path, log: Path) -> Iterator[tuple[str, int]]:
    """`duibiao serve` on a warehouse: its address and the number of its process."""
    port = free_port()
    command = [sys.executable, "-m", "duibiao", "serve", "--warehouse", str(folder), "--port", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=ROOT)
        try:
            deadline = time.monotonic() + 120
            while "仪表盘已就绪" not in log.read_text(encoding="utf-8"):
                assert server.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/", server.pid
        finally:
            server.terminate()
            server.wait(timeout=60)


@dataclass(frozen=True)
class Soaked:
    """Both halves of a soak, and what was left in the folder and in the server."""

    alone: Watch
    beside: Watch
    published: int
    left: int  # snapshots in the folder
    held: int  # snapshots that were pruned and that the server still has open
    said: str  # the server's log

    def percentile(self, watch: Watch, share: float) -> float:
        return statistics.quantiles(watch.asked(), n=100, method="inclusive")[round(100 * share) - 1]

    @property
    def slower(self) -> float:
        """How many times as long the slow pages take beside a load, at p95."""
        return self.percentile(self.beside, 0.95) / self.percentile(self.alone, 0.95)

    def troubles(self) -> list[str]:
        """What must not be."""
        runs = [*self.alone.runs, *self.beside.runs]
        found = [f"{run.page}: {run.trouble}" for run in runs if run.trouble]
        found += [f"{run.page} mixes {run.named} and {run.marked}" for run in runs if run.is_mixed]
        found += [f"a browser mixes {words}" for words in self.beside.mixed]
        if self.left > KEPT:
            found.append(f"{self.left} snapshots are left, {KEPT} are to be kept")
        if "Traceback" in self.said or "page " in self.said:
            found.append(self.said[-2000:])
        return found

    def printed(self) -> Iterator[str]:
        for name, watch in (("alone", self.alone), ("beside loads", self.beside)):
            p50, p95 = self.percentile(watch, 0.5), self.percentile(watch, 0.95)
            by_itself = [run for run in watch.runs if not run.is_asked]
            cut = sum(not run.is_whole for run in watch.runs)
            yield (
                f"{name:14}{watch.sessions:>6} sessions{len(watch.asked()):>7,} pages   p50 {p50 * 1e3:>6.0f} ms   "
                f"p95 {p95 * 1e3:>6.0f} ms   {len(by_itself):>6,} runs by themselves   {cut} cut short"
            )
        yield f"p95 beside loads ÷ alone: {self.slower:.2f}"
        numbers = {number for run in self.beside.runs for number in run.named}
        marked = sum(bool(run.marked) for run in self.beside.runs)
        yield f"{self.published} snapshots published, {len(numbers)} seen; {marked:,} runs with marks, none of two"
        yield f"browser: {dict(self.beside.browsed)}"
        yield f"{self.left} snapshots left in the folder, {self.held} removed ones open in the server"
        if memory := [*self.alone.memory, *self.beside.memory]:
            sampled = memory[:: max(1, len(memory) // 8)]
            yield "memory by sessions: " + ", ".join(f"{sessions}: {used:.0f} MB" for sessions, used in sampled)
            yield f"most: {max(used for _, used in memory):.0f} MB"


def soak(folder: Path, minutes: float, readers: int, thinking: float = THINKING, tabs: int = 2) -> Soaked:
    """Readers alone, then beside a process that publishes."""
    with backtest.loaded(folder, 8, "2021-2024", 1, "0.05"):
        pass
    warehouse, log = folder / "warehouse", folder / "log"
    mark(warehouse)
    first, seconds = max(publishing.numbered(warehouse)), 60 * minutes / 5
    with served(warehouse, log) as (address, process):
        asyncio.run(all_read(address, Watch(process), 2, 5, seed=2))  # the first pages import what pages need
        alone, beside = Watch(process), Watch(process)
        asyncio.run(all_read(address, alone, readers, seconds, thinking))
        beside.sessions = alone.sessions

        def is_enough() -> bool:
            return len({number for run in beside.runs for number in run.named}) >= FEWEST_SEEN

        with publisher(warehouse), browsing(address, beside, tabs):
            asyncio.run(all_read(address, beside, readers, 4 * seconds, thinking, 3, is_enough))
        left = publishing.numbered(warehouse)
        return Soaked(alone, beside, max(left) - first, len(left), held(process), log.read_text(encoding="utf-8"))


def held(process: int) -> int:
    """How many removed snapshots a process has open; Linux says it."""
    places = list(Path(f"/proc/{process}/fd").iterdir()) if Path(f"/proc/{process}/fd").exists() else []
    found: set[str] = set()
    for place in places:
        with suppress(OSError):
            found.add(str(place.readlink()))
    return sum("snapshot-" in name and name.endswith("(deleted)") for name in found)


def main(minutes: float = 12.5, readers: float = 30, thinking: float = THINKING) -> int:
    print(f"{readers:g} readers for {minutes:g} minutes, a page every {thinking:g} s each")
    with tempfile.TemporaryDirectory() as name:
        soaked = soak(Path(name), minutes, int(readers), thinking)
    print(*soaked.printed(), sep="\n")
    troubles = soaked.troubles()
    print(*troubles[:10], sep="\n")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(*(float(argument) for argument in sys.argv[1:])))

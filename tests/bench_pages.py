"""What the pages cost beside a bare Streamlit page with one chart, in the same run: `make bench`, after tests.bench_views.

    python -m tests.bench_pages [WAREHOUSE]

Without a warehouse the sample city is built. In Chromium: until a page stands complete, and until another year does.
Over the protocol: one reader going through the pages, and forty with five seconds to think, on one process.
Seconds of the server's processor stand beside those on the clock, because other work on the machine does not slow them.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import duibiao
from dashboard.server import _flags
from tests.dashboard.browsing import APP, free_port, launched, wait_for

BARE = """
import plotly.graph_objects as go
import streamlit as st


def page():
    year = st.selectbox("年度", ["2023", "2024"], index=int(st.query_params.get("fiscal_year") == "2024"))
    st.title(year)
    st.plotly_chart(go.Figure(go.Scatter(x=list(range(15)), y=[int(year) % (n + 2) for n in range(15)])), key="chart")


st.navigation([st.Page(page)]).run()
"""
PAGES = ("", "three_public", "execution", "inflation", "trends", "findings", "quality")
YEARS = ("2023", "2024")
LOADS, CHANGES = 3, 2  # of each page in the browser, and of the year on it after each
ROUNDS = 3  # of one reader through all pages and years
READERS, THINK, LASTING = 40, 5.0, 60.0  # seconds
CORE = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

# Runs in the browser: goes to an address as a link does; milliseconds until the page stands complete.
CHANGE = """async address => {
    const app = document.querySelector('.stApp')
    const frame = () => new Promise(requestAnimationFrame)
    let ran = false
    const observer = new MutationObserver(() => { ran = true })
    observer.observe(document.querySelector('.stMain'), {childList: true, characterData: true, subtree: true})
    const begun = performance.now()
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
    while (!ran || app.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-stale=true]')) {
        if (performance.now() - begun > 60000) throw new Error('not ready')
        await frame()
    }
    await frame()
    observer.disconnect()
    return performance.now() - begun
}"""
COMPLETE = """() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('.stMain h1')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg'))"""


class Times(NamedTuple):
    """Seconds on the clock and of processor, run by run."""

    clock: list[float]
    processor: list[float]


@contextmanager
def serving(app: Path, warehouse: Path, log: Path) -> Iterator[tuple[int, int]]:
    """A server with the flags of `duibiao serve`; its port and the number of its process."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), *_flags(port)]
    environment = {**os.environ, "DUIBIAO_WAREHOUSE": str(warehouse), "PYTHONPATH": str(APP.parents[1])}
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=log.parent, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)


def of_processor(process: int) -> float:
    """Seconds of processor that a process has used; nothing where the system does not say."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(words[11]) + int(words[12])) / CORE


def in_browser(browser: Any, port: int, pages: Sequence[str]) -> "dict[str, tuple[Times, Times]]":
    """Seconds until each page stands complete after loading, and after another year was chosen; each with processor."""
    taken = {}
    for page in pages:
        ready, changed = Times([], []), Times([], [])
        for _ in range(LOADS):
            tab = browser.new_page(viewport={"width": 1366, "height": 768})
            tab.set_default_timeout(90_000)
            meter = tab.context.new_cdp_session(tab)
            meter.send("Performance.enable", {"timeDomain": "threadTicks"})
            tab.goto(f"http://127.0.0.1:{port}/{page}?fiscal_year={YEARS[0]}", wait_until="commit")
            tab.wait_for_function(COMPLETE, polling="raf")
            ready.clock.append(tab.evaluate("performance.now()") / 1e3)
            ready.processor.append(of_page(meter))
            for year in islice(cycle(reversed(YEARS)), CHANGES):
                used = of_page(meter)
                changed.clock.append(tab.evaluate(CHANGE, f"/{page}?fiscal_year={year}") / 1e3)
                changed.processor.append(of_page(meter) - used)
            tab.close()
        taken[page] = ready, changed
    return taken


def of_page(meter: Any) -> float:
    """Seconds of processor that a page's own thread in the browser has used."""
    metrics = meter.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


async def run(socket: Any, page: str, year: str) -> float:
    """Seconds of one run of a page, from asking for it to its last message."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode({"fiscal_year": year})
    message.rerun_script.page_name = page
    begun = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await socket.recv())
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - begun


def connected(port: int) -> Any:
    return websockets.connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)


async def alone(port: int, process: int, pages: Sequence[str]) -> tuple[list[float], float]:
    """Seconds of each run of one reader who goes through the pages, and of processor a run."""
    asked = [(page, year) for _ in range(ROUNDS) for page in pages for year in YEARS]
    async with connected(port) as socket:
        for page in pages:
            await run(socket, page, YEARS[0])
        used = of_processor(process)
        taken = [await run(socket, page, year) for page, year in asked]
    return taken, (of_processor(process) - used) / len(asked)


async def together(port: int, pages: Sequence[str]) -> list[float]:
    """Seconds of each run of all readers, who begin one after the other and think after each."""

    async def reader(number: int) -> list[float]:
        taken = []
        await asyncio.sleep(number * THINK / READERS)
        async with connected(port) as socket:
            ends = time.monotonic() + LASTING
            for page in islice(cycle(pages), number, None):
                taken.append(await run(socket, page, YEARS[number % 2]))
                if time.monotonic() > ends:
                    return taken[1:]  # the first run of a session is not a rerun
                await asyncio.sleep(THINK)
        return taken

    return [seconds for readers in await asyncio.gather(*map(reader, range(READERS))) for seconds in readers]


def said(taken: Sequence[float]) -> str:
    return f"{middle(taken) * 1e3:8,.0f} {late(taken) * 1e3:8,.0f}"


def middle(taken: Sequence[float]) -> float:
    return statistics.median(taken)


def late(taken: Sequence[float]) -> float:
    """What nineteen of twenty are below."""
    return sorted(taken)[min(len(taken) - 1, int(0.95 * len(taken)))]


def compare(warehouse: Path, folder: Path) -> None:
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    with (
        serving(bare, warehouse, folder / "bare.log") as (bare_port, bare_process),
        serving(APP, warehouse, folder / "pages.log") as (port, process),
    ):
        with launched() as browser:
            usual = in_browser(browser, bare_port, [""])[""]
            shown = in_browser(browser, port, PAGES)
        print(f"{'in Chromium, ms':20}" + f"{'clock':>8} {'p95':>8} {'÷ bare':>8} {'processor':>10} {'÷ bare':>8}")
        for index, step in enumerate(("ready", "rerun")):
            print(step)
            for name, times in {"a bare page": usual, **shown}.items():
                own, of = times[index], usual[index]
                clock, used = (middle(one) / middle(other) for one, other in zip(own, of, strict=True))
                processor = middle(own.processor) * 1e3
                print(f"  {name or 'overview':18}{said(own.clock)} {clock:>8.1f} {processor:>10,.0f} {used:>8.1f}")
        print(f"\n{'over the protocol, ms':24}{'rerun':>8} {'p95':>8} {'processor':>10}")
        bare_taken, bare_used = asyncio.run(alone(bare_port, bare_process, [""]))
        print(f"{'a bare page':24}{said(bare_taken)} {bare_used * 1e3:>10,.0f}")
        for page in PAGES:
            taken, used = asyncio.run(alone(port, process, [page]))
            print(f"{page or 'overview':24}{said(taken)} {used * 1e3:>10,.0f}")
        one, _ = asyncio.run(alone(port, process, PAGES))
        used, begun = of_processor(process), time.monotonic()
        many = asyncio.run(together(port, PAGES))
        busy = (of_processor(process) - used) / (time.monotonic() - begun)
        print(f"{'one reader':24}{said(one)}")
        print(
            f"{f'{READERS} readers':24}{said(many)}  p95 {late(many) / late(one):.1f} × that of one, {len(many)} runs, "
            f"{100 * busy:.0f}% of a core"
        )


def main(warehouse: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        if not warehouse:
            duibiao._demonstrate(Path(folder, "warehouse"))
        compare(Path(warehouse) if warehouse else Path(folder, "warehouse"), Path(folder))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

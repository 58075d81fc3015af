"""A reader of the dashboard without a browser: opens pages, follows them, and notes what every run of them showed.

Speaks Streamlit's protocol over a websocket as its own front end does: pages are asked for by their address, fragments
that look for newer snapshots run again when the page says so.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

# What the footer names: snapshot-20261121T072900Z-7; what a marked name ends with: v7x
NAMED = re.compile(rb"snapshot-\d{8}T\d{6}Z-(\d+)")
MARKED = re.compile(rb"\bv(\d+)x")
LONGEST = 120  # seconds that a page may take
FAILED = ("这一页没有显示完整", "读不出来，文件可能已损坏", "还没有载入过报告", "这个快照打不开了")


@dataclass
class Run:
    """One run of a page: what it was asked by, how long it took, and which snapshots its elements came from."""

    page: str
    is_asked: bool  # by the reader; else the page started anew by itself
    seconds: float = 0.0
    named: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)
    elements: int = 0
    is_whole: bool = True  # ran to its end
    trouble: str = ""

    @property
    def is_mixed(self) -> bool:
        return len(self.named | self.marked) > 1


class Reader:
    """One tab of one person. Open it with `tab`."""

    def __init__(self, socket: ClientConnection, note: Callable[[Run], None]) -> None:
        self._socket, self._note = socket, note
        self._page, self._query, self._asked = "", "", 0.0
        self._begun = 0.0
        self._run: Run | None = None
        self._finished = asyncio.Event()
        self._timers: dict[str, asyncio.Task[None]] = {}
        self.listening = asyncio.create_task(self._listen())

    async def open(self, page: str, query: str = "") -> Run:
        """Open a page by its address and wait until it stands. Raises TimeoutError."""
        self._page, self._query, self._asked = page, query, time.perf_counter()
        self._finished.clear()
        self._stop_timers()
        await self._send()
        finished = asyncio.create_task(self._finished.wait())
        await asyncio.wait({finished, self.listening}, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
        if not finished.done():
            finished.cancel()
            if self.listening.done():
                self.listening.result()
            raise TimeoutError(f"{page}?{query} does not stand after {LONGEST} seconds")
        assert self._run is not None
        return self._run

    async def _listen(self) -> None:
        """Take in what the server sends until the tab is closed."""
        async for content in self._socket:
            assert isinstance(content, bytes)
            self._hear(content)

    async def _send(self, fragment: str = "") -> None:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = self._page
        if fragment:
            message.rerun_script.fragment_id = fragment
            message.rerun_script.is_auto_rerun = True
        await self._socket.send(message.SerializeToString())

    def _hear(self, content: bytes) -> None:
        message = ForwardMsg.FromString(content)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            if not message.metadata.run.fragment_ids:
                is_asked = self._asked > 0
                self._begun, self._asked = self._asked or time.perf_counter(), 0.0
                self._run = Run(self._page, is_asked)
        elif kind == "delta" and self._run is not None:
            self._run.elements += 1
            self._run.named |= {int(number) for number in NAMED.findall(content)}
            self._run.marked |= {int(number) for number in MARKED.findall(content)}
            self._look_for_trouble(message)
        elif kind == "auto_rerun":
            self._tick(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "script_finished" and self._run is not None and not message.metadata.run.fragment_ids:
            self._run.is_whole = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            self._run.seconds = time.perf_counter() - self._begun
            self._note(self._run)
            if self._run.is_whole:
                self._finished.set()
            elif self._run.is_asked:
                self._asked = self._begun  # the next run is the answer

    def _look_for_trouble(self, message: ForwardMsg) -> None:
        assert self._run is not None
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        said = element.exception.message if kind == "exception" else ""
        if kind in ("alert", "html", "heading", "markdown"):
            text = str(getattr(element, kind).body)
            said = text if any(words in text for words in FAILED) else ""
        if said:
            self._run.trouble = said[:200]

    def _tick(self, fragment: str, seconds: float) -> None:
        """Run a fragment every so many seconds, as the front end does."""
        if fragment in self._timers:
            return

        async def ticking() -> None:
            with suppress(OSError, EOFError):
                while True:
                    await asyncio.sleep(seconds)
                    await self._send(fragment)

        self._timers[fragment] = asyncio.create_task(ticking())

    def _stop_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    async def close(self) -> None:
        """Close the tab; what went wrong with it was raised where a page was opened."""
        self._stop_timers()
        self.listening.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self.listening


@asynccontextmanager
async def tab(address: str, note: Callable[[Run], None]) -> AsyncIterator[Reader]:
    """A new session at the address of a running dashboard; `note` hears of every run."""
    host = urlsplit(address).netloc
    async with connect(
        f"ws://{host}/_stcore/stream",
        origin=f"http://{host}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
    ) as socket:
        reader = Reader(socket, note)
        try:
            yield reader
        finally:
            await reader.close()

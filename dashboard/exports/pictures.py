"""Pictures for paper: plotly figures come in, PNG files go out, drawn by the browser that is on this machine.

Python's plotly brings plotly.js along; a browser without a window opens one page from this process on 127.0.0.1, draws
figure after figure with it and hands each back. Nothing is downloaded and no request leaves the machine.
"""

import base64
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import plotly.graph_objects as go
from plotly.io import to_json

from dashboard import charts

WIDTH = 900  # CSS pixels; on A4 between margins of 2.2 cm that is 16.6 cm
HIGHEST = 1000
SCALE = 2
LONGEST_SECONDS = 60.0
BROWSER = "DUIBIAO_BROWSER"  # the program's path, where it stands elsewhere
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--metrics-recording-only",
    "--no-pings",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

NO_BROWSER = "本机没有找到 Chrome、Edge 或 Chromium，图画不出来；这里改列图中的数。"
FAILED = "浏览器没有画出这张图；这里改列图中的数。"

PAGE = """<!doctype html><meta charset="utf-8"><body><script src="plotly.js"></script><script>
(async () => {
  const figures = await (await fetch("figures")).json();
  for (const [index, figure] of figures.entries()) {
    try {
      const {width, height} = figure.layout;
      const url = await Plotly.toImage(figure, {format: "png", width, height, scale: %d});
      await fetch("picture/" + index, {method: "POST", body: url});
    } catch (error) {
      await fetch("picture/" + index, {method: "POST", body: ""});
    }
  }
})();
</script>"""


class Picture(NamedTuple):
    """A PNG and its size on the page, or none and why, in Chinese."""

    png: bytes | None
    width: int = 0
    height: int = 0
    reason: str = ""


@cache
def browser() -> str | None:
    """The program that draws: the one that the environment names, else the first that is found."""
    named = os.environ.get(BROWSER)
    if named:
        return named if Path(named).is_file() else None
    found = [shutil.which(name) for name in NAMES]
    if sys.platform == "win32":
        found += [
            str(Path(os.environ[folder], place)) for folder in FOLDERS if folder in os.environ for place in PLACES
        ]
    found += APPLICATIONS
    return next((path for path in found if path and Path(path).is_file()), None)


def draw(
    figures: Sequence[go.Figure],
    width: int = WIDTH,
    highest: int = HIGHEST,
    seconds: float = LONGEST_SECONDS,
) -> list[Picture]:
    """All figures by one browser, in their order and none higher than `highest`; what cannot be drawn says why."""
    program = browser()
    if not figures:
        return []
    if program is None:
        return [Picture(None, reason=NO_BROWSER)] * len(figures)
    dressed = []
    for figure in figures:
        paper = charts.dressed(figure, charts.PAPER)
        paper.update_layout(width=width, height=min(paper.layout.height or 360, highest))
        dressed.append(paper)
    with _Studio([json.loads(to_json(figure, validate=False)) for figure in dressed]) as studio:
        drawn = studio.run(program, seconds)
    return [
        Picture(drawn[index], width, figure.layout.height) if index in drawn else Picture(None, reason=FAILED)
        for index, figure in enumerate(dressed)
    ]


class _Studio:
    """A page on 127.0.0.1 under a secret address, which lives as long as the pictures are drawn."""

    def __init__(self, figures: list[Any]) -> None:
        self._answers = {
            "": ("text/html", (PAGE % SCALE).encode()),
            "figures": ("application/json", json.dumps(figures, ensure_ascii=False).encode()),
            "plotly.js": ("text/javascript", (files("plotly") / "package_data" / "plotly.min.js").read_bytes()),
        }
        self._wanted = len(figures)
        self._drawn: dict[int, bytes] = {}
        self._tried: set[int] = set()
        self._finished = threading.Event()
        self._secret = f"/{secrets.token_urlsafe(16)}/"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    def __enter__(self) -> "_Studio":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def run(self, program: str, seconds: float) -> dict[int, bytes]:
        """Let the browser work until every figure came back or time is up."""
        address = f"http://127.0.0.1:{self._server.server_port}{self._secret}"
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            command = [program, *FLAGS, *_sandbox(), f"--user-data-dir={profile}", address]
            try:
                working = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            except OSError:
                return {}
            try:
                self._finished.wait(seconds)
            finally:
                working.terminate()
                try:
                    working.wait(10)
                except subprocess.TimeoutExpired:
                    working.kill()
                    working.wait()
        return self._drawn

    def _take(self, index: int, url: str) -> None:
        head, _, content = url.partition(",")
        if head == "data:image/png;base64" and 0 <= index < self._wanted:
            self._drawn[index] = base64.b64decode(content)
        self._tried.add(index)
        if len(self._tried) >= self._wanted:
            self._finished.set()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        studio = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.path.startswith(studio._secret)
                answer = studio._answers.get(self.path.removeprefix(studio._secret)) if known else None
                if answer is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", f"{answer[0]}; charset=utf-8")
                self.send_header("Content-Length", str(len(answer[1])))
                self.end_headers()
                self.wfile.write(answer[1])

            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("ascii", "replace")
                number = self.path.removeprefix(f"{studio._secret}picture/")
                if self.path.startswith(studio._secret) and number.isdecimal():
                    studio._take(int(number), content)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing to say."""

        return Handler


def _sandbox() -> list[str]:
    """Chromium refuses to run as root inside its sandbox; it opens nothing but our own page."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--no-sandbox"] if is_root else []

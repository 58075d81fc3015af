"""Pages in a real browser: a server on a warehouse folder, and tabs in which no request may leave the machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SIZES = [(1366, 768), (1920, 1080)]


@contextmanager
def launched() -> Iterator[Any]:
    """A browser; without one the test is skipped, except in CI."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed"
    else:
        missing = "" if CHROMIUM else "chromium is not installed"
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}: the walk must run in CI")
        pytest.skip(f"{missing}: no walk through the pages")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


@contextmanager
def serving(folder: Path, log: Path, app: Path = APP) -> Iterator[str]:
    """A server on a warehouse folder; its address."""
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    options.append("--browser.gatherUsageStats=false")
    command = [sys.executable, "-m", "streamlit", "run", str(app), *options]
    environment = {**os.environ, "DUIBIAO_WAREHOUSE": str(folder), "PYTHONPATH": str(APP.parents[1])}
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd=log.parent, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@contextmanager
def tab_at(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A tab that fails where a request would leave the machine."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    strangers: list[str] = []
    tab.on("request", lambda request: strangers.append(request.url) if is_strange(request.url) else None)
    tab.goto(address)
    yield tab
    context.close()
    assert strangers == []


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_strange(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} does not answer")

"""The pages on the network: a warehouse folder comes in, a running server goes out, on this machine only."""

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path

APP = Path(__file__).with_name("app.py")
LOCAL = ("127.0.0.1", "localhost")
FIRST_PORT = 8501
PORTS_TRIED = 50
LONGEST_START = 60  # seconds until the pages answer


class ServerError(RuntimeError):
    """The server cannot start; the Chinese message says why and what to do."""


def serve(warehouse: Path, host: str, port: int | None, opens_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the pages until the user stops it. Raises ServerError for an address of the network or a taken port."""
    if host not in LOCAL:
        raise ServerError(f"不能监听 {host}：还没有配置登录，任何人都能看到报告，所以只在本机（127.0.0.1）打开")
    port = _free_port(port)
    os.environ["DUIBIAO_WAREHOUSE"] = str(warehouse.resolve())
    threading.Thread(target=_announce, args=(port, opens_browser, say), daemon=True).start()
    _run(port)


def _run(port: int) -> None:
    from streamlit.web import cli

    cli.main(["run", str(APP), *_flags(port)], prog_name="streamlit")


def _flags(port: int) -> list[str]:
    options = {
        "server.address": LOCAL[0],
        "server.port": port,
        "server.headless": "true",
        "server.showEmailPrompt": "false",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": "false",  # collecting after every run made pages four times slower
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
    }
    # Else a page on the web could have its own host name resolved to 127.0.0.1 and read along.
    hosts = [f"--server.allowedHosts={host}" for host in LOCAL]
    return [*hosts, *(f"--{name}={value}" for name, value in options.items())]


def _free_port(wanted: int | None) -> int:
    if wanted is not None:
        if _is_free(wanted):
            return wanted
        raise ServerError(f"端口 {wanted} 已被占用；请换一个，或不给 --port 自动选择")
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(port):
            return port
    raise ServerError(f"端口 {FIRST_PORT} 至 {FIRST_PORT + PORTS_TRIED - 1} 都被占用；请用 --port 指定空闲的端口")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        if sys.platform != "win32":
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOCAL[0], port))
        except OSError:
            return False
    return True


def _announce(port: int, opens_browser: bool, say: Callable[[str], None]) -> None:
    url = f"http://{LOCAL[0]}:{port}"
    deadline = time.monotonic() + LONGEST_START
    while not _answers(url):
        if time.monotonic() > deadline:
            return
        time.sleep(0.1)
    say(f"仪表盘已就绪：{url}（按 Ctrl+C 结束）")
    if opens_browser and _has_screen():
        webbrowser.open(url)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def _has_screen() -> bool:
    """Without a screen webbrowser would start a text browser in the terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

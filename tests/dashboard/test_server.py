"""The pages are served on this machine and nowhere else."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import server
from dashboard.server import ServerError
from tests.dashboard.browsing import free_port

ROOT = Path(__file__).parents[2]

SERVE = """
import sys
from pathlib import Path
from dashboard import server

server.APP = Path(sys.argv[1])
server.serve(Path(sys.argv[2]), "localhost", int(sys.argv[3]), True, lambda line: print(line, flush=True))
"""


def upgraded(port: int, host: str) -> int:
    """What the server answers to a browser that opens the page's connection under this host name."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    headers = {"Host": host, "Origin": f"http://{host}", "Connection": "Upgrade", "Upgrade": "websocket"}
    for name, value in {**headers, "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "a" * 22 + "=="}.items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def running(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server with one page, which says what warehouse it was given."""
    page = tmp_path / "app.py"
    page.write_text("import os, pathlib\npathlib.Path('seen').write_text(os.environ['DUIBIAO_WAREHOUSE'])\n")
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(page), "warehouse", str(port)],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_another_address_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(ServerError, match="登录"):
        server.serve(tmp_path, host, None, False, print)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(ServerError, match=str(taken)):
            server.serve(tmp_path, "127.0.0.1", taken, False, print)


def test_without_a_wish_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", taken)
        assert taken < server._free_port(None) < taken + server.PORTS_TRIED
        monkeypatch.setattr(server, "PORTS_TRIED", 1)
        with pytest.raises(ServerError, match="--port"):
            server._free_port(None)


def test_it_serves_says_where_and_stops(running: subprocess.Popen[str], tmp_path: Path, port: int) -> None:
    assert running.stdout is not None
    said = running.stdout.readline()
    assert f"http://127.0.0.1:{port}" in said, said

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
        assert answer.read() == b"ok"
    assert upgraded(port, f"localhost:{port}") == 101
    assert upgraded(port, f"evil.example:{port}") == 403
    assert not _listens_to_the_network(port)

    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=20) in (0, 1, 130, -signal.SIGINT)
    assert "Traceback" not in (running.stdout.read() or "")


def _listens_to_the_network(port: int) -> bool:
    """Whether Linux has a socket on this port that is not bound to 127.0.0.1 (0100007F)."""
    lines = [line.split()[1] for table in ("tcp", "tcp6") for line in _lines(Path("/proc/net") / table)]
    return any(line.endswith(f":{port:04X}") and not line.startswith("0100007F") for line in lines)


def _lines(table: Path) -> list[str]:
    return table.read_text().splitlines()[1:] if table.exists() else []

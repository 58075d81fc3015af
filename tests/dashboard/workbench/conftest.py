"""A store in a file, and one in a real PostgreSQL server of the tests' own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dashboard.workbench.store import Store, open_store

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)  # where Debian has it
ACCOUNT = "postgres"  # PostgreSQL refuses to run as root


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def program(name: str) -> str | None:
    return shutil.which(name) or (str(BIN / name) if BIN and (BIN / name).exists() else None)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server on loopback, in a folder of its own that goes with it."""
    if program("initdb") is None or program("pg_ctl") is None:
        reason = "needs PostgreSQL: apt install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}; it must run in CI")
        pytest.skip(reason)
    is_root = os.geteuid() == 0
    as_whom = ["runuser", "-u", ACCOUNT, "--"] if is_root else []
    folder = Path(tempfile.mkdtemp(prefix="duibiao-postgres-", dir="/tmp"))
    if is_root:
        shutil.chown(folder, ACCOUNT)
    data, port = folder / "data", free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"

    def run(*command: str) -> None:
        done = subprocess.run([*as_whom, *command], capture_output=True, text=True, timeout=120, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr

    run(str(program("initdb")), "-D", str(data), "-U", "auditor", "-A", "trust", "-E", "UTF8", "--locale=C")
    run(str(program("pg_ctl")), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://auditor@127.0.0.1:{port}"
    finally:
        run(str(program("pg_ctl")), "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"test{free_port()}"
    engine = create_engine(server.replace("://", "+psycopg://") + "/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"create database {name}")
    yield f"{server}/{name}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"drop database {name} with (force)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made: everything that is kept is tested in both."""
    if request.param == "sqlite":
        return str(tmp_path / "workbench.sqlite")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    store = open_store(address)
    yield store
    store.close()


@pytest.fixture
def local_store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, where the database makes no difference."""
    store = open_store(tmp_path / "local.sqlite")
    yield store
    store.close()

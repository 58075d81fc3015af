"""The only door to what changes the warehouse: the command line, run as a person would run it, and what it said.

Pages read snapshots and write nothing; a command publishes the next one, and the pages follow it by themselves.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dashboard import warehouse

CORRECTION = ("report_id", "fact_id", "field", "becomes", "author", "reason")
LONGEST_SECONDS = 3600


class Answer(NamedTuple):
    """Whether a command succeeded, and what it printed, in Chinese."""

    is_done: bool
    words: str


def retry_failed() -> Answer:
    """Read the files again that failed when they were last read."""
    return _run("load", "--retry-failed")


def draft_roster() -> bytes:
    """The roster as CSV, with a line for each department that is not in it yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "名册.csv")
        answer = _run("roster", "--output", str(path))
        return path.read_bytes() if answer.is_done else b""


def adopt_roster(content: bytes) -> Answer:
    """Take a roster, as CSV, and tell anew whose report each is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "名册.csv")
        path.write_bytes(content)
        return _run("load", "--roster", str(path))


def correct(lines: Iterable[Mapping[str, str]]) -> Answer:
    """Record what a person corrected or confirmed: rows with the columns of CORRECTION."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "更正.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, CORRECTION)
            table.writeheader()
            table.writerows(lines)
        return _run("correct", str(path))


def _run(*arguments: str) -> Answer:
    command = [sys.executable, "-m", "duibiao", *arguments, "--warehouse", str(warehouse.folder())]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired:
        return Answer(False, "一个小时还没有做完，已停止；请在运行本程序的窗口里用命令载入。")
    words = done.stdout if done.returncode == 0 else done.stderr or done.stdout
    return Answer(done.returncode == 0, words.strip())

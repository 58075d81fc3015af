"""The only door to what changes the warehouse: the command line, run as a person would run it, and what it said.

Pages read snapshots and write nothing; a command publishes the next one, and the pages follow it by themselves.
"""

import csv
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dashboard import warehouse

CORRECTION = ("report_id", "fact_id", "field", "becomes", "author", "reason")
LONGEST_SECONDS = 3600
TOO_LONG = "一个小时还没有做完，已停止；请在运行本程序的窗口里用命令载入。"
SUMMARIES = ("新载入 ", "已入库 ")  # how the lines begin that count what became of the files
MOST_LINES = 10
DEFAULT = "默认"  # the value that puts a threshold back


class Answer(NamedTuple):
    """Whether a command succeeded, and what it printed, in Chinese; of a load, what became of every file."""

    is_done: bool
    words: str
    files: Sequence[Mapping[str, str]] = ()


def load(paths: Sequence[Path], tell: Callable[[str], None]) -> Answer:
    """Read reports as `duibiao load` does; `tell` hears a line as soon as a file is done.

    What failed stands among the files; all that could be read is published all the same.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "结果.csv")
        lines: list[str] = []
        with _started("load", *map(str, paths), "--report", str(table)) as loading:
            timer = threading.Timer(LONGEST_SECONDS, loading.kill)
            timer.start()
            try:
                for line in loading.stdout or ():
                    lines.append(line.rstrip())
                    tell(lines[-1])
            finally:
                timer.cancel()
        files: list[dict[str, str]] = []
        if table.exists():
            with table.open(encoding="utf-8-sig", newline="") as file:
                files = list(csv.DictReader(file))
    if loading.returncode < 0:
        return Answer(False, TOO_LONG, files)
    said = [line for line in lines if line.startswith(SUMMARIES)] if files else lines[-MOST_LINES:]
    return Answer(bool(files), "\n".join(said), files)


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


def change_threshold(name: str, value: str, author: str, reason: str) -> Answer:
    """Change what views compare with, as `duibiao threshold` does; DEFAULT puts the default back."""
    if value.startswith("-"):
        return Answer(False, f"“{value}”不行：请写数字，或写“{DEFAULT}”恢复默认值。")
    return _run("threshold", name, value, f"--author={author}", f"--reason={reason}")


def take_in_reviews(table: str) -> Answer:
    """Publish the outcomes of reviews, as CSV, so that views see them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "复核结果.csv")
        path.write_text(table, encoding="utf-8")
        return _run("reviews", str(path))


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "duibiao", *arguments, "--warehouse", str(warehouse.folder())]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def _started(*arguments: str) -> "subprocess.Popen[str]":
    """The command, whose lines can be heard while it works."""
    return subprocess.Popen(
        _command(*arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=_environment(),
    )


def _run(*arguments: str) -> Answer:
    command = _command(*arguments)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST_SECONDS, env=_environment()
        )
    except subprocess.TimeoutExpired:
        return Answer(False, TOO_LONG)
    words = done.stdout if done.returncode == 0 else done.stderr or done.stdout
    return Answer(done.returncode == 0, words.strip())

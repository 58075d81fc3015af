"""Readers that misbehave, as a worker process meets them: what a job's first word says, they do. Picklable by name."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import loaders
from loaders import Reading
from loaders.files import File


def obey(order: str) -> str:
    """Do as the order says; any other is answered in capitals."""
    word, _, rest = order.partition(" ")
    if word == "sleep":
        time.sleep(float(rest))
    elif word == "loop":
        while True:
            pass
    elif word == "eat":
        eaten = []
        while True:
            eaten.append(bytearray(64 << 20))
    elif word == "kill":
        os.kill(os.getpid(), 9)
    elif word == "crash":
        ctypes.string_at(0)
    elif word == "exit":
        os._exit(3)
    elif word == "raise":
        raise ValueError(rest)
    elif word == "converter":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path(rest).write_text(str(child.pid), encoding="ascii")
        time.sleep(60)
    elif word == "pid":
        return str(os.getpid())
    elif word == "odd":
        return lambda: rest  # type: ignore[return-value]
    return order.upper()


def read(file: File) -> Reading:
    """Read a file as ever, after doing what its name says: `kill 坏.txt`. `.read` beside it lists the readings, `.tame` ends them misbehaving."""
    with (file.path.parent / ".read").open("a", encoding="utf-8") as marks:
        marks.write(f"{PurePosixPath(file.source).name}\n")
    if not (file.path.parent / ".tame").exists():
        obey(PurePosixPath(file.source).stem)
    return loaders.read_file(file)


def read_slowly(file: File) -> Reading:
    """Read a file as ever, one in five hundredths of a second at most, and list it in `.read`."""
    time.sleep(0.02)
    return read(file)

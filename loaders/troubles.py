"""Errors of the system and of DuckDB: one comes in, what is the matter and the way out of it go out, in Chinese."""

import errno
import re
from collections.abc import Mapping
from typing import NamedTuple

import duckdb


class Trouble(NamedTuple):
    """What is the matter, and what to do: 磁盘已满 · 请腾出空间后再试."""

    matter: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.matter}，{self.way_out}"


FULL = Trouble("磁盘已满", "请腾出空间后再试")
READ_ONLY = Trouble("磁盘或文件夹只能读、不能写", "请换一个能写的地方，或解除只读")
FORBIDDEN = Trouble("没有权限", "请检查文件和文件夹的权限")
FAILING = Trouble("磁盘读写出错", "请检查磁盘和连接；出错的磁盘上的数据先备份")
DAMAGED = Trouble("文件已损坏", "请运行 duibiao doctor，它会说明哪个快照完好、怎样退回")
HELD = Trouble("正被别的程序占用", "请关掉那个程序后再试")
SHORT_OF_MEMORY = Trouble("内存不足", "请关掉别的程序后再试，或分几次载入")

BY_NUMBER: Mapping[int | None, Trouble] = {
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.EFBIG: FULL,  # the largest file that the system or an administrator allows
    errno.EROFS: READ_ONLY,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EIO: FAILING,
    errno.ENOMEM: SHORT_OF_MEMORY,
}

# DuckDB hands on what the system said, in English:
# IO Error: Could not write file "…": No space left on device
# Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 4096
# IO Error: Could not read enough bytes from file "…": attempted to read 262144 bytes from location 13905920
BY_WORDS: Mapping[str, Trouble] = {
    r"no space left|file too large|quota exceeded|max_temp_directory_size": FULL,
    r"read-only file system": READ_ONLY,
    r"permission denied|operation not permitted|access is denied": FORBIDDEN,
    r"input/output error": FAILING,
    r"corrupt|checksum|not a valid duckdb|read enough bytes|deserializ": DAMAGED,
    r"could not set lock|being used by another process": HELD,
    r"out of memory|cannot allocate memory": SHORT_OF_MEMORY,
}


def trouble(error: BaseException) -> Trouble | None:
    """What is the matter, where it is a matter of disk, rights or memory; else None: a fault of the program."""
    if isinstance(error, OSError):
        return BY_NUMBER.get(error.errno)
    if isinstance(error, MemoryError):
        return SHORT_OF_MEMORY
    if isinstance(error, duckdb.Error):
        said = str(error)
        return next((found for words, found in BY_WORDS.items() if re.search(words, said, re.IGNORECASE)), None)
    return None


def explained(error: OSError) -> str:
    """The same as half a sentence; what is not known stays as the system says it."""
    return str(trouble(error) or error.strerror or error)

import errno
import os

import duckdb
import pytest

from loaders import troubles


@pytest.mark.parametrize(
    ("error", "matter"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "磁盘已满"),
        (OSError(errno.EFBIG, os.strerror(errno.EFBIG)), "磁盘已满"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "磁盘或文件夹只能读、不能写"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "没有权限"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "磁盘读写出错"),
        (MemoryError(), "内存不足"),
        (duckdb.FatalException('FATAL Error: Could not write file "w": No space left on device'), "磁盘已满"),
        (duckdb.Error("Corrupt database file: computed checksum 1 does not match stored checksum 2"), "文件已损坏"),
        (duckdb.IOException('IO Error: Could not read enough bytes from file "w"'), "文件已损坏"),
        (
            duckdb.IOException('IO Error: The file "w" exists, but it is not a valid DuckDB database file!'),
            "文件已损坏",
        ),
        (duckdb.IOException('IO Error: Could not set lock on file "w": Conflicting lock'), "正被别的程序占用"),
    ],
)
def test_an_error_of_the_system_has_a_name_and_a_way_out_in_chinese(error: Exception, matter: str) -> None:
    found = troubles.trouble(error)
    assert found is not None
    assert found.matter == matter and found.way_out


@pytest.mark.parametrize("error", [ValueError("no space left"), duckdb.BinderException("Binder Error: no such column")])
def test_a_fault_of_the_program_is_none(error: Exception) -> None:
    assert troubles.trouble(error) is None


def test_what_is_not_known_stays_as_the_system_says_it() -> None:
    assert troubles.explained(OSError(errno.ENOTDIR, "Not a directory")) == "Not a directory"
    assert troubles.explained(OSError(errno.ENOSPC, "No space left on device")) == "磁盘已满，请腾出空间后再试"

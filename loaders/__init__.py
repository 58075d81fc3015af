"""Reports → raw.*: a path comes in, figures with their sentences go out. `load()` says how: read, find, store."""

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from duckdb import DuckDBPyConnection

from loaders import interchange
from loaders.finders import find
from loaders.models import Report
from loaders.readers import SUFFIXES, read
from loaders.store import Delivery, Intake, Outcome, store, store_vocabulary

__all__ = ["Delivery", "Outcome", "extract", "find", "load", "read", "store", "store_vocabulary"]

READABLE = SUFFIXES | {interchange.SUFFIX}
BATCH = 100  # reports written in one transaction

_log = logging.getLogger(__name__)


def load(connection: DuckDBPyConnection, paths: Iterable[Path], keep_later: bool = False) -> Iterator[Outcome]:
    """Store every report of the files and folders; an outcome for each, also for each file that gave none.

    With `keep_later`, a record that was stored and superseded before stays superseded.
    """
    intake = Intake(connection, keep_later)
    deliveries = extract(paths)
    while batch := list(islice(deliveries, BATCH)):
        yield from intake.put(batch)


def extract(paths: Iterable[Path]) -> Iterator[Delivery]:
    """The reports of the files and folders, one at a time; for each file that gave none, the reason why."""
    seen: set[Path] = set()
    for path in paths:
        for file, source in _files(path):
            if isinstance(source, Delivery):
                yield source
            elif file.resolve() not in seen:
                seen.add(file.resolve())
                yield from _deliveries(file, source)


def _files(path: Path) -> Iterator[tuple[Path, str | Delivery]]:
    """The readable files at a path with their names below it, and what could not be looked into."""
    closed: list[OSError] = []
    try:
        kind = path.stat().st_mode
    except OSError as error:
        yield path, _failure(path, _why_not(error))
        return
    if stat.S_ISDIR(kind):
        files = list(_walk(path, closed.append))
        yield from ((file, file.relative_to(path).as_posix()) for file in files)
        yield from ((path, _failure(error.filename or path, _why_not(error))) for error in closed)
        if not files and not closed:
            yield path, _failure(path, f"文件夹里没有可读的文件（{_readable()}）")
    elif path.suffix.lower() in READABLE:
        yield path, path.name
    else:
        what = f"不认识的文件类型“{path.suffix}”" if path.suffix else "文件没有后缀"
        yield path, _failure(path, f"{what}；能读的有 {_readable()}，请另存为其中一种")


def _walk(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    """Readable files in and below a folder, by name, without hidden ones and Office's lock files (~$报告.docx)."""
    for place, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in READABLE and not name.startswith((".", "~$")):
                yield Path(place, name)


def _deliveries(file: Path, source: str) -> list[Delivery]:
    origin = str(file.resolve())
    try:
        if file.suffix.lower() == interchange.SUFFIX:
            return [_from_interchange(source, origin, report) for report in interchange.read(file)]
        return [Delivery(source, origin, find(read(file, source)))]
    except OSError as error:
        message = f"{source}：{_why_not(error)}"
    except ValueError as error:
        message = str(error)
    except Exception as error:  # one odd file must not cost the others
        _log.debug("%s", file, exc_info=True)
        message = f"{source}：程序内部错误（{type(error).__name__}: {error}），请把该文件报告给开发者"
    return [Delivery(source, message=message)]


def _from_interchange(file: str, origin: str, report: Report) -> Delivery:
    source = report.document.source
    return Delivery(f"{file} 中的 {source}", f"{origin}#{source}", report)


def _failure(path: Path | str, message: str) -> Delivery:
    return Delivery(str(path), message=f"{path}：{message}")


def _why_not(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件或文件夹，请核对路径"
    return f"打不开（{error.strerror}），请检查权限或是否被别的程序占用"


def _readable() -> str:
    return " ".join(sorted(READABLE))

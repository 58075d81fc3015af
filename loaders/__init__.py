"""Reports → raw.*: a path comes in, figures with their sentences go out: read, find, store, settle whose."""

import logging
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from loaders import (
    accuracy,
    archives,
    bulk,
    corrections,
    files,
    groups,
    identities,
    indicators,
    interchange,
    reviews,
    roster,
    rubrics,
    vocabulary,
)
from loaders.bulk import Limits
from loaders.files import File
from loaders.finders import find
from loaders.models import Report
from loaders.readers import LARGEST_FILE, SUFFIXES, UnreadableError, doc, read, read_content
from loaders.rows import put
from loaders.store import Delivery, Intake, Outcome, current, store, store_vocabulary

__all__ = [
    "Delivery", "Limits", "Loading", "Outcome", "adopt_accuracy", "adopt_demonstration", "adopt_roster",
    "adopt_rubrics", "correct", "extract", "failed_files", "find", "has_read", "load", "read", "save_group", "settle",
    "store", "store_vocabulary", "take_in_reviews",
]  # fmt: skip

ARCHIVE = ".zip"
READABLE = SUFFIXES | {interchange.SUFFIX, ARCHIVE}
BATCH = 100  # reports written in one transaction
BATCH_SECONDS = 2.0  # or what has come in so long
MOST_HELD = 1000  # files that wait for an earlier one before they are stored ahead of it
# A few small files of formats that no library unpacks are read here and now: starting a process takes longer.
FEW, SMALL, PLAIN = 8, 1 << 20, frozenset({".txt", ".md", ".csv", interchange.SUFFIX})

OLD = frozenset({".doc", ".wps"})
CONVERTED = 20  # old documents that are converted together
FEWEST_CONVERTED = 3  # for fewer it does not pay

_log = logging.getLogger(__name__)


class Reading(NamedTuple):
    """What reading a file gave: its reports, or why there are none, and the SHA-256 of its bytes.

    An archive gives its members, each to be read as a file of its own; they have no digest.
    """

    deliveries: list[Delivery]
    digest: str
    members: tuple[File, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Old Word documents to be converted together: starting LibreOffice takes longer than converting."""

    files: tuple[File, ...]
    folder: Path  # for what comes out


Work = Callable[[File], Reading]
Readings = Iterator[bulk.Result[File, Reading]]


def load(connection: DuckDBPyConnection, paths: Iterable[Path], keep_later: bool = False) -> Iterator[Outcome]:
    """Store every report of the files and folders; an outcome for each, also for each file that gave none.

    With `keep_later`, a record that was stored and superseded before stays superseded.
    """
    with closing(Loading(paths, keep_later)) as loading:
        yield from loading.store(connection)
    settle(connection)


def settle(connection: DuckDBPyConnection) -> None:
    """Tell anew whose report each is and what its score sheet means, after what was stored, listed or corrected."""
    identities.settle(connection)
    indicators.settle(connection, vocabulary.load())


def adopt_roster(connection: DuckDBPyConnection, own: Path | None, shipped: Path) -> list[str]:
    """Take the roster that was given; else keep the one given before; else take the one that ships with the product.

    The answer names the departments that have no line any more although reviews or groups refer to them. Raises
    RosterError where the file is none.
    """
    gone: list[roster.Body] = []
    if own is not None:
        gone = identities.store_roster(connection, roster.read(own), own.name)
    elif not identities.is_own_roster(connection):
        gone = identities.store_roster(connection, roster.read(shipped) if shipped.is_file() else (), "")
    return [body.title for body in gone]


def adopt_demonstration(connection: DuckDBPyConnection, invented: Path) -> None:
    """Take the roster of invented departments, beside that of the real ones. Raises RosterError."""
    identities.store_roster(connection, roster.read(invented), identities.DEMONSTRATION)


def adopt_rubrics(connection: DuckDBPyConnection, own: Path | None, shipped: Path) -> None:
    """Take our scoring rules, and the bureau's own beside them; those given before are kept. Raises RubricError."""
    rubrics.adopt(connection, shipped, own, vocabulary.load())


def take_in_reviews(connection: DuckDBPyConnection, path: Path) -> int:
    """Add the reviews of a file; how many were new. Raises ReviewError; then nothing is stored."""
    return reviews.take_in(connection, reviews.read(path), identities.stored_roster(connection), path.name)


def has_read(connection: DuckDBPyConnection, paths: Iterable[Path]) -> bool:
    """Whether every file there was read before by this program, and has not changed."""
    found, closed = _listed(paths)
    known = files.known(connection, found)
    return not closed and all(file.origin in known and files.is_unchanged(file, known[file.origin]) for file in found)


def adopt_accuracy(connection: DuckDBPyConnection, shipped: Path) -> None:
    """Put the figures that ship with the product in the place of those that came with an earlier version of it."""
    if shipped.is_file():
        accuracy.store(connection, accuracy.read(shipped))


def failed_files(connection: DuckDBPyConnection) -> list[File]:
    """The files that failed when they were last read and are still where they were."""
    found = connection.execute("select path, source from raw.files where status = 'failed' and path is not null")
    return [File(Path(path), source) for path, source in found.fetchall()]


def correct(connection: DuckDBPyConnection, lines: Sequence[corrections.Correction]) -> None:
    """Store what people correct, and settle anew. Raises CorrectionError; then nothing is stored."""
    traces = {trace.report_id: trace for trace in current(connection)}
    listed = identities.stored_roster(connection)
    put(connection, {"corrections": corrections.accept(connection, lines, traces, listed, vocabulary.load())})
    settle(connection)


def save_group(connection: DuckDBPyConnection, name: str, departments: str, author: str, reason: str) -> None:
    """Keep departments, named or in a file, as a group to compare within. Raises GroupError, OSError."""
    listed = identities.stored_roster(connection)
    groups.save(connection, listed, name, groups.departments(departments), author, reason)


def extract(paths: Iterable[Path], processes: int | None = None, limits: Limits | None = None) -> Iterator[Delivery]:
    """The reports of the files and folders, one at a time; for each file that gave none, the reason why."""
    found, closed = _listed(paths)
    for result in read_each(read_file, found, processes, limits):
        yield from _reading(result).deliveries
    yield from closed


class Loading:
    """One load, which may be stored in several goes; files that the same program has read before are not read again.

    `retry_failed` reads those that failed before, `again` all of them; what `is_demonstration` is marked as invented.
    `readings` reads the files elsewhere than in processes of this machine, and gives the results in their order.
    """

    def __init__(
        self,
        paths: Iterable[Path | File],
        keep_later: bool = False,
        *,
        is_demonstration: bool = False,
        retry_failed: bool = False,
        again: bool = False,
        processes: int | None = None,
        limits: Limits | None = None,
        work: Work | None = None,
        readings: Callable[[Sequence[File]], Readings] | None = None,
    ) -> None:
        self._waiting, self._closed = _listed(paths)
        self._keep_later, self._retry_failed, self._again = keep_later, retry_failed, again
        self._is_demonstration = is_demonstration
        self._readings = readings or partial(read_each, work or read_file, processes=processes, limits=limits)
        self._brought: dict[str, str] = {}
        self._unfinished: dict[str, _Unfinished] = {}  # archives some of whose members are not stored yet
        self._results: Readings | None = None
        self.total = len(self._waiting) + len(self._closed)
        self.done = self.failed = self.to_settle = 0
        self.is_finished = False

    def store(self, connection: DuckDBPyConnection, seconds: float = float("inf")) -> Iterator[Outcome]:
        """Store what comes out of the files until all are done or so many seconds have passed."""
        ends = time.monotonic() + seconds
        intake = Intake(connection, self._keep_later, self._brought, self._is_demonstration)
        if self._results is None:
            for outcomes in self._known(connection, intake):
                yield from self._count(outcomes)
            self._results = self._readings(self._waiting)
        batch: list[tuple[bulk.Result[File, Reading], Reading]] = []
        begun = time.monotonic()
        for result in self._results:
            batch.append((result, _reading(result)))
            now = time.monotonic()
            is_full = sum(len(reading.deliveries) for _, reading in batch) >= BATCH
            if is_full or now - begun >= BATCH_SECONDS or now >= ends:
                yield from self._put(connection, intake, batch)
                batch, begun = [], time.monotonic()
            if now >= ends:
                return
        yield from self._put(connection, intake, batch)
        for delivery in self._closed:
            yield from self._count(intake.put([delivery]))
        self.is_finished = True

    def close(self) -> None:
        """End the worker processes."""
        if self._results is not None:
            self._results.close()  # type: ignore[attr-defined]

    def _known(self, connection: DuckDBPyConnection, intake: Intake) -> Iterator[list[Outcome]]:
        """What was read before, with its outcome; the rest waits to be read."""
        known = {} if self._again else files.known(connection, self._waiting)
        unread: list[File] = []
        recalled: list[tuple[File, files.Known]] = []
        for file in self._waiting:
            before = known.get(file.origin)
            is_retried = self._retry_failed and before is not None and before.status == "failed"
            if before is None or is_retried or not files.is_unchanged(file, before):
                unread.append(file)
            else:
                recalled.append((file, before))
        self._waiting = unread
        facts = files.facts_of(connection, [report_id for _, before in recalled for report_id in before.report_ids])
        for file, before in recalled:
            found = (intake.recall(report_id, file.source, facts.get(report_id, 0)) for report_id in before.report_ids)
            outcomes = [outcome for outcome in found if outcome is not None]
            if before.status == "failed":
                outcomes.append(Outcome(file.source, "failed", f"{file.source}：{before.reason}{files.NOT_AGAIN}"))
            yield outcomes

    def _put(
        self,
        connection: DuckDBPyConnection,
        intake: Intake,
        batch: Sequence[tuple[bulk.Result[File, Reading], Reading]],
    ) -> Iterator[Outcome]:
        """Store the reports of a batch; a file is done with all its members, and only then known as read."""
        stored = iter(intake.put([delivery for _, reading in batch for delivery in reading.deliveries]))
        told: list[Outcome] = []
        rows: list[dict[str, object]] = []
        for result, reading in batch:
            outcomes = [next(stored) for _ in reading.deliveries]
            told += outcomes
            file = result.job
            if not file.inside:
                self._unfinished[file.origin] = _Unfinished(file, reading.digest)
            whole = self._unfinished[file.origin]
            whole.outcomes += outcomes
            whole.seconds += result.seconds
            whole.remaining += len(reading.members) - 1
            if whole.remaining == 0:
                del self._unfinished[file.origin]
                rows.append(files.row(whole.file, whole.digest, whole.outcomes, whole.seconds))
                self._count(whole.outcomes)
        if rows:
            files.write(connection, rows)
        yield from told

    def _count(self, outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
        """Count a file by the worst that became of its reports."""
        standings = {outcome.standing for outcome in outcomes}
        self.done += 1
        self.failed += "failed" in standings
        self.to_settle += "to_settle" in standings and "failed" not in standings
        return outcomes


@dataclass
class _Unfinished:
    """What became of a file so far, with what is packed in it."""

    file: File
    digest: str
    outcomes: list[Outcome] = field(default_factory=list)
    seconds: float = 0.0
    remaining: int = 1  # itself and the members that are not stored yet


def read_file(file: File) -> Reading:
    """Read one file and find its figures, or see what is in an archive; runs in a worker process."""
    if file.inside:
        return Reading(_whatever_happens(partial(_from_member, file), file.source), "")
    members: list[File] = []
    deliveries = _whatever_happens(partial(_from_file, file, members), file.source)
    return Reading(deliveries, files.digest_of(file.path), tuple(members))


def _read(work: Work, job: File | Batch) -> Reading:
    """What a worker process does."""
    return work(job) if isinstance(job, File) else Reading([], "", tuple(_converted(job)))


def _converted(batch: Batch) -> Iterator[File]:
    """The files of a batch, each with what it was converted to; one that could not be is converted when it is read."""
    by_path = {file.path: file for file in batch.files}
    for path, content in doc.convert(by_path):
        file = by_path[path]
        if isinstance(content, bytes) and content != path.read_bytes():
            made = batch.folder / f"{file.origin}.docx"
            made.write_bytes(content)
            file = replace(file, converted=made)
        yield file


def _in_batches(found: Sequence[File], folder: Path) -> Iterator[File | Batch]:
    """The files, with the old Word documents among them gathered where the first of each batch was."""
    old = [file for file in found if file.path.suffix.lower() in OLD and file.size <= LARGEST_FILE]
    if len(old) < FEWEST_CONVERTED or doc.program() is None:
        yield from found
        return
    gathered = set(old)
    together = (tuple(old[start : start + CONVERTED]) for start in range(0, len(old), CONVERTED))
    batches = {files[0]: Batch(files, folder) for files in together}
    yield from (batches.get(file, file) for file in found if file in batches or file not in gathered)


def _further(result: bulk.Result[File | Batch, Reading]) -> Sequence[File]:
    """An archive's members; the files of a batch, converted or, where converting them together went wrong, not."""
    if result.value is not None:
        return result.value.members
    return result.job.files if isinstance(result.job, Batch) else ()


def read_each(work: Work, found: Sequence[File], processes: int | None, limits: Limits | None) -> Readings:
    """The result of every file, in the files' order as far as that costs no waiting."""
    plain = (file.size <= SMALL and file.path.suffix.lower() in PLAIN for file in found)
    if work is read_file and len(found) <= FEW and all(plain):
        for number, file in enumerate(found):
            begun = time.perf_counter()
            reading = read_file(file)
            yield bulk.Result((number,), file, reading, "", time.perf_counter() - begun)
        return
    with tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True) as folder:
        jobs = _in_batches(found, Path(folder)) if work is read_file else iter(found)
        run = partial(_read, work)
        with closing(bulk.run(run, jobs, further=_further, processes=processes, limits=limits)) as results:  # type: ignore[type-var]
            for result in bulk.in_order(results, MOST_HELD):
                if isinstance(result.job, File):
                    yield result  # type: ignore[misc]


def _reading(result: bulk.Result[File, Reading]) -> Reading:
    if result.value is not None:
        return result.value
    file = result.job
    digest = "" if file.inside else files.digest_of(file.path)
    return Reading([Delivery(file.source, message=f"{file.source}：{result.reason}")], digest)


def _listed(paths: Iterable[Path | File]) -> tuple[list[File], list[Delivery]]:
    """Every readable file once, and what could not be looked into; one that is known keeps its name."""
    found: dict[Path, File] = {}
    closed: list[Delivery] = []
    for path in paths:
        for place, source in [(path.path, path.source)] if isinstance(path, File) else _files(path):
            if isinstance(source, Delivery):
                closed.append(source)
            elif (file := place.resolve()) not in found:
                found[file] = _as_it_is(file, source)
    return list(found.values()), closed


def _as_it_is(path: Path, source: str) -> File:
    try:
        about = path.stat()
    except OSError:  # reading it will say why
        return File(path, source)
    return File(path, source, about.st_size, about.st_mtime_ns)


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


def _from_file(file: File, members: list[File]) -> list[Delivery]:
    """The reports of a file; an archive's files are added to `members` instead."""
    suffix, origin = file.path.suffix.lower(), str(file.path.resolve())
    if suffix == interchange.SUFFIX:
        return [_from_interchange(file.source, origin, report) for report in interchange.read(file.path)]
    if suffix == ARCHIVE:
        return _from_archive(file, members)
    return [Delivery(file.source, origin, _without_passages(find(read(file.path, file.source, file.converted))))]


def _whatever_happens(deliver: Callable[[], list[Delivery]], source: str) -> list[Delivery]:
    """What a file gives, or why it gives nothing: one odd file must not cost the others."""
    try:
        return deliver()
    except OSError as error:
        message = f"{source}：{_why_not(error)}"
    except ValueError as error:
        message = str(error)
    except MemoryError:
        raise  # the worker says so
    except Exception as error:
        _log.debug("%s", source, exc_info=True)
        message = f"{source}：程序内部错误（{type(error).__name__}: {error}），请把该文件报告给开发者"
    return [Delivery(source, message=message)]


def _from_archive(file: File, members: list[File]) -> list[Delivery]:
    """Why files in a .zip, folders and further archives inside it included, cannot be read; the others are members."""
    refused: list[Delivery] = []
    with file.path.open("rb") as content:
        for name, found in archives.listing(content, file.source, SUFFIXES):
            if isinstance(found, UnreadableError):
                refused.append(Delivery(name, message=f"{name}：{found}"))
            else:
                members.append(replace(file, source=name, inside=found))
    if not refused and not members:
        refused.append(Delivery(file.source, message=f"{file.source}：压缩包里没有可读的文件（{_readable()}）"))
    return refused


def _from_member(file: File) -> list[Delivery]:
    try:
        content = archives.member(file.path, file.inside)
    except UnreadableError as error:
        raise UnreadableError(f"{file.source}：{error}") from error
    origin = f"{file.path.resolve()}#{file.source}"
    return [Delivery(file.source, origin, _without_passages(find(read_content(content, file.source))))]


def _without_passages(report: Report) -> Report:
    """What finders needed and nobody after them does, so that it need not go from process to process."""
    return report.model_copy(update={"document": report.document.model_copy(update={"passages": ()})})


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

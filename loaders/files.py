"""raw.files: what became of every file, and which of those that come again need not be read again.

A file is read again when its bytes, the readers, the finders or the vocabulary have changed; one that failed, only then
or when asked to.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection

from loaders import vocabulary
from loaders.recognition import digest
from loaders.rows import Row, put
from loaders.store import Outcome, Standing

HERE = Path(__file__).parent
# What decides what is found in a file; the rest decides how it is stored.
READING = ("models.py", "archives.py", "interchange.py", "admission.py", "readers", "finders", "vocabulary")
NOT_AGAIN = "（上次的结果；文件没有变化，没有再读，重试请加 --retry-failed）"
MOST_REASONS = 3  # told of a file with several reports


@dataclass(frozen=True)
class File:
    """A file to be read: where it is, what the user is told, and what tells that it has not changed.

    One in a .zip has that archive's path, and where it is inside.
    """

    path: Path
    source: str
    size: int = 0
    modified_ns: int = 0
    inside: tuple[int, ...] = ()
    converted: Path | None = None  # the same in a newer format, made ahead

    @property
    def origin(self) -> str:
        """Its full path, as raw.files has it."""
        return digest(str(self.path))


@dataclass(frozen=True)
class Known:
    """A row of raw.files."""

    origin: str
    digest: str
    size: int
    modified_ns: int
    status: Standing
    reason: str
    report_ids: tuple[str, ...]
    fingerprint: str


def known(connection: DuckDBPyConnection, files: Iterable[File]) -> dict[str, Known]:
    """What is known of these files, by origin."""
    columns = ("origin", "digest", "size", "modified_ns", "status", "reason", "report_ids", "fingerprint")
    found = connection.execute(
        f"select {', '.join(columns)} from raw.files where origin in (select unnest($1))",
        [[file.origin for file in files]],
    ).fetchall()
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    return {row["origin"]: Known(**{**row, "report_ids": tuple(row["report_ids"])}) for row in rows}


def facts_of(connection: DuckDBPyConnection, report_ids: Sequence[str]) -> dict[str, int]:
    """How many figures the current versions of these reports state."""
    return dict(
        connection.execute(
            """
            select report_id, count(*) from raw.facts
            where (report_id, version) in (
                select (report_id, max(version)) from raw.reports
                where report_id in (select unnest($1))
                group by report_id
            )
            group by report_id
            """,
            [list(report_ids)],
        ).fetchall()
    )


def is_unchanged(file: File, before: Known) -> bool:
    """Whether the same bytes were read before by the same program."""
    if not before.digest or before.fingerprint != fingerprint() or before.size != file.size:
        return False
    return before.modified_ns == file.modified_ns or before.digest == digest_of(file.path)


def row(file: File, bytes_digest: str, outcomes: Sequence[Outcome], seconds: float) -> Row:
    """The row of raw.files for a file that was read."""
    standings = {outcome.standing for outcome in outcomes}
    status: Standing = "failed" if "failed" in standings else "to_settle" if "to_settle" in standings else "loaded"
    reasons = list(dict.fromkeys(_bare(outcome) for outcome in outcomes if outcome.standing == status))
    more = f"…等 {len(reasons)} 条" if len(reasons) > MOST_REASONS else ""
    return {
        "origin": file.origin,
        "source": file.source,
        "path": str(file.path),
        "digest": bytes_digest,
        "size": file.size,
        "modified_ns": file.modified_ns,
        "status": status,
        "reason": "；".join(reasons[:MOST_REASONS]) + more,
        "report_ids": list(dict.fromkeys(outcome.report_id for outcome in outcomes if outcome.report_id)),
        "seconds": round(seconds, 3),
        "fingerprint": fingerprint(),
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
    }


def _bare(outcome: Outcome) -> str:
    """The reason without the file's name, which a message may begin with."""
    return outcome.reason.removeprefix(f"{outcome.file}：")


def write(connection: DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Put the rows in the place of what was known of these files."""
    origins = [row["origin"] for row in rows]
    connection.execute("delete from raw.files where origin in (select unnest($1))", [origins])
    put(connection, {"files": rows})


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes; '' where they cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def fingerprint() -> str:
    """Of everything that decides what is found in a file: another version of it may find something else."""
    return _fingerprint(os.environ.get(vocabulary.ADDED, ""))


@cache
def _fingerprint(added: str) -> str:
    total = hashlib.sha256()
    for place in [*(HERE / name for name in READING), *([Path(added)] if added else [])]:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(os.path.relpath(path, HERE).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()

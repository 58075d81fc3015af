"""Thresholds and weights: a folder of TOML files comes in, rows of raw.thresholds go out; what people change is logged.

A file is named for the view that reads it: `high_points` in `claimed_rate_differs.toml` is the threshold
`claimed_rate_differs.high_points`. The default stays beside what it was changed to, by whom and why.
"""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from pydantic import Field, ValidationError

from loaders.admission import number
from loaders.models import Record
from loaders.rows import fetch, put

BACK = "默认"  # in the place of a number: what it was before anybody changed it


class ThresholdError(ValueError):
    """A file or a change cannot be accepted; the Chinese message names the place and what is expected."""


class Threshold(Record):
    """One number that a view compares with or weighs by; `reason` says in Chinese why it is this one."""

    label: str = Field(min_length=1)
    value: Decimal
    unit: str = ""
    reason: str = Field(min_length=1)
    least: Decimal = Decimal(0)
    most: Decimal | None = None


def read(folder: Path) -> dict[str, Threshold]:
    """The thresholds of a folder by name. Raises ThresholdError."""
    return {f"{path.stem}.{name}": one for path in sorted(folder.glob("*.toml")) for name, one in _of(path)}


def adopt(connection: DuckDBPyConnection, folder: Path) -> None:
    """Write raw.thresholds anew from the folder. Raises ThresholdError."""
    rows = [
        {"threshold": name, "owner": name.partition(".")[0], **vars(threshold)}
        for name, threshold in read(folder).items()
    ]
    put(connection, {"thresholds": rows}, is_replacing=True)


def change(connection: DuckDBPyConnection, threshold: str, value: str, author: str, reason: str) -> None:
    """Add a change to the log; “默认” as value takes back what was changed. Raises ThresholdError."""
    known = {row["threshold"]: row for row in fetch(connection, "select * from raw.thresholds")}
    if threshold not in known:
        raise ThresholdError(f"没有阈值“{threshold}”；“口径与术语”页列出全部阈值")
    if not author.strip() or not reason.strip():
        raise ThresholdError(f"{threshold}：改动要写明改动人和理由")
    becomes = None if value.strip() == BACK else number(value.strip())
    if becomes is None and value.strip() != BACK:
        raise ThresholdError(f"{threshold}：“{value}”不是数；请写数字，或写“{BACK}”恢复默认值")
    least, most = known[threshold]["least"], known[threshold]["most"]
    if becomes is not None and (becomes < least or (most is not None and becomes > most)):
        bounds = f"不小于 {_plain(least)}" + ("" if most is None else f"、不大于 {_plain(most)}")
        raise ThresholdError(f"{threshold}：{value} 超出范围，应{bounds}")
    ((last,),) = connection.execute("select coalesce(max(change), 0) from raw.threshold_changes").fetchall()
    row = {
        "change": last + 1,
        "threshold": threshold,
        "becomes": becomes,
        "author": author.strip(),
        "reason": reason.strip(),
        "made_at": datetime.now(UTC).replace(tzinfo=None),
    }
    put(connection, {"threshold_changes": [row]})


def _of(path: Path) -> Iterator[tuple[str, Threshold]]:
    try:
        entries: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThresholdError(f"{path.name}：不是有效的 TOML（{error}）") from error
    for name, entry in entries.items():
        try:
            yield name, Threshold.model_validate(entry)
        except ValidationError as error:
            fields = "、".join(".".join(map(str, problem["loc"])) or name for problem in error.errors())
            raise ThresholdError(
                f"{path.name} 的 [{name}]：{fields} 缺少或有误；应有 label、value、reason，可有 unit、least、most"
            ) from error


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")

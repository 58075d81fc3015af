"""The whole store as one file and back: what was exported, restored and exported again is the same to the byte."""

import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, DateTime, Table, func, insert, select

from dashboard.workbench import tables
from dashboard.workbench.store import Store, WorkbenchError

FORMAT = "duibiao-workbench"
MEMBER = "workbench.json"
LARGEST = 1 << 30  # bytes of the text, against archives that never end

_EPOCH = (2020, 1, 1, 0, 0, 0)  # the time of the archive's member: no clock in the bytes


def dump(store: Store) -> bytes:
    """Every row of every table, as a ZIP archive with one JSON file and its digest. Raises WorkbenchError."""
    with store.reading() as connection:
        content = {
            name: [
                {column: _said(value) for column, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for name, table in _contents().items()
        }
    words = _json(content)
    head = {"format": FORMAT, "version": tables.VERSION, "sha256": _digest(words)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(MEMBER, _EPOCH), f"{_json(head)}\n{words}\n", zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def export(store: Store, path: Path) -> int:
    """Write the export to a file, whole or not at all; gives the number of rows. Raises WorkbenchError, OSError."""
    packed = dump(store)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(packed)
    unfinished.replace(path)
    return sum(len(rows) for rows in _read(packed).values())


def restore(store: Store, packed: bytes) -> int:
    """Fill an empty store from an export; gives the number of rows. Raises WorkbenchError, and then nothing is kept."""
    content = _read(packed)
    with store.writing() as connection:
        for table in _contents().values():
            ((rows,),) = connection.execute(select(func.count()).select_from(table)).all()
            if rows:
                raise WorkbenchError(f"工作底稿库 {store.address} 里已有内容；备份只能恢复到一个空的新库")
        for name, table in _contents().items():
            rows_of = [_values(table, row) for row in content.get(name, [])]
            if rows_of:
                connection.execute(insert(table), rows_of)
    return sum(len(rows) for rows in content.values())


def _contents() -> dict[str, Table]:
    return {table.name: table for table in tables.METADATA.sorted_tables if table is not tables.migrations}


def _read(packed: bytes) -> dict[str, list[dict[str, Any]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if archive.getinfo(MEMBER).file_size > LARGEST:
                raise WorkbenchError("备份文件过大，不像是工作底稿库的备份；没有恢复")
            first, words = archive.read(MEMBER).decode("utf-8").rstrip("\n").split("\n")
        head = json.loads(first)
        is_ours = head["format"] == FORMAT
        version, digest = int(head["version"]), str(head["sha256"])
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise WorkbenchError("这个文件不是工作底稿库的备份，或已损坏；没有恢复") from error
    if not is_ours or digest != _digest(words):
        raise WorkbenchError("备份文件的内容与它的校验码不符，可能已损坏或被改过；没有恢复")
    if version > tables.VERSION:
        raise WorkbenchError(f"备份是较新版本的程序导出的（第 {version} 版）；请升级本程序后再恢复")
    content: dict[str, list[dict[str, Any]]] = json.loads(words)
    return content


def _values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A column that an older version did not have is null."""
    return {column.name: _heard(column, row.get(column.name)) for column in table.columns}


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _heard(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(column.type, tables.Exact) else value


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

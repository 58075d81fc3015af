"""Files shared out among machines come back in their order; the machines are this one, in turn."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import files, spark

SPENDING = "海城市档案馆20{}年度部门整体支出绩效自评报告\n\n20{}年支出年初预算为410.5万元，支出决算为398万元。\n"


class Machines:
    """What Spark shares work out by: three machines, of which the last is done first."""

    defaultParallelism = 3  # noqa: N815

    def parallelize(self, jobs: Sequence[Any], parts: int) -> "Machines":
        ends = [len(jobs) * number // parts for number in range(parts + 1)]
        self.parts = list(enumerate(jobs[start:end] for start, end in pairwise(ends)))
        return self

    def mapPartitionsWithIndex(self, work: Callable[[int, Iterable[Any]], Iterator[Any]]) -> "Machines":  # noqa: N802
        self.work = work
        return self

    def collect(self) -> list[Any]:
        return [given for number, part in reversed(self.parts) for given in self.work(number, iter(part))]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for year in (19, 20):
        (folder / f"{year}.txt").write_text(SPENDING.format(year, year), encoding="utf-8")
    with zipfile.ZipFile(folder / "21.zip", "w") as archive:
        archive.writestr("21.txt", SPENDING.format(21, 21))
        archive.writestr("22.txt", SPENDING.format(22, 22))
    (folder / "23.docx").write_bytes(b"PK\x03\x04")
    return folder


def loading(inbox: Path, folder: spark.Folder) -> loaders.Loading:
    session: Any = SimpleNamespace(sparkContext=Machines())
    read = partial(spark.readings, session, folder.readings, loaders.Limits())
    return loaders.Loading([inbox], readings=read)


def test_they_are_stored_as_in_any_load(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    with spark.folder(inbox.parent) as folder:
        outcomes = list(loading(inbox, folder).store(warehouse))
        assert list(folder.readings.iterdir()) == []
    known = warehouse.execute("select source, status from raw.files order by source").fetchall()

    assert [outcome.status for outcome in outcomes] == [*["inserted"] * 4, "failed"]
    assert [(outcome.fiscal_year, outcome.facts) for outcome in outcomes[:4]] == [(2019 + n, 2) for n in range(4)]
    assert known == [("19.txt", "to_settle"), ("20.txt", "to_settle"), ("21.zip", "to_settle"), ("23.docx", "failed")]
    assert list(inbox.parent.glob("spark-*")) == []


def test_what_was_read_before_is_not_read_again(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    with spark.folder(inbox.parent) as folder:
        list(loading(inbox, folder).store(warehouse))
        again = list(loading(inbox, folder).store(warehouse))

    assert {outcome.status for outcome in again} == {"unchanged", "failed"}
    assert "没有再读" in next(outcome.message for outcome in again if outcome.status == "failed")


def test_a_machine_with_another_program_is_told(
    warehouse: DuckDBPyConnection, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = iter(["one", "another"])
    monkeypatch.setattr(files, "fingerprint", lambda: next(versions, "one"))
    with spark.folder(inbox.parent) as folder, pytest.raises(spark.SparkError, match="不是同一版本"):
        list(loading(inbox, folder).store(warehouse))
    assert warehouse.execute("select count(*) from raw.reports").fetchall() == [(0,)]

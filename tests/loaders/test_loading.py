"""Paths become deliveries: every readable file once, and a word about every one that gave nothing."""

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import interchange
from loaders.models import Document, Report
from tests.loaders.records import report

SENTENCE = "海城市档案馆2020年度部门整体支出绩效自评报告\n2020年支出决算为398万元。\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def written(path: Path, text: str = SENTENCE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sources(*paths: Path) -> list[str]:
    return [delivery.report.document.source for delivery in loaders.extract(paths) if delivery.report]


def messages(*paths: Path) -> list[str]:
    return [delivery.message for delivery in loaders.extract(paths) if delivery.message]


def test_a_file_is_named_for_itself_and_below_a_folder_with_its_way(inbox: Path) -> None:
    written(inbox / "乙局" / "2020" / "报告.TXT")
    alone = written(inbox / "甲局.txt")

    assert sources(inbox) == ["甲局.txt", "乙局/2020/报告.TXT"]
    assert sources(alone) == ["甲局.txt"]


def test_a_file_named_twice_is_read_once(inbox: Path) -> None:
    alone = written(inbox / "甲局.txt")

    assert sources(inbox, alone, inbox) == ["甲局.txt"]


def test_hidden_files_locks_and_other_formats_are_passed_over(inbox: Path) -> None:
    for name in (".hidden.txt", "~$报告.docx", ".git/报告.txt", "照片.gif", "说明.rtf"):
        written(inbox / name)
    written(inbox / "报告.txt")

    assert sources(inbox) == ["报告.txt"]
    assert messages(inbox) == []


def test_interchange_files_are_read_too(inbox: Path) -> None:
    written(inbox / "figures.json", interchange.write([report("甲.txt"), report("乙.txt")]))

    assert sources(inbox) == ["甲.txt", "乙.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("报告.docx", b"no zip", "报告.docx"),
        ("报告.txt", b"", "空"),
        ("报告.txt", b"  \n\n ", "报告.txt"),
        ("报告.txt", b"\x00\x01\x02\xff", "报告.txt"),
        ("figures.json", b"", "空"),
        ("figures.json", b'{"format": "duibiao/9"}', "duibiao/1"),
        ("报告.pages", b"text", ".docx"),
        ("报告", b"text", "没有后缀"),
    ],
)
def test_a_file_that_gives_nothing_is_named_and_costs_no_other(
    inbox: Path, name: str, content: bytes, words: str
) -> None:
    odd, good = inbox / name, written(inbox / "好.txt")
    odd.write_bytes(content)
    (message,) = messages(odd, good)

    assert words in message
    assert odd.name in message
    assert sources(odd, good) == ["好.txt"]


def test_a_missing_path_and_an_empty_folder_are_named(inbox: Path) -> None:
    missing, empty = inbox / "没有.txt", inbox / "空"
    empty.mkdir()

    assert messages(missing) == [f"{missing}：没有这个文件或文件夹，请核对路径"]
    assert str(empty) in messages(empty)[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(inbox: Path) -> None:
    written(inbox / "好.txt")
    for path in (
        written(inbox / "报告.txt"),
        written(inbox / "figures.json"),
        written(inbox / "甲局" / "报告.txt").parent,
    ):
        path.chmod(0)
        assert [message for message in messages(inbox) if path.name in message]
        path.chmod(0o700)
    (inbox / "甲局").chmod(0)
    assert messages(inbox / "甲局" / "报告.txt") and messages(inbox / "甲局")
    assert sources(inbox) == ["好.txt", "报告.txt"]
    (inbox / "甲局").chmod(0o700)


def test_a_folder_that_may_not_be_looked_into_is_named(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        onerror(PermissionError(13, "Permission denied", str(folder / "甲局")))
        yield str(folder), [], ["好.txt"]

    written(inbox / "好.txt")
    monkeypatch.setattr(os, "walk", closed)

    assert sources(inbox) == ["好.txt"]
    assert f"{inbox / '甲局'}：打不开" in messages(inbox)[0]


def test_an_unreadable_interchange_file_is_named(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path) -> tuple[Report, ...]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(interchange, "read", locked)
    (message,) = messages(written(inbox / "figures.json"))

    assert "figures.json：打不开" in message


def test_a_fault_of_ours_costs_only_its_file(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(document: Document) -> Report:
        if document.source == "怪.txt":
            raise IndexError("list index out of range")
        return Report(document=document)

    monkeypatch.setattr(loaders, "find", odd)
    written(inbox / "怪.txt"), written(inbox / "好.txt")

    assert sources(inbox) == ["好.txt"]
    assert "怪.txt" in messages(inbox)[0] and "IndexError" in messages(inbox)[0]


def test_load_reads_finds_and_stores(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    written(inbox / "报告.txt")
    outcomes = list(loaders.load(warehouse, [inbox, inbox / "没有.txt"]))

    assert [outcome.status for outcome in outcomes] == ["inserted", "failed"]
    assert warehouse.execute("select text from staging.documents").fetchall() == [(SENTENCE,)]
    assert warehouse.execute("select value_text from staging.facts where measure = 'expenditure'").fetchall() == [
        ("398",)
    ]


def test_a_corrected_file_is_one_report_whichever_folder_is_given(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    path = written(inbox / "甲局" / "报告.txt")
    list(loaders.load(warehouse, [inbox]))
    written(path, SENTENCE.replace("398", "399").replace("海城市档案馆", "海城市图书馆"))
    (outcome,) = loaders.load(warehouse, [path])

    assert (outcome.status, outcome.version) == ("new_version", 2)
    assert warehouse.execute("select count(*) from staging.reports").fetchall() == [(1,)]


def test_more_reports_than_a_batch_are_all_stored(
    warehouse: DuckDBPyConnection, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaders, "BATCH", 2)
    for number in range(5):
        written(inbox / f"{number}.txt", SENTENCE.replace("398", f"{number}98"))

    assert [outcome.status for outcome in loaders.load(warehouse, [inbox])] == ["inserted"] * 5
    assert [outcome.status for outcome in loaders.load(warehouse, [inbox])] == ["unchanged"] * 5


def test_a_zip_is_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "收件.zip", "w") as archive:
        archive.writestr("一股/报告.txt", "海城市档案馆2020年度绩效自评报告\n\n全年支出9.00万元。\n")
        archive.writestr("坏.docx", b"not a zip")
        archive.writestr("照片.gif", b"GIF89a")
    with zipfile.ZipFile(tmp_path / "空.zip", "w") as archive:
        archive.writestr("照片.gif", b"GIF89a")

    found = {delivery.file: delivery for delivery in loaders.extract([tmp_path])}

    assert found["收件.zip/一股/报告.txt"].report is not None
    assert "坏.docx" in found["收件.zip/坏.docx"].message
    assert "没有可读的文件" in found["空.zip"].message
    assert len(found) == 3

"""The whole store goes into a file and out again, the same to the byte, from either database into either."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

import duibiao
from dashboard.workbench import archive, choices, conventions, dispositions, draws, sheets
from dashboard.workbench.archive import MEMBER, dump, restore
from dashboard.workbench.sampling import Plan, draw
from dashboard.workbench.store import Store, WorkbenchError, open_store
from tests.dashboard.workbench.test_dispositions import FINDING
from tests.dashboard.workbench.test_sampling import frame
from tests.dashboard.workbench.test_sheets import SHEET

COMMON = conventions.of("")


def fill(store: Store) -> None:
    """Something in every table."""
    dispositions.record(
        store, [FINDING], "assign", "组长", "分工\n第二行 \u2028 “引号”", value="王五", due_on=date(2026, 12, 1)
    )
    choices.choose(store, "市教育局", 2020, choices.MUST_VISIT, "张三", "群众举报")
    choices.weigh(store, {"money": Decimal("2.50")}, {"money": Decimal(1)}, "张三", "看大额")
    choices.set_blind(store, True, "组长", "避免先入为主")
    draws.keep(store, draw(frame(20), Plan(days=Decimal(9), seed="种子")), 2020, "snapshot", "张三", "年度核查")
    sheet = sheets.create(store, SHEET, "张三", "现场复核")
    edited = sheets.save(store, sheet.sheet, 0, {(1, "review_points"): "4.50"}, "李四", COMMON)
    sheets.close(store, sheet.sheet, edited.version, date(2026, 11, 30), "李四", COMMON, "李四", "定稿")


def test_what_is_restored_is_exported_the_same_to_the_byte(store: Store, tmp_path: Path) -> None:
    fill(store)
    packed = dump(store)
    content = json.loads(zipfile.ZipFile(io.BytesIO(packed)).read(MEMBER).decode().split("\n")[1])
    assert all(content.values()) and len(content) == 10
    other = open_store(tmp_path / "other.sqlite")

    assert restore(other, packed) == sum(len(rows) for rows in content.values())
    assert dump(other) == packed == dump(store)
    assert draws.again(draws.load(other, "2020-1"))
    choices.set_blind(other, False, "组长", "继续用")
    assert not choices.is_blind(other)
    other.close()


def test_an_export_of_a_file_goes_into_a_server(store: Store, local_store: Store) -> None:
    fill(local_store)
    restore(store, dump(local_store))

    assert dump(store) == dump(local_store)
    dispositions.record(store, [FINDING], "confirm", "王五", "核实")
    assert dispositions.standings(store, [FINDING])[FINDING].state == "confirmed"


def test_a_store_with_content_is_not_restored_over(local_store: Store) -> None:
    fill(local_store)
    packed = dump(local_store)

    with pytest.raises(WorkbenchError, match="已有内容"):
        restore(local_store, packed)
    assert dump(local_store) == packed


def spoilt(packed: bytes, change: Callable[[str], str]) -> bytes:
    words = zipfile.ZipFile(io.BytesIO(packed)).read(MEMBER).decode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr(MEMBER, change(words))
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda words: words.replace("群众举报", "群众表扬"), "校验码"),
        (lambda words: words.replace('"version":1', '"version":9', 1), "较新版本"),
        (lambda words: words.replace(archive.FORMAT, "other"), "校验码"),
        (lambda words: words.partition("\n")[0], "不是工作底稿库的备份"),
        (lambda words: "[1]\n{}", "不是工作底稿库的备份"),
    ],
)
def test_a_damaged_export_is_refused_in_chinese_and_nothing_is_kept(
    local_store: Store, tmp_path: Path, change: Callable[[str], str], words: str
) -> None:
    fill(local_store)
    other = open_store(tmp_path / "other.sqlite")
    empty = dump(other)

    with pytest.raises(WorkbenchError, match=words):
        restore(other, spoilt(dump(local_store), change))
    assert dump(other) == empty
    other.close()


@pytest.mark.parametrize("packed", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" * 100])
def test_something_else_is_not_an_export(local_store: Store, packed: bytes) -> None:
    with pytest.raises(WorkbenchError, match="不是工作底稿库的备份"):
        restore(local_store, packed)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(duibiao.app, ["workbench", *map(str, arguments)])
    return done.exit_code, done.output


def test_the_command_line_exports_and_restores_between_databases(
    store: Store, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DUIBIAO_WORKBENCH", raising=False)
    fill(store)
    file, other = tmp_path / "备份.zip", tmp_path / "仓库-workbench.sqlite"

    status, said = run("export", file, "--store", address)
    assert (
        (status, file.read_bytes()) == (0, dump(store)) and f"写入 {file}" in said and not (*tmp_path.glob("*.part"),)
    )
    assert run("restore", file, "--warehouse", tmp_path / "仓库")[0] == 0
    with closing(open_store(other)) as restored:
        assert dump(restored) == dump(store)

    status, said = run("restore", file, "--store", address)
    assert status == 1 and "已有内容" in said and "Traceback" not in said
    assert run("export", tmp_path / "再.zip", "--store", other)[0] == 0
    assert (tmp_path / "再.zip").read_bytes() == file.read_bytes()


def test_what_is_not_there_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUIBIAO_WORKBENCH", raising=False)
    for arguments, words in (
        (("export", tmp_path / "a.zip", "--warehouse", tmp_path / "没有"), "没有工作底稿库"),
        (("restore", tmp_path / "没有.zip", "--store", tmp_path / "b.sqlite"), "读写出错"),
        (("restore", __file__, "--store", tmp_path / "b.sqlite"), "不是工作底稿库的备份"),
        (("restore", __file__, "--store", "mysql://a/b"), "只能用 SQLite 文件或 PostgreSQL"),
    ):
        status, said = run(*arguments)
        assert status == 1 and words in said, said
    assert not (tmp_path / "没有-workbench.sqlite").exists() and not (tmp_path / "a.zip").exists()

"""Reports uploaded in the browser are kept, loaded by the command line, and shown with what became of each."""

from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import inbox
from tests.dashboard.conftest import Open, words

REPORT = """市教育局2021年度部门整体支出绩效自评报告
评价单位：市教育局
市教育局2021年支出预算为3830.11万元，决算总支出为4276.91万元。自评分数为98分。
"""


class Upload(NamedTuple):
    """What the browser hands over."""

    name: str
    content: bytes = REPORT.encode()

    @property
    def size(self) -> int:
        return len(self.content)

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture(autouse=True)
def command_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_a_file_is_kept_under_its_name_and_leads_nowhere_else(folder: Path) -> None:
    for name, kept in (
        ("自评报告.docx", "自评报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\自评.txt", "自评.txt"),
        ("C:\\a\\b:c?.pdf", "b_c_.pdf"),
        ("...", "报告"),
        ("长" * 300 + ".docx", "长" * 70 + ".docx"),
    ):
        assert inbox.keep([Upload(name)]) == [folder / "收件" / kept]
    assert {path.parent for path in folder.rglob("*") if path.is_file()} == {folder / "收件"}


def test_the_same_file_again_is_the_same_and_another_of_its_name_is_kept_beside_it(folder: Path) -> None:
    first = inbox.keep([Upload("a.txt"), Upload("a.txt")])
    assert first == [folder / "收件" / "a.txt"]
    (second,) = inbox.keep([Upload("a.txt", b"other")])
    assert second.name == "a.txt" and second.parent.parent == folder / "收件"
    assert first[0].read_bytes() == REPORT.encode()
    assert inbox.keep([Upload("a.txt", b"corrected")], is_new_version=True) == first
    assert first[0].read_bytes() == b"corrected"


def test_too_many_files_or_bytes_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inbox.too_much([Upload("a.txt")] * inbox.MOST_FILES) == ""
    assert "一次最多 200 个文件，这里有 201 个" in inbox.too_much([Upload("a.txt")] * 201)
    monkeypatch.setattr(inbox, "MOST_BYTES", 10)
    assert "合计超过" in inbox.too_much([Upload("a.txt")])


def upload(page: AppTest, *files: Upload) -> AppTest:
    (field,) = page.get("file_uploader")
    field.set_value([(file.name, file.content, "text/plain") for file in files]).run()
    next(button for button in page.button if button.label == "载入").click().run(timeout=120)
    return page


def test_what_was_uploaded_stands_on_the_next_snapshot_with_its_end_report(folder: Path, open_page: Open) -> None:
    page = open_page()
    assert "还没有数据" in words(page)
    upload(page, Upload("自评.txt"), Upload("坏.pdf", b"nothing"))
    assert (folder / "收件" / "自评.txt").read_bytes() == REPORT.encode()
    assert (folder / "CURRENT").exists()
    page = open_page("quality")
    shown = words(page)
    assert "自评.txt" in shown and "失败文件 1" in shown


def test_a_folder_that_may_not_be_written_is_said(folder: Path, open_page: Open) -> None:
    (folder / "收件").write_text("a file where the folder should be", encoding="utf-8")
    page = upload(open_page(), Upload("自评.txt"))
    assert [error.value for error in page.error] == [
        f"没有载入：运行本程序的账号写不进 {folder / '收件'}。请检查权限和磁盘空间。"
    ]


def test_the_end_report_stands_below_the_field(folder: Path, open_page: Open) -> None:
    upload(open_page(), Upload("自评.txt"))
    page = upload(open_page("quality"), Upload("坏.pdf", b"nothing"))
    assert "失败 1" in page.warning[0].value
    assert "失败 坏.pdf" in words(page)

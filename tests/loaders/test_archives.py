"""Files in a .zip: names, folders, further archives, and archives made to do harm. What bytes are."""

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import PurePosixPath

import pytest

from loaders import archives
from loaders.readers import SUFFIXES, UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import members, zipped


def contents(
    content: bytes, source: str = "全市.zip", suffixes: frozenset[str] = frozenset()
) -> dict[str, bytes | str]:
    """Each member's bytes, or the reason why there are none."""
    found = list(members(content, source, suffixes))
    assert len({name for name, _ in found}) == len(found)
    return {name: str(member) if isinstance(member, UnreadableError) else member for name, member in found}


def with_names(content: bytes, names: dict[bytes, bytes]) -> bytes:
    """The same archive with other bytes for names, and without the mark that they are UTF-8."""
    for name, written in names.items():
        assert len(name) == len(written)
        content = content.replace(name, written)
    return content


# --- names


def test_files_and_folders_keep_their_places() -> None:
    content = zipped({"报告.txt": b"1", "教育局/2020/报告.docx": b"2", "教育局/": b"", "空/": b""})

    assert contents(content) == {"全市.zip/报告.txt": b"1", "全市.zip/教育局/2020/报告.docx": b"2"}


@pytest.mark.parametrize("name", ["教育局/自评报告.txt", "联通/数.txt", "圳口镇（本级）/①.txt"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_without_the_mark_for_them(name: str, encoding: str) -> None:
    written = name.encode(encoding)
    content = with_names(zipped({"x" * len(written): b"1"}), {b"x" * len(written): written})

    assert contents(content) == {f"全市.zip/{name}": b"1"}


def test_a_name_with_a_backslash_in_a_character() -> None:
    name = "昞.txt"
    written = name.encode("gbk")
    assert b"\\" in written
    content = with_names(zipped({"x" * len(written): b"1"}), {b"x" * len(written): written})

    assert contents(content) == {f"全市.zip/{name}": b"1"}


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("../../etc/报告.txt", "etc/报告.txt"),
        ("/root/报告.txt", "root/报告.txt"),
        ("C:\\局\\..\\报告.txt", "局/报告.txt"),
        ("a//./b/报告.txt", "a/b/报告.txt"),
        ("局\x07/报\n告.txt", "局/报告.txt"),
    ],
)
def test_names_that_climb_out_stay_inside(name: str, inside: str) -> None:
    (found,) = contents(zipped({name: b"1"}))

    assert found == f"全市.zip/{inside}"
    assert ".." not in PurePosixPath(found).parts


def test_hidden_files_and_lock_files_are_passed_over() -> None:
    hidden = ["__MACOSX/._报告.docx", ".DS_Store", "局/.git/config.txt", "~$报告.docx", "局/Thumbs.db", "desktop.ini"]

    assert contents(zipped(dict.fromkeys([*hidden, "报告.txt"], b"1"))) == {"全市.zip/报告.txt": b"1"}


def test_two_files_of_one_name_are_told_apart() -> None:
    content = zipped({"a/报告.txt": b"1", "a\\报告.txt": b"2", "a/../报告.txt": b"3"})

    assert contents(content) == {
        "全市.zip/a/报告.txt": b"1", "全市.zip/a/报告（2）.txt": b"2", "全市.zip/a/报告（3）.txt": b"3"
    }  # fmt: skip


def test_only_wanted_suffixes_are_read() -> None:
    content = zipped(
        {"报告.TXT": b"1", "录像.mp4": b"2", "无后缀": b"3", "更多.zip": zipped({"图.bmp": b"4", "表.csv": b"5"})}
    )

    assert contents(content, suffixes=frozenset({".txt", ".csv"})) == {
        "全市.zip/报告.TXT": b"1", "全市.zip/更多.zip/表.csv": b"5"
    }  # fmt: skip


def test_a_report_in_an_archive_in_an_archive_is_read() -> None:
    inner = zipped({"局/报告.docx": samples.word_report()})
    (member,) = members(zipped({"区/县.zip": inner}), "全市.zip", SUFFIXES)
    name, content = member

    assert name == "全市.zip/区/县.zip/局/报告.docx"
    assert samples.facts(content, ".docx") == samples.FACTS  # type: ignore[arg-type]


# --- bad input


def nested(depth: int, content: bytes = b"1") -> bytes:
    archive = zipped({"报告.txt": content})
    for _ in range(depth - 1):
        archive = zipped({"里.zip": archive, "旁.txt": b"2"})
    return archive


def test_archives_nested_too_deep_are_refused_and_their_neighbours_read() -> None:
    assert contents(nested(3))["全市.zip/里.zip/里.zip/报告.txt"] == b"1"
    deep = contents(nested(4))
    assert "压缩包套了超过 3 层" in deep["全市.zip/里.zip/里.zip/里.zip"]
    assert deep["全市.zip/里.zip/里.zip/旁.txt"] == b"2"


def test_an_archive_that_holds_itself_ends() -> None:
    begun = time.monotonic()
    contents(nested(500))
    assert time.monotonic() - begun < 5


def test_a_damaged_archive_is_refused_and_a_damaged_member_costs_only_itself() -> None:
    content = zipped({"好.txt": b"1", "坏.txt": b"abcdefgh" * 100, "也好.txt": b"3"}, zipfile.ZIP_STORED)
    damaged = content.replace(b"abcdefgh", b"abcdefgX")

    assert contents(damaged) == {
        "全市.zip/好.txt": b"1", "全市.zip/坏.txt": "在压缩包里已损坏，请重新获取。", "全市.zip/也好.txt": b"3"
    }  # fmt: skip
    for cut in (content[: len(content) // 2], content[:-10], b"PK\x03\x04", b"", b"x" * 100):
        (reason,) = contents(cut).values()
        assert "压缩包不完整或已损坏" in str(reason)


def test_a_member_with_a_password_is_refused_and_the_others_read() -> None:
    content = bytearray(zipped({"密.txt": b"1", "明.txt": b"2"}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1

    assert contents(bytes(content)) == {
        "全市.zip/密.txt": "压缩包加了密码。请用密码解压后再导入。", "全市.zip/明.txt": b"2"
    }  # fmt: skip


def test_a_member_of_half_a_gigabyte_is_refused_unread() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("报告.txt", b"1")
        with archive.open("巨大.docx", "w") as member:
            for _ in range(500):
                member.write(bytes(1 << 20))
    tracemalloc.start()
    begun = time.monotonic()
    found = contents(file.getvalue())

    assert found["全市.zip/报告.txt"] == b"1"
    assert found["全市.zip/巨大.docx"] == "解压后有 500 MB，超过 200 MB 的上限，没有读取。"
    assert time.monotonic() - begun < 2
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_bomb_is_refused_unread() -> None:
    found = contents(zipped({"零.txt": bytes(50 << 20), "报告.txt": b"1"}))

    assert "压缩比超过 300 倍" in str(found["全市.zip/零.txt"])
    assert found["全市.zip/报告.txt"] == b"1"


def test_a_member_that_lies_about_its_size_costs_no_memory() -> None:
    content = zipped({"零.txt": bytes(150 << 20)}).replace(struct.pack("<I", 150 << 20), struct.pack("<I", 1000))
    tracemalloc.start()

    assert contents(content) == {"全市.zip/零.txt": "在压缩包里已损坏，请重新获取。"}
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def test_members_that_overlap_are_refused() -> None:
    """One compressed stretch under many names: a bomb without a high ratio."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("0.txt", bytes(range(256)) * 400)
        first = archive.infolist()[0]
        for number in range(1, 50):
            copy = zipfile.ZipInfo(f"{number}.txt")
            copy.header_offset, copy.CRC = first.header_offset, first.CRC
            copy.compress_size, copy.file_size = first.compress_size, first.file_size
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy

    assert "相互重叠" in str(contents(file.getvalue())["全市.zip"])


def test_too_much_altogether_is_refused_and_what_came_before_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({f"{number}.txt": b"12345678" for number in range(10)})

    def read(budget: archives.Budget) -> list[str]:
        return [name for name, _ in members(content, "全市.zip", budget=budget)]

    assert len(read(archives.Budget(size=24))) == 4
    assert len(read(archives.Budget(members=5))) == 6
    assert read(archives.Budget(members=5))[-1] == "全市.zip"


def test_an_unusual_compression_is_refused() -> None:
    found = contents(zipped({"报告.txt": b"1" * 100}, zipfile.ZIP_BZIP2))

    assert "不常见的压缩方法" in str(found["全市.zip/报告.txt"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Rar!\x1a\x07\x01\x00", "后缀与内容不符：其实是 RAR 压缩包。请解压后再导入。"),
        (b"7z\xbc\xaf\x27\x1c", "后缀与内容不符：其实是 7z 压缩包。请解压后再导入。"),
        (samples.word_report(), "后缀与内容不符：其实是 Word 文档（.docx）。请改正后缀后再导入。"),
        (samples.old_workbook_report(), "后缀与内容不符：其实是 旧版 Excel 表格（.xls）。请改正后缀后再导入。"),
    ],
)
def test_another_thing_called_zip_is_called_by_its_own_name(content: bytes, reason: str) -> None:
    assert contents(content) == {"全市.zip": reason}


# --- what bytes are


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (samples.word_report(), ".docx"), (samples.workbook_report(), ".xlsx"), (samples.old_workbook_report(), ".xls"),
        (samples.page_report(), ".html"), (b"\xef\xbb\xbf<html>", ".html"), ("<html>".encode("utf-16"), ".html"),
        (b"<!-- x -->\n<TABLE border=1>", ".html"), (b"%PDF-1.7", ".pdf"), (b"junk %PDF-1.4", ".pdf"), (b"{\\rtf1", ".rtf"),
        (b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff\xe0", ".png"), (zipped({"x": b""}), ".zip"),
        (zipped({"xl\\workbook.xml": b""}), ".xlsx"), ("一、概况".encode(), ""), (b"", ""), (b"PK\x03\x04", ""),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', archives.WORD_XML),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', archives.SHEET_XML),
        (archives.OLE, archives.UNKNOWN_OLE),
    ],
)  # fmt: skip
def test_what_bytes_are(content: bytes, suffix: str) -> None:
    assert archives.kind(content) == suffix


def test_a_sheet_inside_a_letter_does_not_make_it_a_sheet() -> None:
    def entry(name: str) -> bytes:
        written = f"{name}\0".encode("utf-16-le")
        return written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + bytes(62)

    start = archives.OLE.ljust(512, b"\0")
    assert archives.kind(start + entry("Root Entry") + entry("WordDocument") + entry("Workbook")) == ".doc"
    assert archives.kind(start + entry("Root Entry") + entry("Workbook") + entry("WordDocument")) == ".xls"

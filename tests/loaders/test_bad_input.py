"""Every bad file there is, in one folder with a good one: each says in Chinese what it is, and nothing else is lost.

Files that are only named wrongly, or carry macros, are read as what they are.
"""

import io
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import openpyxl
import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import loaders
from loaders import Delivery, Limits, Outcome
from tests import factories
from tests.loaders.readers import samples
from tests.loaders.readers.samples import needs_office, unzipped, with_part, zipped
from tests.loaders.reading import said

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=60, megabytes=700)
SECONDS = 30.0  # for the slowest of them, on a busy machine; 20,000 rows take most
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def pdf(pages: int = 1, **options: object) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, **options)  # type: ignore[arg-type]
    for _ in range(pages):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(90, 760, samples.TITLE)
        canvas.drawString(90, 740, samples.SENTENCE)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked() -> bytes:
    """How Office keeps a document with a password, whatever its format: as a stream of an old container."""
    name = "EncryptedPackage\0".encode("utf-16-le")
    return OLE.ljust(1024, b"\0") + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)


def declared(part: str, content: bytes, declarations: str) -> bytes:
    """A package with a part that declares entities and uses one."""
    doctype = f"<!DOCTYPE x [{declarations}]>".encode()

    def change(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        return xml[:start] + doctype + xml[start:].replace(samples.TITLE.encode(), b"&a;")

    return with_part(content, part, change)


OUTSIDE = "<!ENTITY a SYSTEM 'file:///etc/passwd'>"
LAUGHS = "<!ENTITY b 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{of};' * 10}'>" for of, name in zip("bcdefghij", "cdefghija", strict=True)
)


def rows(write: Callable[[list[object]], object], count: int = 20_000) -> None:
    for number in range(count):
        write([f"项目{number}", *(number * 1.37 + column for column in range(9))])


def long_workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    rows(book.create_sheet("明细").append)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def long_values() -> bytes:
    lines: list[str] = []
    rows(lambda cells: lines.append(",".join(map(str, cells))))
    return "\n".join(lines).encode()


def long_page() -> bytes:
    lines: list[str] = []
    rows(lambda cells: lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"))
    return f"<html><meta charset=utf-8><table>{''.join(lines)}</table></html>".encode()


def old_workbook_with_macros() -> bytes:
    """An .xls with the storage in which Excel keeps Visual Basic, in the free entries of its directory."""
    content = bytearray(samples.old_workbook_report())
    (sector,) = struct.unpack_from("<I", content, 48)
    start = 512 + sector * 512

    def entry(name: str, kind: int, child: int) -> bytes:
        written = f"{name}\0".encode("utf-16-le")
        links = struct.pack("<BBiii", kind, 1, -1, -1, child)
        return (
            written.ljust(64, b"\0") + struct.pack("<H", len(written)) + links + bytes(36) + struct.pack("<iQ", -2, 0)
        )

    storage, stream = entry("_VBA_PROJECT_CUR", 1, 3), entry("PROJECT", 2, -1)
    assert len(storage) == len(stream) == 128
    content[start + 256 : start + 512] = storage + stream
    struct.pack_into("<i", content, start + 128 + 72, 2)  # it stands beside the workbook
    return bytes(content)


def nested(depth: int) -> bytes:
    archive = zipped({"报告.txt": b"1"})
    for _ in range(depth - 1):
        archive = zipped({"里.zip": archive})
    return archive


def with_password(content: bytes) -> bytes:
    changed = bytearray(content)
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(header) + flags] |= 1
    return bytes(changed)


WORD, SHEET, PRINTED = samples.word_report(), samples.workbook_report(), pdf()
LINES = samples.values_report().decode("gb18030").split("\n")
PAGE = samples.page_report("utf-8").decode()
TABBED = "\n".join([*LINES[:3], *(line.replace(",", "\t") for line in LINES[3:])])
BOMB = b"<w:p/>" * (12 << 20)

# name: content, and what is said of it
REFUSED: dict[str, tuple[bytes, str]] = {
    "截断.pdf": (PRINTED[: len(PRINTED) // 2], "PDF 不完整（缺少文件尾，像是没有下载完）。请重新获取"),
    "加密.pdf": (pdf(encrypt=pdfencrypt.StandardEncryption("secret")), "PDF 设有打开密码。请用密码打开后另存"),
    "零页.pdf": (re.sub(rb"/Count 1 /Kids \[ \d+ 0 R \]", b"/Count 0 /Kids [ ]", PRINTED), "没有页面"),
    "截断.docx": (WORD[: len(WORD) // 2], "不是完好的 Word 文档（.docx）。请用 Word、Excel 或 WPS 打开并另存"),
    "截断.xlsx": (SHEET[: len(SHEET) // 2], "不是完好的 Excel 表格（.xlsx）。请用"),
    "截断.xls": (samples.old_workbook_report()[:1500], "不是完好的 Excel 表格（.xls）。请用"),
    "截断.zip": (zipped({"报告.docx": WORD})[:-40], "压缩包不完整或已损坏，请重新获取"),
    "截断.json": (b'{"format": "duibiao/1", "reports": [', "不是合法的 JSON"),
    "加密.docx": (locked(), "加了打开密码。请用 Word、Excel 或 WPS 打开，取消密码后另存"),
    "加密.xlsx": (locked(), "加了打开密码。请用"),
    "加密.doc": (locked(), "加了打开密码。请用"),
    "加密.xls": (locked(), "加了打开密码。请用"),
    "加密.txt": (locked(), "加了打开密码。请用"),
    "炸弹.docx": (with_part(WORD, "word/document.xml", lambda _: BOMB), "解压后大得异常"),
    "炸弹.xlsx": (with_part(SHEET, "xl/worksheets/sheet1.xml", lambda _: bytes(70 << 20)), "解压后大得异常"),
    "样式炸弹.xlsx": (with_part(SHEET, "xl/styles.xml", lambda _: bytes(70 << 20)), "解压后大得异常"),
    "外部实体.docx": (declared("word/document.xml", WORD, OUTSIDE), "里面有 XML 实体声明，可能会引用外部文件"),
    "外部实体.xlsx": (declared("xl/workbook.xml", SHEET, OUTSIDE), "里面有 XML 实体声明"),
    "十亿笑.docx": (declared("word/document.xml", WORD, LAUGHS), "里面有 XML 实体声明"),
    "十亿笑.xlsx": (declared("xl/worksheets/sheet1.xml", SHEET, LAUGHS), "里面有 XML 实体声明"),
    "两万行.xlsx": (long_workbook(), "工作表“明细”太大（超过 100000 个单元格），不像自评报告，像明细数据"),
    "两万行.csv": (long_values(), "表格太大（超过 100000 个单元格），不像自评报告，像明细数据"),
    "两万行.xls": (long_page(), "表格太大（超过 100000 个单元格），不像自评报告"),
    "两万行.html": (long_page(), "表格太大（超过 100000 个单元格），不像自评报告"),
    "混合编码.txt": ("\n".join(LINES[:2]).encode() + b"\n" + "\n".join(LINES[2:]).encode("gb18030"), "混用了几种编码（如第 4 行"),
    "混合编码.csv": ("\n".join(LINES[:4]).encode("gb18030") + b"\n" + LINES[4].encode() * 2, "混用了几种编码（如第 5 行"),
    "混合编码.html": (PAGE[:150].encode() + PAGE[150:].encode("gb18030"), "编码无法识别，可能混用了几种编码"),
    "其实是压缩包.docx": (zipped({"报告.docx": WORD}), "后缀与内容不符：其实是 ZIP 压缩包。请解压后再导入"),
    "其实是压缩包.pdf": (b"Rar!\x1a\x07\x01\x00", "后缀与内容不符：其实是 RAR 压缩包。请解压后再导入"),
    "其实是压缩包.txt": (b"7z\xbc\xaf\x27\x1c\x00", "后缀与内容不符：其实是 7z 压缩包。请解压后再导入"),
    "其实是版式.docx": (zipped({"OFD.xml": b"<x/>"}), "后缀与内容不符：其实是 OFD 版式文件。请用相应的程序打开"),
    "其实是文档.zip": (WORD, "后缀与内容不符：其实是 Word 文档（.docx）。请改正后缀后再导入"),
    "什么也不是.pdf": (b"\x00\x01\x02\xff" * 99, "不是 PDF 文件（没有 PDF 的文件头）"),
    "什么也不是.txt": (b"\x00\x01\x02\xff" * 99, "不是文本文件，或编码无法识别"),
    "空.docx": (b"", "文件是空的（0 字节），请重新获取原文件"),
}  # fmt: skip
# Half a gigabyte of nothing, with the beginning of something
LARGE: dict[str, tuple[bytes, str]] = {
    name: (start, "超过 200 MB，没有读取")
    for name, start in {
        "巨大.txt": b"", "巨大.csv": b"", "巨大.html": b"<html>", "巨大.docx": WORD, "巨大.xlsx": SHEET, "巨大.pdf": PRINTED,
        "巨大.xls": OLE, "巨大.doc": OLE, "巨大.png": b"\x89PNG\r\n\x1a\n", "巨大.json": b"{",
    }.items()
} | {"巨大.zip": (zipped({"报告.txt": b"1"}), "压缩包不完整或已损坏")}  # fmt: skip
# What is in an archive, and what is said of it; the good report beside it is loaded
PACKED: dict[str, tuple[dict[str, bytes], str]] = {
    "炸弹.zip": ({"炸弹.txt": bytes(60 << 20)}, "压缩比超过 300 倍，可能是恶意文件"),
    "文档炸弹.zip": ({"炸弹.docx": REFUSED["炸弹.docx"][0]}, "解压后大得异常"),
    "套娃.zip": ({"里.zip": nested(50)}, "压缩包套了超过 3 层，没有读取"),
    "加密.zip": ({"内.zip": with_password(zipped({"报告.txt": b"1"}))}, "压缩包加了密码。请用密码解压后再导入"),
    "坏件.zip": ({"坏.xlsx": SHEET[:500], "更坏.pdf": PRINTED[:500]}, "不是完好的 Excel 表格"),
}
# The suffix lies, and the content is read all the same
READ: dict[str, bytes] = {
    "其实是网页.docx": samples.page_report(), "其实是网页.xlsx": samples.page_report(), "其实是网页.xls": samples.page_report(),
    "其实是网页.doc": samples.page_report(), "其实是网页.pdf": samples.page_report(), "其实是网页.txt": samples.page_report(),
    "其实是网页.png": samples.page_report(), "其实是表格.docx": SHEET, "其实是表格.xls": SHEET, "其实是表格.csv": SHEET,
    "其实是表格.pdf": SHEET, "其实是旧表格.xlsx": samples.old_workbook_report(), "其实是文档.doc": WORD, "其实是文档.wps": WORD,
    "其实是文档.xlsx": WORD, "其实是文档.pdf": WORD, "其实是文档.txt": WORD, "其实是文档.html": WORD, "其实是文档.jpg": WORD,
    "其实是数据.xls": samples.values_report(), "统一码.txt": TABBED.encode("utf-16"),
    "统一码.csv": "\n".join(LINES).encode("utf-16"), "国标码.txt": TABBED.encode("gb18030"),
    "宏.docx": zipped(unzipped(WORD) | {"word/vbaProject.bin": b"Sub AutoOpen()"}),
    "宏.xlsx": zipped(unzipped(SHEET) | {"xl/vbaProject.bin": b"Sub Auto_Open()"}), "宏.xls": old_workbook_with_macros(),
    "外部实体.html": f"<!DOCTYPE html [{OUTSIDE}]>".encode() + PAGE.replace("首页", "&a;").encode(),
    "十亿笑.html": f"<!DOCTYPE html [{LAUGHS}]>".encode() + PAGE.replace("首页", "&a;").encode(),
}  # fmt: skip
CLIMBING = ["../../上.txt", "/根.txt", "C:\\盘.txt", "局/../../出.txt"]


def good(name: str) -> bytes:
    """A report of a department of its own, so that none is taken for a copy."""
    number = sorted([*PACKED, *CLIMBING, "好.txt"]).index(name)
    return f"青岚市第{number}局2020年度部门整体支出绩效自评报告\n2020年支出决算为{number}.5万元。\n".encode()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    """What becomes of every file, in one load; no file may take long."""
    inbox = tmp_path_factory.mktemp("收件")
    for name, (content, _) in REFUSED.items():
        (inbox / name).write_bytes(content)
    for name, (start, _) in LARGE.items():
        with (inbox / name).open("wb") as file:
            file.write(start)
            file.truncate(500 << 20)  # a hole: it takes no room on the disk
    for name, (members, _) in PACKED.items():
        (inbox / name).write_bytes(zipped(members | {"好.txt": good(name)}))
    (inbox / "路径穿越.zip").write_bytes(zipped({name: good(name) for name in CLIMBING}))
    (inbox / "好.txt").write_bytes(good("好.txt"))
    before = {path for path in inbox.parent.parent.rglob("*") if path.name[0] in "上根盘出"}
    with duckdb.connect() as connection:
        connection.execute((ROOT / "loaders" / "schema.sql").read_text(encoding="utf-8"))
        factories.vocabulary(connection)
        loading = loaders.Loading([inbox], limits=LIMITS)
        found = {outcome.file: outcome for outcome in loading.store(connection)}
        loading.close()
        slow = connection.execute("select source, seconds from raw.files where seconds > $1", [SECONDS]).fetchall()
        assert slow == []
    assert {path for path in inbox.parent.parent.rglob("*") if path.name[0] in "上根盘出"} == before
    yield found


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Delivery]:
    """What is found in every file that is only named wrongly."""
    inbox = tmp_path_factory.mktemp("收件")
    for name, content in READ.items():
        (inbox / name).write_bytes(content)
    return {delivery.file: delivery for delivery in loaders.extract([inbox], limits=LIMITS)}


def test_the_good_file_among_them_is_loaded(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["好.txt"].status == "inserted" and outcomes["好.txt"].facts == 1


@pytest.mark.parametrize("name", [*REFUSED, *LARGE])
def test_a_bad_file_says_what_it_is(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[name]

    assert outcome.status == "failed"
    assert outcome.message.startswith(f"{name}：") and (REFUSED | LARGE)[name][1] in outcome.message


@pytest.mark.parametrize("name", PACKED)
def test_a_bad_file_in_an_archive_costs_only_itself(name: str, outcomes: dict[str, Outcome]) -> None:
    inside = {file: outcome for file, outcome in outcomes.items() if file.startswith(f"{name}/")}
    failed = [outcome.message for outcome in inside.values() if outcome.status == "failed"]

    assert inside[f"{name}/好.txt"].status == "inserted"
    assert len(failed) == len(PACKED[name][0]) == len(inside) - 1
    assert PACKED[name][1] in failed[0]


def test_names_that_climb_out_of_an_archive_stay_below_it(outcomes: dict[str, Outcome]) -> None:
    inside = {file: outcome.status for file, outcome in outcomes.items() if file.startswith("路径穿越.zip")}

    assert inside == dict.fromkeys(
        ["路径穿越.zip/上.txt", "路径穿越.zip/根.txt", "路径穿越.zip/盘.txt", "路径穿越.zip/局/出.txt"], "inserted"
    )


@pytest.mark.parametrize("name", READ)
def test_a_wrong_suffix_and_macros_cost_no_figure(name: str, readings: dict[str, Delivery]) -> None:
    found = readings[name].report

    assert found is not None, readings[name].message
    assert found.department == "青岚市林业局" and found.fiscal_year == 2020
    assert {said(fact) for fact in found.facts} == samples.FACTS


def test_a_pdf_called_text_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_bytes(PRINTED)
    (delivery,) = loaders.extract([tmp_path])

    assert delivery.report is not None
    assert {fact.value for fact in delivery.report.facts} == {"90.00", "97.56"}


@needs_office
@pytest.mark.parametrize("suffix", [".docx", ".doc", ".pdf", ".txt"])
def test_rich_text_under_any_name_is_read(suffix: str, tmp_path: Path) -> None:
    words = "".join(f"\\u{ord(character)}?" for character in samples.SENTENCE)
    (tmp_path / f"报告{suffix}").write_bytes(f"{{\\rtf1\\ansi {words}\\par}}".encode())
    (delivery,) = loaders.extract([tmp_path])

    assert delivery.report is not None, delivery.message
    assert {fact.value for fact in delivery.report.facts} >= {"97.56"}


def test_a_text_cut_off_inside_a_character_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_bytes("\n".join([*LINES[:2], "结余"]).encode()[:-1])
    (delivery,) = loaders.extract([tmp_path])

    assert delivery.report is not None
    assert (delivery.report.document.text or "").endswith("结\ufffd")
    assert len(delivery.report.facts) == 2

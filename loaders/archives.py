"""Bytes → what they are, and what is packed inside: the files of a .zip and the parts of a Word or Excel file.

Names lie, and so do packages: a .doc may be a web page, a member may unpack to terabytes, a name may climb out of
its folder. Everything here is bounded before it is read, and nothing is written anywhere.
"""

import importlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from lxml import etree

from loaders.models import Passage
from loaders.readers import LIKE, SUFFIXES, UnreadableError

MEGABYTE = 1 << 20
LARGEST_PART = 64 * MEGABYTE  # of a Word or Excel file; a report of 30 pages has one of half a megabyte
LARGEST_PACKAGE = 160 * MEGABYTE  # all parts together
LARGEST_MEMBER = 200 * MEGABYTE  # of a .zip
LARGEST_ARCHIVE = 4096 * MEGABYTE  # all members together, those of the .zip files inside too
MOST_MEMBERS = 50_000
DEEPEST = 3  # a .zip in a .zip in a .zip
# Deflate shrinks zeros to a thousandth; text and tables of reports to a fiftieth at most.
HIGHEST_RATIO, RATIO_COUNTS_FROM = 300, 4 * MEGABYTE
# The others unpack in one go, however much comes out.
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises on bytes that were damaged or made up
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, RuntimeError, OverflowError,
    NotImplementedError,
)  # fmt: skip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ENCRYPTED = "encrypted"  # Office's own password, whatever the format
UNKNOWN_OLE = "ole"  # an Office container of another program, such as Microsoft Works
WORD_XML, SHEET_XML = "word xml", "sheet xml"  # the single-file XML of Office 2003
# What LibreOffice turns into .docx
CONVERTED = frozenset({".doc", ".rtf", WORD_XML, UNKNOWN_OLE})
NAMES = {
    ".doc": "旧版 Word 文档（.doc）",
    ".docx": "Word 文档（.docx）",
    ".html": "网页（.html）",
    ".odf": "开放文档（.odt 或 .ods）",
    ".ofd": "OFD 版式文件",
    ".pdf": "PDF 文件",
    ".png": "图片",
    ".ppt": "演示文稿",
    ".rar": "RAR 压缩包",
    ".rtf": "RTF 文档",
    ".xls": "旧版 Excel 表格（.xls）",
    ".xlsx": "Excel 表格（.xlsx）",
    ".7z": "7z 压缩包",
    ".zip": "ZIP 压缩包",
    SHEET_XML: "Excel 2003 的 XML 表格",
    WORD_XML: "Word 2003 的 XML 文档",
}
PACKED = frozenset({".zip", ".rar", ".7z"})
MAGIC = (
    (b"{\\rtf", ".rtf"),
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".png"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
)
# Streams of an Office container, the most telling first
STREAMS = (
    ("EncryptedPackage", ENCRYPTED), ("WordDocument", ".doc"), ("PowerPoint Document", ".ppt"), ("Workbook", ".xls"),
    ("Book", ".xls"),
)  # fmt: skip
PARTS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".ppt"), ("OFD.xml", ".ofd"), ("mimetype", ".odf"))
# <!DOCTYPE html   <html xmlns:o="…">   <head>   <meta charset="gbk">   <table border=1>
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b", re.I | re.S
)
# MIME-Version: 1.0   From: <Saved by Windows Internet Explorer 11> …: what Word calls a single-file web page
MHT = re.compile(r"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,20}?MIME-Version: ?1\.0", re.I)
HAN = re.compile(r"[\u3400-\u9fff]")
HEAD = 4096

# Where a file is in a .zip: its number there, behind those of the archives that it is in.
Inside = tuple[int, ...]


# --- what bytes are


def kind(content: bytes) -> str:
    """The suffix a file of these bytes should have, one of NAMES or ENCRYPTED, or nothing where bytes do not tell."""
    if content.startswith(OLE):
        return _office_container(content)
    if content.startswith(ZIP):
        return _package(io.BytesIO(content))
    head = content[:HEAD]
    for magic, suffix in MAGIC:
        if head.startswith(magic) or (suffix == ".pdf" and magic in head[:1024]):
            return suffix
    opening = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1", errors="ignore")
    opening = opening.removeprefix("ï»¿")  # the UTF-8 mark, read as Latin-1
    if re.search(r'<w:wordDocument\b|<pkg:package\b|progid="Word\.Document"', opening):
        return WORD_XML
    if HTML.match(opening) or MHT.match(opening):
        return ".html"
    return SHEET_XML if "urn:schemas-microsoft-com:office:spreadsheet" in opening else ""


def read_as(found: str, content: bytes, wanted: str) -> tuple[str, tuple[Passage, ...]]:
    """Read bytes that are of another format than their suffix says. Raises UnreadableError."""
    suffix = ".doc" if found in CONVERTED else ".xls" if found == SHEET_XML else found
    if suffix in SUFFIXES and suffix not in PACKED:
        reader: Any = importlib.import_module(f"loaders.readers.{LIKE.get(suffix, suffix).removeprefix('.')}")
        return reader.read(content)
    if found == ENCRYPTED:
        raise encrypted()
    if found in PACKED:
        raise UnreadableError(f"后缀与内容不符：其实是 {NAMES[found]}。请解压后再导入。")
    if found in NAMES:
        raise UnreadableError(f"后缀与内容不符：其实是 {NAMES[found]}。请用相应的程序打开，另存为{wanted}再导入。")
    raise broken(wanted)


def encrypted() -> UnreadableError:
    """What to say of a file with a password."""
    return UnreadableError("加了打开密码。请用 Word、Excel 或 WPS 打开，取消密码后另存，再导入。")


def broken(wanted: str) -> UnreadableError:
    """What to say of a file that is damaged, or never was what it is called."""
    return UnreadableError(
        f"不是完好的 {wanted}。请用 Word、Excel 或 WPS 打开并另存再导入；打不开的，请重新获取原文件。"
    )


def _office_container(content: bytes) -> str:
    found = {suffix: place for name, suffix in reversed(STREAMS) if (place := _stream(content, name)) is not None}
    if ENCRYPTED in found:
        return ENCRYPTED
    if not found:
        return UNKNOWN_OLE
    suffix = min(found, key=lambda name: found[name])  # a spreadsheet inside a letter stands behind the letter
    return ENCRYPTED if suffix == ".doc" and _has_password(content) else suffix


def _stream(content: bytes, name: str) -> int | None:
    """Where the directory of an Office container names a stream: entries of 128 bytes ([MS-CFB] 2.6.1)."""
    written = (name + "\0").encode("utf-16-le")
    start = content.find(written)
    while start >= 0:
        if start % 128 == 0 and content[start + 64 : start + 66] == len(written).to_bytes(2, "little"):
            return start
        start = content.find(written, start + 1)
    return None


def _has_password(content: bytes) -> bool:
    """A Word stream begins a sector and says itself whether the rest is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
    for start in range(512, len(content) - 12, 512):
        if content[start : start + 2] == b"\xec\xa5":
            return bool(content[start + 11] & 1)
    return False


def _package(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [_slashed(info) for info in archive.infolist()]
    except BROKEN:  # cut off: the members' own headers still tell
        file.seek(0)
        names = re.findall(r"(?:word|xl|ppt)/", file.read(1 << 16).decode("latin-1"))
        return next((found for part, found in PARTS if part in names), "")
    return next((found for part, found in PARTS if any(name.startswith(part) for name in names)), ".zip")


# --- the parts of a Word or Excel file


def parts(content: bytes, wanted: str, names: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts of a package whose names are wanted, e.g. word/document.xml. Raises UnreadableError."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = {name: info for info in archive.infolist() if names(name := _slashed(info))}
            if any(info.flag_bits & 1 for info in infos.values()):
                raise encrypted()
            if (
                any(info.file_size > LARGEST_PART or _is_bomb(info) for info in infos.values())
                or sum(info.file_size for info in infos.values()) > LARGEST_PACKAGE
            ):
                raise UnreadableError(
                    f"解压后大得异常（单个部分超过 {LARGEST_PART // MEGABYTE} MB，或压缩比超过 {HIGHEST_RATIO} 倍），"
                    "可能是恶意文件，没有读取。确是报告的，请另存为新文件、去掉多余的行列再导入。"
                )
            for name, info in infos.items():
                found[name] = _unpacked(archive, info)
    except UnreadableError:
        raise
    except BROKEN as error:
        raise broken(wanted) from error
    return found


def safe_parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def xml(content: bytes, wanted: str) -> Any:
    """The root of a part. Raises UnreadableError; a part that declares entities is refused, Office writes none."""
    try:
        root = etree.fromstring(content, safe_parser())
    except (etree.LxmlError, ValueError) as error:
        raise (declared() if b"<!ENTITY" in content else broken(wanted)) from error
    refuse_declarations(root)
    return root


def refuse_declarations(root: Any) -> None:
    """<!DOCTYPE x [<!ENTITY y SYSTEM "…/passwords">]>: nothing that Office writes has it."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise declared()


def declared() -> UnreadableError:
    """What to say of a part that declares entities, whether or not they blow up."""
    return UnreadableError(
        "里面有 XML 实体声明，可能会引用外部文件，为安全起见没有读取。请用 Word、Excel 或 WPS 打开并另存再导入。"
    )


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_COUNTS_FROM and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)


# --- the files of a .zip


@dataclass
class Budget:
    """What may still be unpacked, in bytes and files, over all levels."""

    size: int = LARGEST_ARCHIVE
    members: int = MOST_MEMBERS


def listing(
    file: BinaryIO, source: str, suffixes: Collection[str] = (), budget: Budget | None = None
) -> Iterator[tuple[str, Inside | UnreadableError]]:
    """Every file in a .zip, folders and further .zip files included: its name below `source`, and where it is inside
    or why it cannot be read. Only further archives are unpacked. Hidden files and Office's lock files are passed over;
    so is, where `suffixes` are given, any file that has none of them, as in a folder.
    """
    yield from _listing(file, source, frozenset(suffixes), budget or Budget(), ())


def member(path: Path, inside: Inside) -> bytes:
    """The bytes of a file in a .zip. Raises UnreadableError, or OSError where the archive itself cannot be opened."""
    about = path.stat()
    return _bytes(_opened(path, about.st_size, about.st_mtime_ns, inside[:-1]), inside[-1])


@lru_cache(maxsize=DEEPEST)
def _opened(path: Path, size: int, modified_ns: int, inside: Inside) -> zipfile.ZipFile:
    """An archive, or one inside: kept open, since one member after the other is asked for."""
    if not inside:
        return _archive(path.open("rb"))
    return _archive(io.BytesIO(_bytes(_opened(path, size, modified_ns, inside[:-1]), inside[-1])))


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    """A .zip that may be looked into. Raises UnreadableError."""
    head = file.read(HEAD)
    rest = file.read(LARGEST_MEMBER) if head.startswith(OLE) else b""
    found = _package(file) if head.startswith(ZIP) else kind(head + rest)
    if found and found != ".zip":
        what = NAMES.get(found, "加了密码的 Office 文档")
        advice = "解压" if found in PACKED else "改正后缀"
        raise UnreadableError(f"后缀与内容不符：其实是 {what}。请{advice}后再导入。")
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
        size = file.seek(0, io.SEEK_END)
    except BROKEN as error:
        raise UnreadableError("压缩包不完整或已损坏，请重新获取；能解压的，请解压后导入文件夹。") from error
    if sum(info.compress_size for info in infos) > size:  # members that overlap: a bomb without a high ratio
        raise UnreadableError("压缩包内的文件相互重叠，可能是恶意文件，没有读取。请解压后导入文件夹。")
    return archive


def _listing(
    file: BinaryIO, source: str, suffixes: frozenset[str], budget: Budget, above: Inside
) -> Iterator[tuple[str, Inside | UnreadableError]]:
    try:
        archive = _archive(file)
    except UnreadableError as error:
        yield source, error
        return
    taken: set[str] = set()
    with archive:
        for index, info in enumerate(archive.infolist()):
            inner = _inside(info)
            suffix = PurePosixPath(inner).suffix.lower()
            if info.is_dir() or not inner or _is_hidden(inner) or (suffixes and suffix not in suffixes | {".zip"}):
                continue
            name = f"{source}/{_unused(inner, taken)}"
            budget.members -= 1
            budget.size -= info.file_size if info.file_size <= LARGEST_MEMBER else 0
            if budget.members < 0 or budget.size < 0:
                yield (
                    source,
                    UnreadableError(
                        f"压缩包里的文件太多（超过 {MOST_MEMBERS} 个或 {LARGEST_ARCHIVE // MEGABYTE} MB），"
                        f"从“{inner}”起没有读取。请分成几个压缩包，或解压后导入文件夹。"
                    ),
                )
                return
            if refusal := _refusal(info):
                yield name, refusal
            elif suffix != ".zip":
                yield name, (*above, index)
            elif len(above) + 1 >= DEEPEST:
                yield name, UnreadableError(f"压缩包套了超过 {DEEPEST} 层，没有读取。请解压后再导入。")
            else:
                try:
                    content = _bytes(archive, index)
                except UnreadableError as error:
                    yield name, error
                    continue
                yield from _listing(io.BytesIO(content), name, suffixes, budget, (*above, index))


def _refusal(info: zipfile.ZipInfo) -> UnreadableError | None:
    """Why a member is not unpacked."""
    if info.flag_bits & 1:
        return UnreadableError("压缩包加了密码。请用密码解压后再导入。")
    if info.file_size > LARGEST_MEMBER:
        return UnreadableError(
            f"解压后有 {info.file_size // MEGABYTE} MB，超过 {LARGEST_MEMBER // MEGABYTE} MB 的上限，没有读取。"
        )
    if _is_bomb(info):
        return UnreadableError(f"压缩比超过 {HIGHEST_RATIO} 倍，可能是恶意文件，没有读取。请解压并核对后再导入。")
    if info.compress_type not in UNPACKED:
        return UnreadableError("用了不常见的压缩方法，无法解压。请用解压软件解压后再导入。")
    return None


def _bytes(archive: zipfile.ZipFile, index: int) -> bytes:
    try:
        return _unpacked(archive, archive.infolist()[index])
    except BROKEN as error:
        raise UnreadableError("在压缩包里已损坏，请重新获取。") from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member, piece by piece: it may unpack to more than it says, and all of it at once would be in memory."""
    if info.compress_type not in UNPACKED:
        raise zipfile.BadZipFile(f"compression method {info.compress_type}")
    pieces = []
    with archive.open(info) as file:
        while piece := file.read(MEGABYTE):
            pieces.append(piece)
    return b"".join(pieces)


def _slashed(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/")


def _inside(info: zipfile.ZipInfo) -> str:
    """A member's name with its folders, as a relative path that stays below: ../../报告.docx is 报告.docx.

    Without the mark for UTF-8 a name is in the code page of whoever packed it: on a Chinese Windows GBK.
    """
    name = info.orig_filename if info.flag_bits & 0x800 else _recoded(info.orig_filename)
    name = re.sub(r"[\x00-\x1f\x7f]", "", name).replace("\\", "/")
    name = re.sub(r"^[A-Za-z]:", "", name)
    return "/".join(folder for folder in name.split("/") if folder.strip(" .") != "")


def _recoded(name: str) -> str:
    """A name that was taken for the code page of the first PC: UTF-8 where that gives Chinese (a Mac), else GBK."""
    try:
        written = name.encode("cp437")
    except UnicodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            recoded = written.decode(encoding)
        except UnicodeError:
            continue
        if encoding != "utf-8" or HAN.search(recoded):
            return recoded
    return name


def _is_hidden(inner: str) -> bool:
    """.DS_Store   __MACOSX/._报告.docx   ~$报告.docx   Thumbs.db"""
    return any(
        name.startswith((".", "~$")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini") for name in inner.split("/")
    )


def _unused(inner: str, taken: set[str]) -> str:
    """The name, numbered if the archive has it already."""
    path, name, number = PurePosixPath(inner), inner, 1
    while name in taken:
        number += 1
        name = path.with_name(f"{path.stem}（{number}）{path.suffix}").as_posix()
    taken.add(name)
    return name

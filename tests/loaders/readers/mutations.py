"""Real files in, odd ones out: bytes changed, and what the bytes mean: elements, attributes, records, objects.

Every choice is `random`'s, so that a seed, or Hypothesis, decides everything.
"""

import copy
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from loaders import finders, interchange
from tests.loaders.readers import samples
from tests.loaders.readers.samples import paragraph, td, tr, unzipped, zipped

Build = Callable[[Random], bytes]

GOLDEN = Path(__file__).parents[2] / "golden"
# What a program may stumble over where a number, a name, a place or a word belongs
ODD = [
    "", "0", "1", "-1", "3", "100000", "1048576", "99999999999999999999999", "1.5", "1e400", "-1e-400", "NaN", "inf", "x", "²",
    "１２", "٣", "true", "continue", "restart", "A0", "A1", "AAA9", "ZZZ9999999", "XFD1048576", "A1:XFD1048576", "C3:A1", "-A1",
    "..", "/", "../../x", "xl/workbook.xml", "worksheets/sheet1.xml", "word/document.xml", "_x0000_", "_xD800_", "hidden",
    "display:none", "[>=1]0.0;;;@", "yyyy", "[h]:mm", "#,##0,,,,", "0" * 300, "万元", "。" * 40, "1," * 30, "|" * 10, "\t",
]  # fmt: skip
WORDS = [
    "“三公”经费", "公务接待费", "预算执行率", "1.50", "97.56%", "万元", "合计", "其中：", "=", "÷", "（", "）", "。", "\n", "\t", "|",
    ",", '"', ";", "2020年", "99999999999999999999", "1e9", "-", "\ufeff", "\u2028", "\u0660", "𠮷", "\u200b", "分别为",
]  # fmt: skip
FEW, MANY = 3, 30


def mutated(suffix: str, random: Random) -> bytes:
    """One odd file of this format."""
    content = random.choice(STRUCTURES[suffix])(random)
    return bytes_changed(content, random) if random.random() < 0.4 else content


def bytes_changed(content: bytes, random: Random) -> bytes:
    """Bytes flipped, lost, put in, said again, or in each other's place."""
    for _ in range(random.randint(1, 6)):
        if not content:
            return content
        at = random.randrange(len(content))
        length = random.choice([1, 2, 8, 64, 512, len(content) // 3])
        piece = content[at : at + length]
        change = random.choice(["flip", "lose", "insert", "repeat", "swap", "cut"])
        if change == "flip":
            content = content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
        elif change == "lose":
            content = content[:at] + content[at + length :]
        elif change == "insert":
            put = random.choice(
                [b"\0" * 8, b"\xff" * 8, b"<", b'"', b"\n", b"%%EOF", b"PK\x03\x04", *_odd_bytes(random)]
            )
            content = content[:at] + put + content[at:]
        elif change == "repeat":
            content = content[:at] + piece * random.choice([2, 3, FEW + 1]) + content[at:]
        elif change == "swap":
            other = random.randrange(len(content))
            first, second = sorted((at, other))
            length = min(length, second - first, len(content) - second)
            content = (
                content[:first] + content[second : second + length] + content[first + length : second]
                + content[first : first + length] + content[second + length :]
            )  # fmt: skip
        elif random.random() < 0.2:
            content = content[:at]
    return content


def _odd_bytes(random: Random) -> list[bytes]:
    return [random.choice(ODD).encode(), random.choice(WORDS).encode("gb18030"), random.choice(WORDS).encode()]


# --- elements


def elements_changed(root: Any, random: Random) -> None:
    """Elements lost, doubled, nested, moved and renamed; attributes and words exchanged for odd ones."""
    for _ in range(random.randint(1, 6)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        inner = elements[1:]
        if not inner:
            return
        element, other = random.choice(inner), random.choice(elements)
        parent = element.getparent()
        assert parent is not None
        change = random.choice(
            ["lose", "double", "nest", "move", "rename", "attribute", "attribute", "attribute", "text"]
        )
        if change == "lose":
            parent.remove(element)
        elif change == "double":
            place = parent.index(element)
            for _ in range(random.choice([1, FEW, MANY])):
                parent.insert(place, copy.deepcopy(element))
        elif change == "nest":
            if sum(1 for _ in element.iter()) > 200:
                continue
            inside = element
            for _ in range(random.choice([1, FEW, 30, 300])):
                inside.append(etree.Element(inside.tag, dict(inside.attrib)))
                inside = inside[-1]
            inside.append(copy.deepcopy(element) if random.random() < 0.2 else etree.Element(other.tag))
        elif change == "move" and not any(above is element for above in [other, *other.iterancestors()]):
            other.insert(random.randint(0, len(other)), element)
        elif change == "rename":
            element.tag = other.tag
        elif change == "text":
            element.text = random.choice([*ODD, *WORDS]) * random.choice([1, 1, FEW, MANY])
        elif change == "attribute":
            holder = random.choice([one for one in elements if one.attrib] or elements)
            name = random.choice(list(holder.attrib) or ["val"])
            if random.random() < 0.15:
                holder.attrib.pop(name, None)
            else:
                holder.set(name, random.choice(ODD).replace("\0", ""))


def package_changed(content: bytes, random: Random) -> bytes:
    """A Word or Excel file with one or two parts changed, lost, or in each other's place."""
    parts = unzipped(content)
    names = [
        name for name in parts if name.endswith((".xml", ".rels")) and "docProps" not in name and "theme" not in name
    ]
    telling = [name for name in names if name.endswith(("document.xml", "sheet1.xml"))]
    for _ in range(random.randint(1, 2)):
        name = random.choice(telling if random.random() < 0.6 else names)
        change = random.random()
        if change < 0.85:
            root = etree.fromstring(parts[name], etree.XMLParser(huge_tree=True))
            elements_changed(root, random)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        elif change < 0.92:
            parts[name] = bytes_changed(parts[name], random)
            break
        elif change < 0.96:
            other = random.choice(names)
            parts[name], parts[other] = parts[other], parts[name]
        else:
            del parts[name]
            break
    return zipped(parts, random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


# --- .docx


@cache
def documents() -> list[bytes]:
    """A plain report, and one with everything that Word can do to a paragraph or a table."""
    field = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    merged = [
        tr([td("项目", "<w:gridSpan w:val='2'/>"), td("决算数")]),
        tr([td("公务接待费", "<w:vMerge w:val='restart'/>"), td("国内", ""), td("1.50")]),
        tr([td("", "<w:vMerge/>"), td("国外", "<w:hMerge w:val='restart'/>"), td("0.00", "<w:hMerge/>")], "<w:gridBefore w:val='0'/>"),
        tr([f"<w:tc><w:tbl>{tr([td('内'), td('3')])}{tr([td('外'), td('4')])}</w:tbl>{paragraph('旁')}</w:tc>", td("合计"), td("1.50")]),
    ]  # fmt: skip
    body = (
        paragraph(samples.TITLE)
        + f"<w:p>{field.format('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{field.format('separate')}"
        + f"<w:r><w:t>一、概况</w:t><w:tab/><w:t>1</w:t></w:r>{field.format('end')}</w:p>"
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        + f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + f"<w:p><w:ins><w:r><w:t>{samples.SENTENCE}</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:br/><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>"
        + "<m:oMath><m:f><m:num><m:r><m:t>90</m:t></m:r></m:num><m:den><m:r><m:t>100</m:t></m:r></m:den></m:f></m:oMath>"
        + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + f"{paragraph('框内支出1.50万元。')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        + f"</mc:AlternateContent></w:r></w:p><w:tbl>{''.join(merged)}</w:tbl>"
    )
    return [samples.word_report(), samples.with_body(body)]


def _document(random: Random) -> bytes:
    return package_changed(random.choice(documents()), random)


# --- .xlsx


@cache
def workbooks() -> list[bytes]:
    """A plain report, and one with merged and hidden cells, dates, formulas and two sheets."""

    def build(book: Any) -> None:
        sheet = book.active
        sheet.append([samples.TITLE])
        for row in samples.ROWS:
            sheet.append([*row, 0.9756, 44000, -1.5, True])
        for row in sheet.iter_rows(min_row=2):
            row[3].number_format, row[4].number_format, row[5].number_format = (
                "0.00%",
                'yyyy"年"m"月"d"日"',
                "#,##0.00;[Red]-0.0",
            )
        sheet.merge_cells("A1:G1")
        sheet.merge_cells("A3:A4")
        sheet.column_dimensions["G"].hidden = True
        sheet.row_dimensions[9].hidden = True
        other = book.create_sheet("另表")
        other.append(["支出", 1])
        other.sheet_view.showZeros = False

    return [samples.workbook_report(), samples.workbook(build), _with_shared_strings(samples.workbook_report())]


def _with_shared_strings(content: bytes) -> bytes:
    """The workbook as Excel writes it: its words once, in a part of their own."""
    parts = unzipped(content)
    root = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    space = root.tag.rpartition("}")[0][1:]
    strings = etree.Element(f"{{{space}}}sst")
    for cell in root.iterfind(".//{*}c[@t='inlineStr']"):
        cell.set("t", "s")
        (inline,) = cell
        inline.tag = f"{{{space}}}si"
        etree.SubElement(cell, f"{{{space}}}v").text = str(len(strings))
        strings.append(inline)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    etree.SubElement(relations, relations[0].tag, Type=kind, Target="sharedStrings.xml", Id="rIdWords")
    changed = {"worksheets/sheet1.xml": root, "sharedStrings.xml": strings, "_rels/workbook.xml.rels": relations}
    return zipped(parts | {f"xl/{name}": etree.tostring(tree) for name, tree in changed.items()})


def _workbook(random: Random) -> bytes:
    return package_changed(random.choice(workbooks()), random)


# --- .xls: records of a kind, a length and so many bytes


@cache
def _old_workbook() -> bytes:
    return samples.old_workbook_report()


def _records(random: Random) -> bytes:
    content = _old_workbook()
    start = 512
    end = start
    records: list[list[Any]] = []
    while end + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, end)
        if not kind and not length:
            break
        records.append([kind, length, content[end + 4 : end + 4 + length]])
        end += 4 + length
    for _ in range(random.randint(1, 6)):
        index = random.randrange(len(records))
        kind, length, body = records[index]
        change = random.choice(["body", "body", "body", "kind", "length", "lose", "double", "swap"])
        if change == "body" and body:
            at = random.randrange(len(body))
            records[index][2] = body[:at] + bytes([random.choice([0, 1, 127, 128, 255])]) + body[at + 1 :]
        elif change == "kind":
            records[index][0] = random.choice(records)[0]
        elif change == "length":
            records[index][1] = random.choice([0, 1, length + 1, max(length - 1, 0), 0xFFFF, 0x2020])
        elif change == "lose" and len(records) > 2:
            del records[index]
        elif change == "double":
            records[index:index] = [list(records[index]) for _ in range(random.choice([1, FEW]))]
        elif change == "swap":
            other = random.randrange(len(records))
            records[index], records[other] = records[other], records[index]
    stream = b"".join(struct.pack("<HH", kind, length) + body for kind, length, body in records)
    size = end - start
    return content[:start] + stream[:size].ljust(size, b"\0") + content[end:]


def _container(random: Random) -> bytes:
    """The container around a workbook: its header, its table of sectors, its directory."""
    content = bytearray(_old_workbook())
    for _ in range(random.randint(1, 4)):
        at = random.choice([random.randrange(24, 512), random.randrange(len(content) - 2048, len(content) - 4)])
        content[at : at + 4] = struct.pack(
            "<I", random.choice([0, 1, 2, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF, random.randrange(64)])
        )
    return bytes(content)


# --- .html

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>首页</title></head><body>
<ul class="menu"><li><a href="/">首页</a></li></ul><h1>{samples.TITLE}</h1><p>{samples.SENTENCE}<br/>又一行</p>
<table border="1"><caption>三公经费</caption><thead><tr><th rowspan="2">项目</th><th colspan="2">2020年</th></tr>
<tr><th>预算数</th><th>决算数</th></tr></thead><tbody><tr><td>公务接待费</td><td>2.00</td><td style="color:red">1.50</td></tr>
<tr><td>合计</td><td colspan="2"><table><tr><td>2.00</td><td>1.50</td></tr></table></td></tr></tbody></table>
<form><input type="text" value="1.50"/><input type="checkbox" checked="checked"/><select><option selected="1">优</option></select>
<textarea>良</textarea></form><pre>a
b</pre><div hidden="1">隐</div><script>x</script></body></html>"""


def _page(random: Random) -> bytes:
    root = etree.fromstring(PAGE.encode(), etree.HTMLParser(encoding="utf-8"))
    elements_changed(root, random)
    for cell in root.iter("td", "th"):
        if random.random() < 0.1:
            cell.set(random.choice(["colspan", "rowspan"]), random.choice(ODD))
    return etree.tostring(
        root, method=random.choice(["html", "xml"]), encoding=random.choice(["utf-8", "gb18030", "utf-16"])
    )


# --- .pdf

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
REFERENCE = re.compile(rb"\d+ 0 R")
OBJECT = re.compile(rb"\d+ 0 obj.*?endobj\s", re.S)
ODD_NUMBERS = [
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"2147483647",
    b"-2147483648",
    b"99999999999",
    b"1e9",
    b"0.00001",
    b"3.5",
    b"100000",
]


@cache
def _printed() -> bytes:
    """Two pages with a table, uncompressed, so that what is drawn can be changed too."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0, invariant=1)
    for _ in range(2):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(90, 760, samples.TITLE)
        canvas.drawString(90, 740, samples.SENTENCE)
        canvas.grid([90, 250, 350, 450], [600, 620, 640, 660])
        for row, cells in enumerate(samples.ROWS):
            for column, text in enumerate(cells):
                canvas.drawString(95 + 160 * column - 30 * (column > 1), 645 - 20 * row, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _objects(random: Random) -> bytes:
    content = _printed()
    for _ in range(random.randint(1, 8)):
        change = random.choice(["number", "number", "reference", "reference", "lose", "double", "name", "key"])
        if change in ("number", "reference"):
            found = list((NUMBER if change == "number" else REFERENCE).finditer(content))
            if not found:
                continue
            target = random.choice(found)
            put = (
                random.choice(ODD_NUMBERS)
                if change == "number"
                else random.choice([*{one[0] for one in found}, b"null", b"[]"])
            )
            content = content[: target.start()] + put + content[target.end() :]
        elif change in ("lose", "double"):
            found = list(OBJECT.finditer(content))
            if not found:
                continue
            target = random.choice(found)
            content = (
                content[: target.start()] + (target[0] * 2 if change == "double" else b"") + content[target.end() :]
            )
        elif change == "name":
            found = list(re.finditer(rb"/[A-Z]\w+", content))
            target, other = random.choice(found), random.choice(found)
            content = content[: target.start()] + other[0] + content[target.end() :]
        else:
            at = content.find(b"<<", random.randrange(len(content))) + 2
            key = random.choice([b"/Kids [3 0 R 3 0 R]", b"/Parent 1 0 R", b"/Rotate 45", b"/UserUnit 1e9", b"/Type /Pages", b"/Count 99999",
                                 b"/Length 999999", b"/Filter /FlateDecode", b"/Contents 3 0 R", b"/MediaBox [0 0 0 0]", b"/MediaBox [0 0 1e9 1e9]"])  # fmt: skip
            content = content[:at] + key + content[at:]
    return content


# --- .txt, .csv


def _characters(text: str, random: Random, marks: list[str]) -> bytes:
    for _ in range(random.randint(1, 12)):
        at, length = random.randint(0, len(text)), random.choice([0, 1, 5, 40])
        change = random.choice(["put", "put", "lose", "repeat", "line"])
        if change == "put":
            text = text[:at] + random.choice(marks) * random.choice([1, 1, FEW, MANY]) + text[at:]
        elif change == "lose":
            text = text[:at] + text[at + length :]
        elif change == "repeat":
            text = text[: at + length] + text[at : at + length] * random.choice([1, FEW, MANY]) + text[at + length :]
        else:
            lines = text.split("\n")
            one, other = random.randrange(len(lines)), random.randrange(len(lines))
            lines[one:one] = [lines[other]] * random.choice([1, FEW, MANY])
            text = "\n".join(lines)
    return text.encode(random.choice(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))


def _values(random: Random) -> bytes:
    return _characters(samples.values_report().decode("gb18030"), random, [*WORDS, *ODD])


@cache
def _texts() -> list[str]:
    return [path.read_text(encoding="utf-8")[:1500] for path in sorted(GOLDEN.glob("*.txt"))]


def _text(random: Random) -> bytes:
    return _characters(random.choice(_texts()), random, WORDS)


def _mixed(random: Random) -> bytes:
    """UTF-8 with lines of GB18030 and UTF-16 among them."""
    lines = random.choice(_texts()).split("\n")
    encodings = ["utf-8"] * 4 + ["gb18030", "utf-16-le"]
    return b"\n".join(line.encode(random.choice(encodings)) for line in lines)


# --- .zip


@cache
def _members() -> dict[str, bytes]:
    inner = zipped({"表.csv": samples.values_report(), "更里.zip": zipped({"报告.txt": samples.TITLE.encode()})})
    return {
        "局/报告.docx": samples.word_report(),
        "里.zip": inner,
        "页.html": PAGE.encode(),
        "报告.txt": samples.SENTENCE.encode(),
    }


def _archive(random: Random) -> bytes:
    members = dict(_members())
    for _ in range(random.randint(1, 4)):
        name = random.choice(list(members))
        change = random.choice(["mutate", "rename", "self", "damage"])
        if change == "mutate":
            suffix = random.choice([".docx", ".xlsx", ".html", ".csv", ".txt"])
            members[f"{random.randrange(9)}{suffix}"] = mutated(suffix, random)
        elif change == "rename":
            names = [
                "../../etc/报告.txt",
                "C:\\报告.txt",
                "/报告.docx",
                ".zip",
                "报告.zip",
                "." * 9,
                "a/" * 200 + "报告.txt",
                "报\n告.txt",
            ]
            members[random.choice(names)] = members.pop(name)
        elif change == "self":
            members["自.zip"] = zipped(members)
        else:
            members[name] = bytes_changed(members[name], random)
    return zipped(
        members, random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    )


# --- .json


@cache
def _extraction() -> str:
    found = finders.find(samples.read(samples.word_report(), ".docx"))
    return interchange.write([found], with_text=True)


def _figures(random: Random) -> bytes:
    data = json.loads(_extraction())
    odd = [None, -1, 0, 1.5, 1e308, 10**40, "", "x", [], {}, True, [[]], {"x": 1}, "2020-13-41", "\ud800", "NaN", *ODD]
    for _ in range(random.randint(1, 4)):
        holders = _holders(data)
        holder = random.choice(holders)
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            continue
        key = random.choice(keys)
        change = random.choice(["set", "set", "lose", "double", "nest"])
        if change == "set":
            holder[key] = random.choice(odd)
        elif change == "lose":
            del holder[key]
        elif change == "double" and isinstance(holder, list):
            holder += [copy.deepcopy(holder[key])] * random.choice([1, FEW])
        elif change == "nest":
            for _ in range(random.choice([1, FEW, 150])):
                holder[key] = [holder[key]]
    return json.dumps(data, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _holders(data: Any) -> list[Any]:
    """Every object and list, without recursion: some are nested by the hundred."""
    found, waiting = [], [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            found.append(one)
            waiting += one.values() if isinstance(one, dict) else one
    return found


def _other(random: Random) -> bytes:
    """A file of another format than its suffix says."""
    return random.choice(
        [
            documents()[0],
            workbooks()[0],
            _old_workbook(),
            PAGE.encode(),
            samples.values_report(),
            _printed(),
            _text(random),
        ]
    )


STRUCTURES: dict[str, list[Build]] = {
    ".docx": [_document] * 9 + [_other],
    ".xlsx": [_workbook] * 9 + [_other],
    ".xls": [_records] * 6 + [_container] * 3 + [_other],
    ".html": [_page] * 9 + [_other],
    ".pdf": [_objects] * 9 + [_other],
    ".csv": [_values] * 9 + [_other],
    ".txt": [_text] * 7 + [_mixed] * 2 + [_other],
    ".zip": [_archive] * 9 + [_other],
    ".json": [_figures] * 9 + [_other],
}

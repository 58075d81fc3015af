"""What somebody typed into a .ods comes back as in a workbook: repeated cells, blanks, formulas, merges and types."""

import io
import zipfile

import pytest

from dashboard.exports import open_document, review_sheet
from dashboard.exports.review_sheet import SheetError

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELLS = """
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-header-rows><table:table-row>
<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>一<text:s text:c="2"/>二</text:p></table:table-cell>
<table:table-cell/>
<table:table-cell office:value-type="string"><office:annotation><text:p>旁注</text:p></office:annotation><text:p>=第<text:span>一</text:span>行</text:p><text:p>乙<text:line-break/>丙</text:p></table:table-cell>
</table:table-row></table:table-header-rows>
<table:table-row>
<table:table-cell office:value-type="float" office:value="4.50"/><table:table-cell office:value-type="float" office:value="5"/>
<table:table-cell office:value-type="percentage" office:value="0.985"/>
<table:table-cell office:value-type="float" office:value="2" table:formula="of:=[.A1]+1"/>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/>
<table:table-cell office:value-type="date" office:date-value="2026-11-26"/>
</table:table-row>
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>合并</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
"""


def packed(table: str, mimetype: bytes = open_document.MIMETYPE) -> bytes:
    document = (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="复核表">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", document)
    return content.getvalue()


def test_cells_stand_where_they_stood_with_their_types() -> None:
    content = packed(CELLS)
    page = open_document.workbook(content)["复核表"]

    assert open_document.is_open_document(content)
    assert [page[place].value for place in ("A3", "B3", "C3", "D3")] == ["一  二", "一  二", None, "=第一行\n乙\n丙"]
    assert page["D3"].data_type == "s", "somebody's words, not a formula"
    assert [page[place].value for place in ("A4", "B4", "C4", "E4")] == [4.5, 5, 0.985, True]
    assert "%" in page["C4"].number_format and page["D4"].data_type == "f" and page["F4"].value.day == 26
    assert [span.coord for span in page.merged_cells.ranges] == ["A5:B6"]
    assert page.max_row == 6


def test_another_document_or_a_damaged_one_is_told_in_chinese() -> None:
    assert not open_document.is_open_document(packed("", b"application/vnd.oasis.opendocument.text"))
    with pytest.raises(SheetError, match="没有隐藏的“_对标”页"):
        review_sheet.marking(packed(CELLS))
    for content in (packed("<broken>"), packed("", b"application/zip")):
        with pytest.raises(SheetError, match=r"不是 \.xlsx 或 \.ods 工作簿"):
            review_sheet.marking(content)

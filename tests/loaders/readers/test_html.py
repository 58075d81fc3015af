"""Web pages: encodings, what is seen and what is not, tables in tables, merged cells, pages made to do harm."""

import time

import pytest

from loaders.readers import UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, paragraphs, read, report, tables


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def test_a_report_on_a_page_gives_its_figures() -> None:
    assert facts(samples.page_report(), ".html") == facts(samples.page_report(), ".htm") == samples.FACTS
    assert report(samples.page_report(), ".html").department == "青岚市林业局"


@pytest.mark.parametrize(
    "content",
    [
        samples.page_report("gb2312"),
        samples.page_report("utf-8"),
        samples.page_report("utf-16"),
        samples.page_report("gbk"),
        samples.page_report("utf-8").replace(b"charset=utf-8", b"charset=gb2312"),  # says one thing and is the other
        samples.page_report("gb2312").replace(b"charset=gb2312", b"charset=utf-8"),
        samples.page_report("gb2312").replace(b"<meta charset=gb2312>", b""),
        samples.page_report("utf-8").replace(b"<meta charset=utf-8>", b"<meta charset=x-unknown>"),
        b"\xef\xbb\xbf" + samples.page_report("utf-8"),
    ],
)
def test_encodings_said_and_meant(content: bytes) -> None:
    assert facts(content, ".html") == samples.FACTS


def test_a_character_cut_in_two_does_not_cost_the_page() -> None:
    body = "<p>" + "支出合计九十万元。" * 200
    content = page(body) + "尾".encode()[:2]

    assert "支出合计九十万元。" in (read(content, ".html").text or "")
    with pytest.raises(UnreadableError, match=r"报告\.html：编码无法识别"):
        read("支出合计".encode() + "支出合计".encode("gbk") + b"\xff\xff<p>", ".html")


def test_only_what_is_seen_is_read() -> None:
    content = page(
        "<script>document.write('自评得分95分')</script><style>p{}</style><noscript>请打开脚本</noscript><!-- 自评得分94分 -->"
        "<p style='display: none'>自评得分93分</p><p hidden>自评得分92分</p><template>自评得分91分</template>"
        "<p>自评得分<b>9</b>0分，<span style='mso-hide:all'>隐藏</span>等次为<input type=text value=优>。</p>"
    )

    assert paragraphs(read(content, ".html")) == ["自评得分90分，等次为优。"]


def test_menus_are_left_out_and_headers_with_words_are_not() -> None:
    links = "<a href='/'>首页</a> <a href='/open'>信息公开</a>"
    content = page(
        f"<nav>{links}</nav><div class='nav main'>{links}</div><div id='footer'>{links} 版权</div>"
        "<div class='header'><h1>自评报告</h1></div><ul class='menu'><li>一、概况</ul><p>正文，见<a href='/x'>附件</a>。</p>"
    )

    assert paragraphs(read(content, ".html")) == ["自评报告", "一、概况", "正文，见附件。"]


def test_blanks_and_breaks_read_as_they_look() -> None:
    content = page(
        "<p>预算执\n  行率&nbsp;为&#57;7&#x2e;5%\n&lt;达标&gt;</p><div>一、概况<br>本年支出\n<br/> 90万元。<p>二、结果</div>"
        "<pre>第一行。\n第二行。</pre>Total  \n cost"
    )

    assert read(content, ".html").text == (
        "预算执行率\xa0为97.5% <达标>\n一、概况\n本年支出\n90万元。\n二、结果\n第一行。\n第二行。\nTotal cost\n"
    )


def test_lines_broken_by_hand_are_paragraphs() -> None:
    content = page(
        "<div>一、支出情况<br>2020年支出90.00万元，<br>比上年减少。<br>二、“三公”经费<br>公务接待费1.50万元。</div>"
    )

    assert paragraphs(read(content, ".html")) == [
        "一、支出情况", "2020年支出90.00万元，\n比上年减少。", "二、“三公”经费", "公务接待费1.50万元。"
    ]  # fmt: skip


def test_cells_over_several_rows_and_columns() -> None:
    content = page(
        "<table><caption>支出（万元）</caption><thead><tr><th rowspan=2>项目<th colspan='2'>经费<tr><th>预算数<th>决算数</thead>"
        "<tbody><tr><td>公务接待费<p>（国内）</p><td rowspan=9>2.00<td>&nbsp;</td><tr><td>会议费<td>1.50</table>"
    )
    document = read(content, ".html")

    assert paragraphs(document) == ["支出（万元）"]
    assert tables(document) == [
        [
            ["项目", "经费", "经费"],
            ["项目", "预算数", "决算数"],
            ["公务接待费\n（国内）", "2.00", ""],
            ["会议费", "2.00", "1.50"],
        ]
    ]


def test_a_table_that_only_places_things_is_no_table() -> None:
    inner = "<table><tr><td>项目<td>决算数<tr><td>公务接待费<td>1.50</table>"
    content = page(f"<table><tr><td colspan=2>标题<tr><td>左栏<td><p>正文。</p>{inner}<p>落款</p></table>")
    document = read(content, ".html")

    assert paragraphs(document) == ["标题", "左栏", "正文。", "落款"]
    assert tables(document) == [[["项目", "决算数"], ["公务接待费", "1.50"]]]


def test_a_table_in_a_cell_of_a_table_follows_it() -> None:
    content = page(
        "<table><tr><td>项目<td>决算数<td>说明<tr><td>公务接待费<td>1.50<td>见下"
        "<tr><td>会议费<td>2.50<td>其中<table><tr><td>一类<td>1<tr><td>二类<td>2</table></table>"
    )

    assert tables(read(content, ".html")) == [
        [["项目", "决算数", "说明"], ["公务接待费", "1.50", "见下"], ["会议费", "2.50", "其中"]],
        [["一类", "1"], ["二类", "2"]],
    ]


def test_boxes_of_a_form_say_what_is_ticked() -> None:
    content = page(
        "等次：<input type=radio>优<input type=radio checked>良，<select><option>甲<option selected>乙</select>"
    )

    assert paragraphs(read(content, ".html")) == ["等次：□优☑良，乙"]


def test_a_single_file_page_is_read() -> None:
    body = samples.page_report("gb2312").hex("=").upper()
    content = (
        "From: <Saved by Windows Internet Explorer 11>\r\nSubject: 自评\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----=_Part"\r\n\r\n------=_Part\r\n'
        'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        f"={body}\r\n------=_Part--\r\n"
    )

    assert facts(content.encode("gb18030"), ".html") == samples.FACTS
    assert facts(content.encode("gb18030"), ".doc") == samples.FACTS


def test_a_word_document_called_html_is_read_as_what_it_is() -> None:
    assert facts(samples.word_report(), ".html") == samples.FACTS


# --- bad input


def test_a_page_of_frames_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableError, match=r"报告\.htm：网页只是几个页面的框架"):
        read(b"<html><frameset><frame src='sheet001.htm'></frameset></html>", ".htm")


@pytest.mark.parametrize("tags", [("<div>", "</div>"), ("<table><tr><td>", "</table>"), ("<b>", ""), ("<td>", "")])
def test_tags_nested_without_end_cost_no_time(tags: tuple[str, str]) -> None:
    opened, closed = tags
    begun = time.monotonic()

    for depth in (15, 300, 1500, 100_000):
        content = page(f"{opened * depth}深{closed * depth}<p>尾</p>")
        try:
            assert "深" in (read(content, ".html").text or "")
        except UnreadableError as error:
            assert "太深" in str(error)

    assert time.monotonic() - begun < 10


def test_menus_nested_without_end_cost_no_time() -> None:
    page = b"<html>" + b"<div class=nav>" * 200 + b"<p>abc</p>" * 50_000 + b"</div>" * 200
    begun = time.monotonic()

    assert len(read(page, ".html").passages) == 50_000
    assert time.monotonic() - begun < 8


def test_cells_that_claim_the_whole_page_cost_no_memory() -> None:
    begun = time.monotonic()
    row = "<tr><td rowspan=65534 colspan=1000>一<td>二"

    with pytest.raises(UnreadableError, match="表格太大"):
        read(page(f"<table>{row * 5000}</table>"), ".html")
    assert time.monotonic() - begun < 10


def test_entities_of_a_page_are_not_resolved() -> None:
    content = (
        b"<!DOCTYPE html [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]><html><body><p>&secret;x</p></body></html>"
    )

    assert "&secret;x" in (read(content, ".html").text or "")

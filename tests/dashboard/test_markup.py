from dashboard import markup
from dashboard.markup import Column, Tile

BAD = '<script>"&'


def test_every_word_is_escaped() -> None:
    pieces = [
        markup.words(BAD),
        markup.figure(BAD, BAD),
        markup.link(BAD, "department", department=BAD),
        markup.chip(BAD),
        markup.muted(BAD),
        markup.note(BAD),
        markup.heading(BAD, BAD),
        markup.tiles([Tile(BAD, "", BAD)]),
        markup.table([Column(BAD, note=BAD)], [], BAD),
        markup.properties({BAD: BAD}),
        markup.folded(BAD, ""),
    ]
    assert not [piece for piece in pieces if "<script" in piece or '""' in piece.replace('=""', "")]


def test_a_link_carries_its_filters_and_leaves_out_what_is_empty() -> None:
    link = markup.link("市教育局", "findings", severity=["高", "中"], department="", year=None)
    assert 'href="findings?severity=%E9%AB%98&amp;severity=%E4%B8%AD"' in link
    assert 'href="findings"' in markup.link("全部", "findings")


def test_a_number_says_what_its_click_opens() -> None:
    assert 'href="?evidence=figure~r1"' in markup.figure("398", "figure~r1")


def test_numbers_stand_right() -> None:
    table = markup.table([Column("部门"), Column("数", is_number=True)], [["甲", "1"]], "表")
    assert '<td class="number">1</td>' in table
    assert "<td>甲</td>" in table

"""A roster resolves names: what it finds, what it leaves to a person, and what it says of a file that is none."""

from pathlib import Path

import pytest

from loaders import roster
from loaders.roster import Body, Roster, RosterError

HEAD = "部门,别名,行政区划代码,行政区划,职能,层级,主管部门,存续年度,并入或更名为\n"
LINES = """中共临汐市委办公室,市委办,370100,东海省临汐市,党委办公室,地市,,,
教育局,教体局；市教育体育局,370100,东海省临汐市,教育,地市,,,
文化局,,370100,东海省临汐市,文化,地市,,-2018,文化和旅游局
旅游局,,370100,东海省临汐市,文化,地市,,-2018,文化和旅游局
文化和旅游局,,370100,东海省临汐市,文化,地市,,2019-,
教育局,,370102,东海省临汐市河口区,教育,区县,,,
"""


@pytest.fixture
def listed(tmp_path: Path) -> Roster:
    return Roster(roster.read(written(tmp_path, HEAD + LINES)))


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "名册.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("department", "jurisdiction", "year", "body", "place"),
    [
        ("临汐市教育局", "临汐市", 2020, "教育局", "东海省临汐市"),
        ("东海省临汐市教育局", "东海省临汐市", 2020, "教育局", "东海省临汐市"),
        ("市教育体育局", "临汐市", 2020, "教育局", "东海省临汐市"),
        ("临汐市教体局", "", 2020, "教育局", "东海省临汐市"),
        ("河口区教育局", "河口区", 2020, "教育局", "东海省临汐市河口区"),
        ("临汐市河口区教育局", "临汐市河口区", None, "教育局", "东海省临汐市河口区"),
        ("中共临汐市委办公室", "临汐市", 2020, "中共临汐市委办公室", "东海省临汐市"),
        ("临汐市委办公室", "临汐市", 2020, "中共临汐市委办公室", "东海省临汐市"),
        ("临汐市 文化局", "临汐市", 2018, "文化局", "东海省临汐市"),
        ("临汐市文化和旅游局", "临汐市", 2019, "文化和旅游局", "东海省临汐市"),
    ],
)
def test_a_name_finds_its_body(
    listed: Roster, department: str, jurisdiction: str, year: int | None, body: str, place: str
) -> None:
    found = listed.resolve(department, jurisdiction, year).body
    assert found is not None
    assert (found.department, found.jurisdiction_name) == (body, place)


@pytest.mark.parametrize(
    ("department", "jurisdiction", "year", "reason"),
    [
        ("", "临汐市", 2020, "没有识别出部门"),
        ("临汐市水务局", "临汐市", 2020, "名册里没有“临汐市水务局”"),
        ("水务局", "临汐市", 2020, "名册里没有临汐市的“水务局”"),
        (
            "教育局",
            "",
            2020,
            "报告没有写明地区；名册里叫“教育局”的有：东海省临汐市“教育局”、东海省临汐市河口区“教育局”",
        ),
        ("临汐市教育局", "南江市", 2020, "名册里没有南江市的“临汐市教育局”"),
        (
            "临汐市旅游局",
            "临汐市",
            2020,
            "“临汐市旅游局”2020年不在名册所记的存续年度内：东海省临汐市“旅游局”（至2018年，后为“文化和旅游局”）",
        ),
    ],
)
def test_what_is_not_settled_says_why(
    listed: Roster, department: str, jurisdiction: str, year: int, reason: str
) -> None:
    resolution = listed.resolve(department, jurisdiction, year)
    assert (resolution.body, resolution.reason) == (None, reason)


def test_a_roster_of_one_place_needs_no_place_in_the_report(tmp_path: Path) -> None:
    alone = Roster(roster.read(written(tmp_path, HEAD + "教育局,,370100,东海省临汐市,,,,,\n")))
    assert alone.resolve("教育局", "", 2020).body is not None
    assert alone.resolve("教育局", "南江市", 2020).body is None


def test_two_bodies_of_one_name_in_one_place_are_left_to_a_person(tmp_path: Path) -> None:
    lines = "教育局,,370100,东海省临汐市,,,,,\n临汐市教育局,,370100,,,,,,\n"
    resolution = Roster(roster.read(written(tmp_path, HEAD + lines))).resolve("市教育局", "临汐市", 2020)
    assert resolution.body is None and "名册里有 2 个部门都叫“市教育局”" in resolution.reason


def test_a_roster_that_was_written_reads_the_same(tmp_path: Path) -> None:
    bodies = roster.read(written(tmp_path, HEAD + LINES))
    assert roster.read(written(tmp_path, "\ufeff" + roster.write(bodies))) == bodies


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_spreadsheets_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert len(roster.read(written(tmp_path, HEAD + LINES, encoding))) == 6


def test_english_headings_do_as_well(tmp_path: Path) -> None:
    text = "department,aliases,jurisdiction,function,level,parent,active_years\n教育局,教体局,430611,教育,区县,,2019-\n"
    (body,) = roster.read(written(tmp_path, text))
    assert body == Body(body.department_id, "教育局", ("教体局",), "430611", "430611", "教育", "区县", "", 2019)
    assert Roster([body]).resolve("教育局", "君山区", 2020).body == body


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("部门,别名\n教育局,\n", "第 1 行缺少列“行政区划代码”；可以先用 duibiao roster 生成一份草稿"),
        (HEAD + "教育局,,37010,甲市,,,,,\n", "第 2 行：行政区划代码“37010”应为 GB/T 2260 的 6 位数字"),
        (HEAD + "教育局,,990100,甲市,,,,,\n", "第 2 行：行政区划代码“990100”"),
        (HEAD + ",,370100,甲市,,,,,\n", "第 2 行：没有写“部门”"),
        (HEAD + "教育局,,370100,甲市,,,,去年,\n", "第 2 行：存续年度“去年”应写作 2010-2018、2019- 或 -2018"),
        (HEAD + "教育局,,370100,甲市,,,,2019-2018,\n", "第 2 行：存续年度“2019-2018”"),
        (HEAD + "教育局,,370100,甲市,,,,,\n教体局,教育局,370100,,,,,,\n", "甲市同时有两个部门叫“教育局”"),
        (HEAD + "文化局,,370100,甲市,,,,-2018,文旅局\n", "“文化局”并入或更名为“文旅局”，而名册里甲市没有这个部门"),
        ("", "缺少列"),
    ],
)
def test_a_file_that_is_no_roster_says_where_and_what(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RosterError) as error:
        roster.read(written(tmp_path, text))
    assert str(error.value).startswith("名册.csv：") and words in str(error.value)


def test_many_errors_are_counted(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="另有 5 处"):
        roster.read(written(tmp_path, HEAD + ",,370100,甲市,,,,,\n" * 10))


def test_a_spreadsheet_that_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(b"PK\x03\x04\xff\xff\x80")
    with pytest.raises(RosterError, match="另存为 CSV"):
        roster.read(path)


def test_the_roster_that_ships_is_one() -> None:
    assert roster.read(Path(__file__).parents[2] / "data" / "roster.csv")


def test_successors_that_lead_back_are_told_once(tmp_path: Path) -> None:
    lines = ["文化局,370100,-2018,文旅局", "文旅局,370100,2019-2020,文广局", "文广局,370100,2021-,文化局"]
    path = tmp_path / "名册.csv"
    path.write_text("部门,行政区划代码,存续年度,并入或更名为\n" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(RosterError, match="“文化局”→“文旅局”→“文广局”→“文化局”") as error:
        roster.read(path)
    assert str(error.value).count("绕了回来") == 1


def test_a_department_that_takes_its_old_name_again_is_no_circle(tmp_path: Path) -> None:
    lines = ["文化局,370100,-2018,文旅局", "文旅局,370100,2019-2020,文化局", "文化局,370100,2021-,"]
    path = tmp_path / "名册.csv"
    path.write_text("部门,行政区划代码,存续年度,并入或更名为\n" + "\n".join(lines), encoding="utf-8")
    assert len(roster.read(path)) == 3


def test_a_department_that_became_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(
        "部门,行政区划代码,存续年度,并入或更名为\n文旅局（文物局）,370100,-2018,文旅局(文物局)", encoding="utf-8"
    )
    with pytest.raises(RosterError, match="绕了回来"):
        roster.read(path)

"""What stands above a table or between its rows."""

from loaders.finders.captions import above, is_continuation, surroundings, topic_of, under
from loaders.finders.figures import Background
from loaders.models import Document, Passage

BACKGROUND = Background(Document(source="报告.txt", text="报告"), fiscal_year=2020)


def test_the_nearest_unit_holds() -> None:
    assert surroundings(BACKGROUND, ["表二（元）", "表一（万元）"], "").money_unit == "元"
    assert surroundings(BACKGROUND, ["表二"], "支出构成(2020年决算,万元)").money_unit == "万元"
    assert surroundings(BACKGROUND, [], "下表摘自年报,金额单位万元。").money_unit == "万元"
    assert surroundings(BACKGROUND, [], "金额单位均为元").money_unit == "元"


def test_a_caption_names_one_topic_or_none() -> None:
    assert topic_of("各单位公务接待费情况表") == "official_reception"
    assert topic_of("会议费、培训费情况表") == ""
    assert topic_of("部门整体支出绩效自评表") == ""


def test_who_fills_the_table_in_changes_nothing() -> None:
    around = under(under(surroundings(BACKGROUND, [], ""), "公务接待费情况"), "编制单位:区财政局 单位:元")

    assert (around.topic, around.money_unit) == ("official_reception", "元")


def test_a_total_of_more_than_the_three_expenses_is_not_theirs() -> None:
    around = surroundings(BACKGROUND, [], "")

    assert under(around, "三公经费情况表").is_three_public
    assert not under(around, "三公经费及会议费情况表").is_three_public


def test_a_table_of_last_year_is_about_last_year() -> None:
    assert under(surroundings(BACKGROUND, [], ""), "2019年度收支情况表").year == 2019


def test_when_the_table_was_filled_in_is_not_its_year() -> None:
    around = under(surroundings(BACKGROUND, [], ""), "部门整体支出绩效自评表")

    for line in ("填报日期:2021年4月26日", "填报单位(盖章)林业局填报日期2021年4月26日", "填表人:李某 日期:2021年4月"):
        assert under(around, line).year is None
    assert under(around, "填表人:李某 填报日期:2021年4月26日").is_of_everything


def test_captions_reach_beyond_lines_that_say_nothing() -> None:
    lines = ["三公经费支出表", "附件2", "(2020年度)", "填表日期:2021年4月26日", "编制单位:林业局"]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    passages = [Passage(start=start, end=start + len(line)) for start, line in zip(starts, lines, strict=True)]
    background = Background(Document(source="报告.txt", text=text, passages=tuple(passages)))

    assert above(background, passages)[-1] == lines[0]


def test_a_table_goes_on_below_a_line_that_says_so() -> None:
    for line, goes_on in (("(续表)", True), ("续上表", True), ("— 3 —", True), ("三、三公经费", False)):
        background = Background(Document(source="报告.txt", text=line))
        assert is_continuation(background, [Passage(start=0, end=len(line))]) is goes_on

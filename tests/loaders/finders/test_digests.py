"""Sentences as digests: what is left out of them, which passages they come from, what the headings announce."""

import pytest

from loaders.models import Report, Sentence
from tests.loaders.reading import report

TITLE = "湛江市教育局2020年度部门整体支出绩效自评报告\n\n"
OTHER = "湛江市水利局2021年度部门整体支出绩效自评报告\n\n"


def sentences(text: str, title: str = TITLE) -> dict[str, Sentence]:
    """By the words that stand there."""
    found: Report = report(text, title)
    return {(title + text)[sentence.start : sentence.end]: sentence for sentence in found.sentences}


def one(text: str, title: str = TITLE) -> Sentence:
    (sentence,) = [sentence for words, sentence in sentences(text, title).items() if "自评报告" not in words]
    return sentence


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("我局严格执行国库集中支付制度。", "湛江市水利局严格执行国库集中支付制度。"),
        ("一是严格执行国库集中支付制度；", "（2） 严格执行“国库集中支付” 制度。"),
        ("2020年3月5日，我局召开了财务工作会议。", "2021年11月20日本局召开了财务工作会议。"),
        ("根据省厅〔2020〕5号文的部署开展工作。", "根据省厅〔2021〕112号文的部署开展工作。"),
    ],
)
def test_names_dates_signs_and_ordinals_make_no_other_sentence(here: str, there: str) -> None:
    assert one(here).exact == one(there, OTHER).exact


def test_other_numbers_are_the_same_wording_and_not_the_same_sentence() -> None:
    here, there = one("全年举办技能培训班12期。"), one("全年举办技能培训班15期。")
    assert (here.wording == there.wording, here.exact == there.exact) == (True, False)
    assert here.wording != one("全年举办技能竞赛12场次。").wording


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("举办培训班12期，培训1,166.5人次。", 2),
        ("重点工作完成率为100%，自评得分98.5分。", 0),
        ("全年无信访案件，发生事故0起。", 0),
        ("2020年5月1日起施行新的管理制度。", 0),
    ],
)
def test_what_counts_something_is_counted(text: str, figures: int) -> None:
    assert one(text).figures == figures


def test_short_ones_tell_nothing_unless_they_count_something() -> None:
    assert set(sentences("工作有序。培训学员12期。严格执行财务制度规定。")) >= {"培训学员12期", "严格执行财务制度规定"}
    assert "工作有序" not in sentences("工作有序。培训学员12期。")


def test_prose_in_cells_counts_and_score_sheets_do_not() -> None:
    table = (
        "职能概述 | 负责教育经费的统筹管理工作。 |\n年度工作完成情况 | 新建校舍12处，新增学位300个。 |\n\n"
        "三级指标 | 评分标准 | 分值 | 自评得分 |\n预算调整率 | 每高一个百分点扣0.2分，扣完为止。 | 5 | 5 |\n"
    )
    found = sentences(table)
    assert {found[words].section for words in found if "校舍" in words} == {"results"}
    assert not [words for words in found if "扣完为止" in words]


def test_headings_announce_until_one_of_their_rank() -> None:
    text = (
        "一、部门概况\n负责全市教育经费的统筹管理。\n二、履职成效\n（一）校舍建设\n新建校舍一批并投入使用。\n"
        "三、其他事项\n无其他需要说明的事项内容。\n发现的主要问题：年初预算编制不够精细。\n"
    )
    sections = {words: sentence.section for words, sentence in sentences(text).items()}
    assert sections["负责全市教育经费的统筹管理"] == "duties"
    assert sections["新建校舍一批并投入使用"] == "results"
    assert sections["无其他需要说明的事项内容"] == ""
    assert sections["年初预算编制不够精细"] == "problems"

"""Figures in running text: what is read, and what is left alone."""

import pytest

from tests.loaders.reading import found

READ = {
    "总额后面跟着只有阶段的分句": (
        "我局年初预算安排 812.30 万元，调整预算数 845.00 万元，全年共支付 840.15 万元，预算执行率 99.43%。",
        {"expenditure.budget = 812.30万元", "expenditure.adjusted_budget = 845.00万元", "expenditure.actual = 840.15万元", "budget_execution_rate.claimed = 99.43%"},
    ),
    "其中各自有执行率": (
        "全年支出90.00万元，其中：人员及公用经费调整后50.00万元，支付完成49.00万元，预算执行率98.00%；专项预算项目3个，调整后42.00万元，支付完成41.00万元，预算执行率97.62%。",
        {
            "expenditure.actual = 90.00万元",
            "basic_expenditure.adjusted_budget = 50.00万元", "basic_expenditure.actual = 49.00万元", "basic_execution_rate.claimed = 98.00%",
            "project_count.actual = 3个", "project_expenditure.adjusted_budget = 42.00万元", "project_expenditure.actual = 41.00万元", "project_execution_rate.claimed = 97.62%",
        },
    ),
    "三公经费与上年比": (
        "“三公”经费支出预算为20.00万元，支出决算为15.00万元，完成预算的75%，与2019年支出决算16.00万元相比减少1.00万元，下降6.25%。",
        {"three_public.budget = 20.00万元", "three_public.actual = 15.00万元", "three_public_control_rate.claimed = 75%", "three_public.actual@2019 = 16.00万元", "three_public_change_rate.claimed = -6.25%"},
    ),
    "与上年预算比不是变动率": ("“三公”经费决算15.00万元，比上年预算数下降29.60%。", {"three_public.actual = 15.00万元"}),
    "没有和均未发生是零": (
        "公务用车购置费、因公出国（境）费均未发生，公务接待费没有支出。",
        {"vehicle_purchase.actual = 0万元", "overseas_travel.actual = 0万元", "official_reception.actual = 0万元"},
    ),
    "本年无预算，也无支出": ("公务用车购置及运行费本年无预算，也无支出。", {"vehicle.budget = 0万元", "vehicle.actual = 0万元"}),
    "在别处反映不是零": ("“三公”经费预算数与决算数统一反映在市机关事务管理局。", {"three_public: reported_elsewhere"}),
    "决算在别处反映": ("公务接待费统一反映在县机关事务中心的决算里。", {"official_reception.actual: reported_elsewhere"}),
    "不涉及": ("本会2020年不涉及政府采购。", {"procurement: not_applicable"}),
    "空着的率": ("预算调整率：      %", {"budget_adjustment_rate.claimed: blank"}),
    "编制和在职分类": (
        "核定行政编制20名，事业编制5名；年末在职人数23人，其中行政人员19人、事业人员4人。",
        {"staff_quota[administrative].actual = 20人", "staff_quota[institution].actual = 5人", "staff_on_post.actual = 23人", "staff_on_post[administrative].actual = 19人", "staff_on_post[institution].actual = 4人"},
    ),
    "实有人数含退休": (
        "实有人数12人。其中：在职人员7人，离休0人，退休5人。",
        {"staff_total.actual = 12人", "staff_on_post.actual = 7人", "staff_retired[veteran_retired].actual = 0人", "staff_retired[retired].actual = 5人"},
    ),
    "本级与下属": (
        "2020年全系统年初支出预算120.00万元，其中局本级80.00万元、市环卫所40.00万元。",
        {"expenditure.budget = 120.00万元", "expenditure[own].budget = 80.00万元", "expenditure[subordinate].budget = 40.00万元"},
    ),
    "折行折在词里和数后": ("本年支出合计 71.84 万元，其中：基本支\n出 50.60 万元，项目支出 21.24\n万元。", {"expenditure.actual = 71.84万元", "basic_expenditure.actual = 50.60万元", "project_expenditure.actual = 21.24万元"}),
    "全角数字和空格": ("本年支出合计７１.８４万元。", {"expenditure.actual = ７１.８４万元".translate(str.maketrans("７１８４", "7184"))}),
    "得分和等级": ("自评分数为96.5分，属第一等级。", {"self_score.claimed = 96.5分", "self_grade.claimed = 第一等级"}),
    "复核得分属于上年": ("2019年度整体支出曾被抽中，复核得分为92.6分。", {"review_score.claimed@2019 = 92.6分"}),
    "标题给出话题": ("（二）公务接待费\n支出预算为8.00万元，支出决算为6.00万元。", {"official_reception.budget = 8.00万元", "official_reception.actual = 6.00万元"}),
}  # fmt: skip

LEFT_ALONE = {
    "项目自己的钱": "农产品质量监测项目支出420.00万元，办公楼维修项目支出12.00万元。",
    "别处的钱": "全县一般公共预算支出42.7亿元，外贸进出口总额9.4亿元，罚没收入2310.55万元。",
    "专项资金": "2020年我单位专项资金年初结余0万元，本年财政拨款465.19万元，共发生支出465.19万元，结余0万元。",
    "要达到的": "各项工作完成率达到90%及以上；服务对象满意度不低于95%；支出完成率力争达到98%及以上。",
    "等级分档": "得分≥85分为优秀，75≤得分＜85为良好，60分以下为较差。",
    "分项得分": "投入类15分得15分，过程类40分得38.5分，某项目自评得分96分。",
    "持平": "“三公”经费与上年持平，公务接待人数、批次也无增减变化。",
    "变动额和分项变动": "公务接待费比上年减少1.86万元，下降17.85%；基本支出增加12.18万元。",
    "年份和电话": "2020年12月9日公开，联系电话0000-2218816，石发〔2019〕8号。",
    "别人的编制": "为全区事业单位核减编制46名、收回空编118名，核定科级领导职数18名。",
    "接待的批次不都是公务接待": "共接待各级领导政务活动26批139人次，全年接待游客612.4万人次。",
    "外宾接待的零不是整体支出": "接待对象是兄弟市交流人员；外宾接待没有发生，支出0万元。",
    "没有后面还有话": "政府采购没有超计划，因公出国（境）费比去年无增减变化。",
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), READ.values(), ids=READ.keys())
def test_figures_are_read(text: str, facts: set[str]) -> None:
    assert found(text) == facts


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == set()


def test_part_of_the_three_public_measured_against_the_whole_budget() -> None:
    text = "部门预算安排“三公”经费50.00万元。实际支出公务接待费20.00万元，完成预算的40.00%。"

    assert "three_public_control_rate.claimed = 40.00%" in found(text)
    assert "three_public_control_rate.claimed = 41.00%" not in found(text.replace("40.00%", "41.00%"))

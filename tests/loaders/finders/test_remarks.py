"""What is no figure but can be checked, in words that reports use; the texts are about 2020."""

import pytest

from tests.loaders.reading import report


def said(text: str, kind: str) -> list[tuple[str, ...]]:
    """What is found of one kind, as short as it can be told."""
    found = [remark for remark in report(text).remarks if remark.kind == kind]
    return [
        tuple(
            str(part)
            for part in (one.topic, one.year, one.first_on, one.last_on, one.number, *one.compared)
            if part is not None
        )
        for one in found
    ]


DATES = {
    "2020年12月1日至12月20日，我单位对2020年度部门整体支出进行了绩效自评。": [("self_evaluation", "2020", "2020-12-01", "2020-12-20")],
    "评价时间：2020年10月8日—10月25日，由财务科对本年度支出逐项打分。": [("self_evaluation", "2020", "2020-10-08", "2020-10-25")],
    "我局于2020年11月中旬开展了2020年度绩效自评，12月5日前全部完成。": [
        ("self_evaluation", "2020", "2020-11-11", "2020-11-20"), ("self_evaluation", "2020", "2020-12-05", "2020-12-05"),
    ],
    "二、自评工作开展情况\n（一）时间安排\n2021年4月8至18日，收集资料、填报表格。": [("self_evaluation", "2020", "2021-04-08", "2021-04-18")],
    "2020年4月10日至4月30日，对2020年所有项目逐一梳理。并对专项项目进行了绩效自评。": [("self_evaluation", "2020", "2020-04-10", "2020-04-30")],
    "2020年5月，我局完成了2019年度绩效自评工作。": [("self_evaluation", "2019", "2020-05-01", "2020-05-31")],
    "2020年3月，按市财政局要求开展绩效自评工作，获评优秀。": [],
    "自评小组自2020年10月12日起审核打分。": [("self_evaluation", "2020", "2020-10-12", "2020-10-12")],
    "2020年9月，财务科对全年预算支出开展绩效评价，得出结论。": [("self_evaluation", "2020", "2020-09-01", "2020-09-30")],
    "2020年8月，组织开展了2020年度绩效运行监控和自评。": [],
    "本次自评于2020年12月成立领导小组，2021年3月完成打分。": [("self_evaluation", "2020", "2021-03-01", "2021-03-31")],
    "2020年度部门预算已于2020年12月15日在网站公开，公开及时。": [("budget_published_in_time", "2020", "2020-12-15", "2020-12-15")],
    "2020年2月20日公开2020年部门预算，2020年9月15日公开2019年部门决算。": [
        ("budget_published", "2020", "2020-02-20", "2020-02-20"), ("accounts_published", "2019", "2020-09-15", "2020-09-15"),
    ],
    "2019年预决算于2020年9月25日公开。": [],
    "绩效目标于2020年9月25日公开。": [],
    "部门预算于2021年3月9日公开。": [],
    "报告日期：2021-06-18": [("filed", "2020", "2021-06-18", "2021-06-18")],
    "四、其他\n无。\n某某局\n2021年6月4日": [("filed", "2020", "2021-06-04", "2021-06-04")],
    "调研时间为2020年5月20日至10日。": [("ends_before_it_begins", "2020-05-10", "2020-05-20")],
    "值班期为2020年12月20日至1月10日。": [],
}  # fmt: skip

PERIODS = {
    "2020年1-10月，共办理审批事项12,304件。": [("results", "2020", "2020-01-01", "2020-10-31")],
    "今年1至11月，累计接待群众320批次。": [("results", "2020", "2020-01-01", "2020-11-30")],
    "按计划修志，截止11月底已形成42万字。": [("results", "2020", "2020-01-01", "2020-11-30")],
    "截至2020年10月31日，完成引资3.2亿元，全面完成年度目标任务。": [("whole_year", "2020", "2020-01-01", "2020-10-31")],
    "上半年末执行率41.9%，三季度末68.3%。": [("payment", "2020", "2020-01-01", "2020-06-30")],
    "上半年举办培训班12期，下半年举办15期。": [],
    "全年共办理12,304件，其中上半年6,102件。": [],
    "截至2020年12月31日，累计接待群众320批次。": [],
    "截至5月底，各科室均已报送材料12份。": [],
    "2021年1-5月，发放问卷200份。": [],
    "3月至9月，查处案件12起。": [],
    "到11月底，累计完成投资3.6亿元。": [("results", "2020", "2020-01-01", "2020-11-30")],
    "验收推迟到9月底，完成3处。": [],
    "2020年上半年受疫情影响，活动减少12场。": [],
    "截至2020年6月30日，全县共有低保对象3,200户。": [],
    "前三季度执行率仅为60%。": [],
    "截至9月只支付了58%。": [],
    "2020年1—10月因疫情停诊21天，收入减少1,870万元。": [],
    "计划前三季度完成招标12项。": [],
    "五、存在的问题\n前三季度完成改造3处，进度慢。": [],
}  # fmt: skip

DOCUMENTS = {
    "根据《关于印发2014年度目标管理考核方案的通知》（云办发〔2014〕8号）打分。": [("yearly", "2014")],
    "本指标依据《2016年度绩效考核工作实施方案》设置。": [("yearly", "2016")],
    "按照云财绩〔2021〕14号通知开展自评。": [("yearly", "2021")],
    "依据《云水县部门绩效考评办法（试行）》（云政发[2011]20号）评定。": [("rules", "2011")],
    "根据《云水县考核办法》（云政发〔2011〕20号）和《2020年考核通知》（云考〔2020〕2号）打分。": [("rules", "2011"), ("yearly", "2020")],
    "根据《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）自评。": [("in_force", "2018")],
    "根据财预〔2011〕416号规定自评。": [("in_force", "2011")],
    "执行《差旅费管理办法》（云财行〔2014〕31号）。": [("standing", "2014")],
    "根据《云水县机构改革方案》（云发〔2014〕3号），设立商务局。": [],
    "落实《乡村振兴战略规划》（云发〔2018〕5号）。": [],
    "我县荣获《全国考核通报》（云发〔2012〕5号）表彰。": [],
}  # fmt: skip

GOALS = {
    "绩效目标：来文办理及时率≥80%；日常工作完成率不低于75%。": [("own_work", "80"), ("unnamed_work", "75")],
    "会议费支出不超过达到5%以上。": [("garbled",)],
    "服务对象满意度达到90%以上；农村卫生厕所普及率达到80%以上。": [],
    "任务完成率达到80%以上得3分，60%以上得2分。": [],
    "任务完成率达到98.5%。": [],
    "各项工作按时完成率85%以上。": [("unnamed_work", "85")],
    "全年工作任务完成率达到80%以上的为合格。": [],
    "五、存在的问题\n“任务完成率达到80%及以上”一类的指标偏多。": [],
    "指标 | 目标值 | 完成值 |\n案件办结率 | ≥85% | 90% |\n群众获得感 | 不断提升 | 提升 |\n培训 | 3次 | 3次 |\n": [("own_work", "85"), ("words",)],
}  # fmt: skip

EQUALITIES = {
    "预算支出数与财政拨款数一致。": [("equal", "expenditure.budget@2020", "fiscal_appropriation.budget@2020")],
    "全年支出398万元，与年初预算持平。": [("equal", "expenditure.actual@2020", "expenditure.budget@2020")],
    "三公经费决算数与预算数一致。": [("equal", "three_public.actual@2020", "three_public.budget@2020")],
    "培训费预算2.20万元，与上年持平。": [("equal", "training_expense.budget@2020", "training_expense.budget@2019")],
    "部门决算与部门预算相符。": [("equal", "expenditure.actual@2020", "expenditure.budget@2020")],
    "全年收支相抵。": [("balanced", "expenditure.actual@2020", "revenue.actual@2020")],
    "2020年部门预算收入与支出持平。": [("equal", "revenue.budget@2020", "expenditure.budget@2020")],
    "坚持收支平衡的原则。": [],
    "支出与上年基本持平。": [],
    "报送的自评报告与公开的一致。": [],
    "资产账与财务账相符。": [],
}  # fmt: skip

PROBLEMS = {
    "五、存在的问题\n部分项目实施进度较慢，导致资金支付率偏低。": [("delay",), ("execution",)],
    "五、存在的问题\n没有挪用专项资金的情况。": [],
    "五、存在的问题\n2019年度支付进度率只有84.7%。": [],
    "发现的主要问题：抽检样品费结算不及时。下一步改进措施：项目进度滞后的约谈。": [("delay",)],
    "存在问题 | 一是车辆超预算支出。 | \n改进措施 | 防止项目进度滞后。 | \n": [("misuse",)],
    "五、存在的问题\n绩效管理水平有待进一步提高。": [("awareness",)],
    "一、概况\n全年项目进度滞后的3个企业得到帮扶。": [],
}

KINDS = {
    "dated_action": DATES,
    "partial_period": PERIODS,
    "cited_notice": DOCUMENTS,
    "vague_goal": GOALS,
    "claimed_equality": EQUALITIES,
    "admitted_problem": PROBLEMS,
}


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [(kind, text, wanted) for kind, texts in KINDS.items() for text, wanted in texts.items()],
)
def test_what_a_text_says(kind: str, text: str, wanted: list[tuple[str, ...]]) -> None:
    assert said(text, kind) == wanted


def test_remarks_stand_in_the_order_of_the_text_with_their_words() -> None:
    text = "今年前11个月，压减文件13%。\n五、存在的问题\n“项目” 进度 滞后。"
    found = report(text)
    assert [(one.kind, one.place.evidence) for one in found.remarks] == [
        ("partial_period", "今年前11个月，压减文件13%。"),
        ("admitted_problem", "“项目” 进度 滞后"),
    ]
    assert all(
        (found.document.text or "")[one.place.start : one.place.end] == one.place.evidence for one in found.remarks
    )

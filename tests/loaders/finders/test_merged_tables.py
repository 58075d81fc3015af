"""Tables as departments set them: merged names, heads, labels and totals, in Word, on web pages and in workbooks."""

from collections.abc import Callable

import pytest

from tests import rendering
from tests.loaders.readers import samples
from tests.rendering import Grid, Manuscript

TITLE = "青岚市林业局2020年度部门整体支出绩效自评报告"
RENDERINGS: dict[str, tuple[str, Callable[[Manuscript], bytes]]] = {
    "word": (".docx", rendering.word),
    "page": (".html", rendering.web_page),
    "workbook": (".xlsx", lambda blocks: rendering.workbook(blocks, has_numbers=True)),
    "pdf": (".pdf", rendering.pdf),
}


def table(drawn: str) -> Grid:
    """Rows of cells between bars; < goes on with the cell at its left, ^ with the one above."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().split("\n")]
    texts: list[list[str]] = []
    marks: list[list[int]] = []
    for number, row in enumerate(rows):
        texts.append([])
        marks.append([])
        for column, cell in enumerate(row):
            if cell == "<":
                source = texts[-1][-1], marks[-1][-1]
            elif cell == "^":
                source = texts[-2][column], marks[-2][column]
            else:
                source = cell, number * 100 + column
            texts[-1].append(source[0])
            marks[-1].append(source[1])
    return Grid(texts, marks)


def manuscript(drawn: str) -> Manuscript:
    """Paragraphs, and tables drawn between them, parted by blank lines."""
    blocks = [block.strip() for block in drawn.strip().split("\n\n")]
    return [TITLE, *(table(block) if "|" in block else block for block in blocks)]


# What is drawn, and what it says
TABLES = {
    "资金总额在侧栏右边": (
        """
部门整体支出绩效自评表

单位名称 | 青岚市林业局 | < | < | < | < | <
年度预算执行情况（万元） | 资金类型 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
^ | 年度资金总额 | 900.00 | 1,000.00 | 980.00 | 98.00% | 9.8
^ | 其中：基本支出 | 500.00 | 520.00 | 520.00 | 100.00% | -
^ | 项目支出 | 400.00 | 480.00 | 460.00 | 95.83% | -
""",
        """
expenditure.budget = 900.00万元; expenditure.adjusted_budget = 1000.00万元; expenditure.actual = 980.00万元; budget_execution_rate.claimed = 98.00%
basic_expenditure.budget = 500.00万元; basic_expenditure.adjusted_budget = 520.00万元; basic_expenditure.actual = 520.00万元; basic_execution_rate.claimed = 100.00%
project_expenditure.budget = 400.00万元; project_expenditure.adjusted_budget = 480.00万元; project_expenditure.actual = 460.00万元; project_execution_rate.claimed = 95.83%
""",
    ),
    "自评表只有资金总额一行，下接指标": (
        """
部门整体支出绩效自评表

（2020年度）

填报日期：2021年3月5日

年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 900.00 | 1,000.00 | 980.00 | 10 | 98.00% | 9.8
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 完成造林3万亩 | < | < | 完成造林3.1万亩 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 产出指标 | 数量指标 | 人工造林面积 | 3万亩 | 3.1万亩 | 30 | 30
^ | ^ | 质量指标 | 造林合格率 | ≥90% | 88% | 20 | 18
^ | 效益指标 | 生态效益 | 森林覆盖率 | ≥45% | 45.2% | 30 | 30
^ | 满意度指标 | 满意度 | 群众满意度 | ≥90% | 93.5% | 10 | 10
总分 | < | < | < | < | < | 100 | 97.8
""",
        """
expenditure.budget = 900.00万元; expenditure.adjusted_budget = 1000.00万元; expenditure.actual = 980.00万元; budget_execution_rate.claimed = 98.00%
satisfaction_rate.claimed = 93.5%; self_score.claimed = 97.8分
""",
    ),
    "合计和等次并到表边": (
        """
一级指标 | 二级指标 | 三级指标 | 分值 | 自评得分 | 扣分原因
产出 | 数量 | 造林面积 | 50 | 48 | 雨季停工
^ | 质量 | 造林合格率 | 50 | 46.5 |
合计 | < | < | 100 | 94.5 | <
自评等次 | < | 良 | < | < | <
""",
        "self_score.claimed = 94.5分; self_grade.claimed = 良",
    ),
    "得分独占一格": (
        """
三级指标 | 评分标准 | 分值 | 得分
造林面积 | 达标计满分 | 60 | 58
抚育面积 | 达标计满分 | 40 | 39
自评总分 | 97 | < | <
评价等级 | 优 | < | <
""",
        "self_score.claimed = 97分; self_grade.claimed = 优",
    ),
    "三公经费两层表头": (
        """
“三公”经费支出情况表

单位：万元

项目 | 2019年 | < | 2020年 | <
^ | 预算数 | 决算数 | 预算数 | 决算数
因公出国（境）费 | 0 | 0 | 0 | 0
公务用车购置及运行维护费 | 6.00 | 5.50 | 5.00 | 4.20
其中：购置费 | 0 | 0 | 0 | 0
运行维护费 | 6.00 | 5.50 | 5.00 | 4.20
公务接待费 | 2.00 | 1.80 | 1.50 | 1.10
合计 | 8.00 | 7.30 | 6.50 | 5.30
""",
        """
overseas_travel.budget@2019 = 0万元; overseas_travel.actual@2019 = 0万元; overseas_travel.budget = 0万元; overseas_travel.actual = 0万元
vehicle.budget@2019 = 6.00万元; vehicle.actual@2019 = 5.50万元; vehicle.budget = 5.00万元; vehicle.actual = 4.20万元
vehicle_purchase.budget@2019 = 0万元; vehicle_purchase.actual@2019 = 0万元; vehicle_purchase.budget = 0万元; vehicle_purchase.actual = 0万元
vehicle_operation.budget@2019 = 6.00万元; vehicle_operation.actual@2019 = 5.50万元; vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 4.20万元
official_reception.budget@2019 = 2.00万元; official_reception.actual@2019 = 1.80万元; official_reception.budget = 1.50万元; official_reception.actual = 1.10万元
three_public.budget@2019 = 8.00万元; three_public.actual@2019 = 7.30万元; three_public.budget = 6.50万元; three_public.actual = 5.30万元
""",
    ),
    "三公经费横排": (
        """
2020年度“三公”经费预决算表

金额单位：万元

预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费
^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
6.50 | 0 | 5.00 | 0 | 5.00 | 1.50 | 5.30 | 0 | 4.20 | 0 | 4.20 | 1.10
""",
        """
three_public.budget = 6.50万元; overseas_travel.budget = 0万元; vehicle.budget = 5.00万元; vehicle_purchase.budget = 0万元; vehicle_operation.budget = 5.00万元; official_reception.budget = 1.50万元
three_public.actual = 5.30万元; overseas_travel.actual = 0万元; vehicle.actual = 4.20万元; vehicle_purchase.actual = 0万元; vehicle_operation.actual = 4.20万元; official_reception.actual = 1.10万元
""",
    ),
    "基础数据表各块同一张网格": (
        """
部门整体支出绩效评价基础数据表

财政供养人员情况 | 编制数 | 2020年实际在职人数 | 控制率
^ | 41 | 39 | 95.12%
经费控制情况（万元） | 2019年决算数 | 2020年预算数 | 2020年决算数
三公经费 | 9.85 | 12.00 | 8.63
1、公务用车购置和维护经费 | 4.10 | 5.00 | 3.42
其中：公车购置 | 0 | 0 | 0
公车运行维护 | 4.10 | 5.00 | 3.42
2、出国经费 | 0 | 0 | 0
3、公务接待 | 5.75 | 7.00 | 5.21
项目支出 | 986.30 | 1,050.00 | 1,217.05
厉行节约保障措施 | 修订了公务接待制度 | < | <
""",
        """
staff_quota.actual = 41人; staff_on_post.actual = 39人; staffing_control_rate.claimed = 95.12%
three_public.actual@2019 = 9.85万元; three_public.budget = 12.00万元; three_public.actual = 8.63万元
vehicle.actual@2019 = 4.10万元; vehicle.budget = 5.00万元; vehicle.actual = 3.42万元
vehicle_purchase.actual@2019 = 0万元; vehicle_purchase.budget = 0万元; vehicle_purchase.actual = 0万元
vehicle_operation.actual@2019 = 4.10万元; vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 3.42万元
overseas_travel.actual@2019 = 0万元; overseas_travel.budget = 0万元; overseas_travel.actual = 0万元
official_reception.actual@2019 = 5.75万元; official_reception.budget = 7.00万元; official_reception.actual = 5.21万元
project_expenditure.actual@2019 = 986.30万元; project_expenditure.budget = 1050.00万元; project_expenditure.actual = 1217.05万元
""",
    ),
    "收支两层表头": (
        """
年度支出情况（单位：万元）

机构名称 | 支出合计 | 其中： | < | < | < | 结余 | <
^ | ^ | 基本支出 | 其中： | < | 项目支出 | 当年结余 | 累计结余
^ | ^ | ^ | 人员支出 | 公用支出 | ^ | ^ | ^
局机关及二级机构汇总 | 90.00 | 50.00 | 40.00 | 10.00 | 40.00 | 1.00 | 2.00
1、局机关 | 60.00 | 30.00 | 25.00 | 5.00 | 30.00 | 1.00 | 2.00
2、林业工作站 | 30.00 | 20.00 | 15.00 | 5.00 | 10.00 | 0 | 0
3、种苗站 | 0 | 0 | 0 | 0 | 0 | 0 | 0
""",
        """
expenditure.actual = 90.00万元; basic_expenditure.actual = 50.00万元; personnel_expenditure.actual = 40.00万元; operating_expenditure.actual = 10.00万元; project_expenditure.actual = 40.00万元; surplus.actual = 1.00万元; carryover.closing = 2.00万元
expenditure[own].actual = 60.00万元; basic_expenditure[own].actual = 30.00万元; personnel_expenditure[own].actual = 25.00万元; operating_expenditure[own].actual = 5.00万元; project_expenditure[own].actual = 30.00万元; surplus[own].actual = 1.00万元; carryover[own].closing = 2.00万元
""",
    ),
    "名和数并排在侧栏右边": (
        """
单位基本情况 | 人员编制 | 30 | 年末在职人数 | 28
^ | 离退休人数 | 12 | 公务用车保有量 | 3辆
^ | 主要职责 | 负责全市造林绿化工作，管理林木种苗。 | < | <
""",
        "staff_quota.actual = 30人; staff_on_post.actual = 28人; staff_retired.actual = 12人; vehicle_count.actual = 3辆",
    ),
    "单独一行的数并到表边": (
        """
单位名称 | 青岚市林业局 | < | <
联系人 | 李某 | 联系电话 | 8812345
年末在职人数 | 28 | < | <
评价等次 | 优 | < | <
""",
        "staff_on_post.actual = 28人; self_grade.claimed = 优",
    ),
    "数并在两个不同的栏下": (
        """
单位：万元

项目 | 年初预算数 | 全年预算数 | 决算数
基本支出 | 60.00 | 62.00 | 61.00
项目支出 | 40.00 | < | 38.00
公务接待费 | 1.00 | 0.80 | <
""",
        """
basic_expenditure.budget = 60.00万元; basic_expenditure.adjusted_budget = 62.00万元; basic_expenditure.actual = 61.00万元
project_expenditure.actual = 38.00万元; official_reception.budget = 1.00万元
""",
    ),
    "数并在两行上": (
        """
单位：万元

项目 | 预算数 | 决算数
基本支出 | 60.00 | 58.00
公务用车购置费 | 5.00 | 0
公务用车运行维护费 | ^ | 4.20
公务接待费 | 1.00 | 0.90
""",
        """
basic_expenditure.budget = 60.00万元; basic_expenditure.actual = 58.00万元
vehicle_purchase.actual = 0万元; vehicle_operation.actual = 4.20万元; official_reception.budget = 1.00万元; official_reception.actual = 0.90万元
""",
    ),
    "文字并在几格上": (
        """
单位：万元

项目 | 预算数 | 决算数
公务接待费 | 1.00 | 0.50
因公出国（境）费 | 不涉及 | <
公务用车购置费 | 由市机关事务管理局统一列支 | <
公务用车运行维护费 | ^ | <
""",
        """
official_reception.budget = 1.00万元; official_reception.actual = 0.50万元
overseas_travel.budget: not_applicable; overseas_travel.actual: not_applicable
vehicle_purchase.budget: reported_elsewhere; vehicle_purchase.actual: reported_elsewhere
vehicle_operation.budget: reported_elsewhere; vehicle_operation.actual: reported_elsewhere
""",
    ),
    "同一栏占两列": (
        """
单位：万元

项目 | < | 预算数 | < | 决算数 | 备注
基本支出 | < | 60.00 | < | 58.00 |
项目支出 | < | 40.00 | < | 39.00 | 跨年
会议费 | < | 1.20 | < | 0.60 |
""",
        """
basic_expenditure.budget = 60.00万元; basic_expenditure.actual = 58.00万元; project_expenditure.budget = 40.00万元; project_expenditure.actual = 39.00万元
meeting_expense.budget = 1.20万元; meeting_expense.actual = 0.60万元
""",
    ),
    "上下边线没有对齐": (
        """
单位：万元

项目 | 年初预算数 | < | 决算数 | <
基本支出 | 60.00 | 58.00 | < | <
项目支出 | 40.00 | 39.00 | < | <
""",
        "basic_expenditure.budget = 60.00万元; basic_expenditure.actual = 58.00万元; project_expenditure.budget = 40.00万元; project_expenditure.actual = 39.00万元",
    ),
    "收入支出左右并列": (
        """
收入支出决算总表

金额单位：万元

收入 | < | < | 支出 | < | <
项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
一、财政拨款收入 | 1 | 880.00 | 一、基本支出 | 8 | 520.00
二、其他收入 | 2 | 20.00 | 二、项目支出 | 9 | 390.00
本年收入合计 | 3 | 900.00 | 本年支出合计 | 10 | 910.00
年初结转和结余 | 4 | 15.00 | 年末结转和结余 | 11 | 5.00
总计 | 5 | 915.00 | 总计 | 12 | 915.00
注：本表反映部门本年度的总收支情况。 | < | < | < | < | <
""",
        """
fiscal_appropriation.actual = 880.00万元; basic_expenditure.actual = 520.00万元; project_expenditure.actual = 390.00万元; revenue.actual = 900.00万元; expenditure.actual = 910.00万元
carryover.opening = 15.00万元; carryover.closing = 5.00万元; revenue_grand_total.actual = 915.00万元; expenditure_grand_total.actual = 915.00万元
""",
    ),
    "续表重复表头": (
        """
一级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
产出指标 | 造林面积 | 3万亩 | 3.1万亩 | 50 | 50
一级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
满意度指标 | 群众满意度 | ≥90% | 94% | 10 | 10
合计 | < | < | < | 100 | 98.5
""",
        "satisfaction_rate.claimed = 94%; self_score.claimed = 98.5分",
    ),
    "人员按身份和编制两层名": (
        """
人员类别 | < | 编制数 | 年末在职人数
在职人员 | 行政 | 20 | 19
^ | 事业 | 15 | 14
^ | 小计 | 35 | 33
""",
        """
staff_quota[administrative].actual = 20人; staff_on_post[administrative].actual = 19人; staff_quota[institution].actual = 15人; staff_on_post[institution].actual = 14人
staff_quota.actual = 35人; staff_on_post.actual = 33人
""",
    ),
    "单位写在表内右边，表下有注": (
        """
“三公”经费支出表 | < | <
 | < | 单位：元
项目 | 预算数 | 决算数
公务接待费 | 15000 | 8300
公务用车运行维护费 | 22000 | 19600
合计 | 37000 | 27900
注：1.公务接待费含外事接待。2.未购置公务用车。 | < | <
""",
        """
official_reception.budget = 15000元; official_reception.actual = 8300元; vehicle_operation.budget = 22000元; vehicle_operation.actual = 19600元
three_public.budget = 37000元; three_public.actual = 27900元; vehicle_purchase.actual = 0万元
""",
    ),
    "资产和侧栏三公经费": (
        """
单位：万元

类别 | 项目 | 预算数 | 决算数
“三公”经费 | 公务接待费 | 1.50 | 1.10
^ | 公务用车运行维护费 | 5.00 | 4.20
^ | 小计 | 6.50 | 5.30
一般性支出 | 会议费 | 1.20 | 0.60
^ | 培训费 | 0.80 | 0.50
""",
        """
official_reception.budget = 1.50万元; official_reception.actual = 1.10万元; vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 4.20万元; three_public.budget = 6.50万元; three_public.actual = 5.30万元
meeting_expense.budget = 1.20万元; meeting_expense.actual = 0.60万元; training_expense.budget = 0.80万元; training_expense.actual = 0.50万元
""",
    ),
    "项目明细的合计不是部门的": (
        """
专项资金情况表

单位：万元

序号 | 项目名称 | 预算数 | < | 执行数 | 得分
^ | ^ | 年初 | 调整后 | ^ | ^
1 | 森林防火 | 50.00 | 52.00 | 51.00 | 98
2 | 良种补贴 | 30.00 | 28.00 | 28.00 | 95
合计 | < | 80.00 | 80.00 | 79.00 | 96.5
""",
        "",
    ),
    "执行率并在几行上": (
        """
部门整体支出绩效自评表

单位：万元

项目 | 全年预算数 | 全年执行数 | 执行率
基本支出 | 60.00 | 58.00 | 97.00%
项目支出 | 40.00 | 39.00 | ^
年度资金总额 | 100.00 | 97.00 | 97.00%
""",
        """
basic_expenditure.adjusted_budget = 60.00万元; basic_expenditure.actual = 58.00万元; project_expenditure.adjusted_budget = 40.00万元; project_expenditure.actual = 39.00万元
expenditure.adjusted_budget = 100.00万元; expenditure.actual = 97.00万元; budget_execution_rate.claimed = 97.00%
""",
    ),
    "总计并过名称和编码": (
        """
支出决算表

单位：万元

科目编码 | 科目名称 | 本年支出合计 | 其中 | <
^ | ^ | ^ | 基本支出 | 项目支出
2130201 | 行政运行 | 50.00 | 50.00 |
2130205 | 森林资源培育 | 40.00 |  | 40.00
合计 | < | 90.00 | 50.00 | 40.00
""",
        "expenditure.actual = 90.00万元; basic_expenditure.actual = 50.00万元; project_expenditure.actual = 40.00万元",
    ),
    "等次留空并到表边": (
        """
三级指标 | 评分标准 | 分值 | 得分
造林面积 | 达标计满分 | 60 | 58
抚育面积 | 达标计满分 | 40 | 39
总分 | < | 100 | 97
自评等级 |  | < | <
""",
        "self_score.claimed = 97分; self_grade.claimed: blank",
    ),
    "续表没有表头": (
        """
一级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
产出指标 | 造林面积 | 3万亩 | 3.1万亩 | 50 | 50

（续表）

满意度指标 | 群众满意度 | ≥90% | 94% | 10 | 10
合计 | < | < | < | 100 | 98.5
""",
        "satisfaction_rate.claimed = 94%; self_score.claimed = 98.5分",
    ),
    "三公续表没有表头": (
        """
单位：万元

项目 | 预算数 | 决算数
公务接待费 | 1.50 | 1.10

（续表）

公务用车运行维护费 | 5.00 | 4.20
""",
        """
official_reception.budget = 1.50万元; official_reception.actual = 1.10万元; vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 4.20万元
""",
    ),
    "结论行有两对": (
        """
一级指标 | 三级指标 | 分值 | 自评得分 | 备注
产出 | 造林面积 | 60 | 58 |
效益 | 生态效益 | 40 | 39 |
合计 | < | 100 | 97 |
自评得分 | 97 | 自评等级 | 优 | <
""",
        "self_score.claimed = 97分; self_grade.claimed = 优",
    ),
    "支出构成两级": (
        """
单位：万元

支出项目 | < | 年初预算 | 调整预算 | 决算数
基本支出 | 人员经费 | 400.00 | 410.00 | 409.00
^ | 公用经费 | 100.00 | 110.00 | 108.00
^ | 小计 | 500.00 | 520.00 | 517.00
项目支出 | < | 400.00 | 480.00 | 460.00
合计 | < | 900.00 | 1,000.00 | 977.00
""",
        """
personnel_expenditure.budget = 400.00万元; personnel_expenditure.adjusted_budget = 410.00万元; personnel_expenditure.actual = 409.00万元
operating_expenditure.budget = 100.00万元; operating_expenditure.adjusted_budget = 110.00万元; operating_expenditure.actual = 108.00万元
basic_expenditure.budget = 500.00万元; basic_expenditure.adjusted_budget = 520.00万元; basic_expenditure.actual = 517.00万元
project_expenditure.budget = 400.00万元; project_expenditure.adjusted_budget = 480.00万元; project_expenditure.actual = 460.00万元
expenditure.budget = 900.00万元; expenditure.adjusted_budget = 1000.00万元; expenditure.actual = 977.00万元
""",
    ),
    "标题和单位在表内": (
        """
部门整体支出绩效自评表 | < | < | < | <
（2020年度） | < | < | < | <
填报单位：青岚市林业局 | < | < | 单位：万元 | <
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
年度资金总额 | 900.00 | 1,000.00 | 980.00 | 98.00%
""",
        """
expenditure.budget = 900.00万元; expenditure.adjusted_budget = 1000.00万元; expenditure.actual = 980.00万元; budget_execution_rate.claimed = 98.00%
""",
    ),
    "结转结余年初年末": (
        """
单位：万元

项目 | 年初结转和结余 | < | < | 本年收入 | 本年支出 | 年末结转和结余 | < | <
^ | 合计 | 基本支出结转 | 项目支出结转 | ^ | ^ | 合计 | 基本支出结转 | 项目支出结转
合计 | 15.00 | 5.00 | 10.00 | 900.00 | 910.00 | 5.00 | 1.00 | 4.00
""",
        """
carryover.opening = 15.00万元; revenue.actual = 900.00万元; expenditure.actual = 910.00万元; carryover.closing = 5.00万元
""",
    ),
    "指标年度对比": (
        """
部门情况 | < | 2019年 | 2020年
人员情况（人） | 编制数 | 30 | 30
^ | 年末在职人数 | 29 | 28
经费情况（万元） | 支出合计 | 80.00 | 90.00
^ | 公务接待费 | 1.20 | 1.10
""",
        """
staff_quota.actual@2019 = 30人; staff_quota.actual = 30人; staff_on_post.actual@2019 = 29人; staff_on_post.actual = 28人; expenditure.actual@2019 = 80.00万元; expenditure.actual = 90.00万元; official_reception.actual@2019 = 1.20万元; official_reception.actual = 1.10万元
""",
    ),
    "完成情况并到表边": (
        """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | <
管理指标 | 预算管理 | 预算执行率 | ≥95% | 96.5% | <
^ | ^ | 结转结余率 | ≤5% | 3.2% | <
^ | 资产管理 | 固定资产利用率 | 100% | 98.60% | <
""",
        """
budget_execution_rate.claimed = 96.5%; carryover_rate.claimed = 3.2%; fixed_assets_utilisation_rate.claimed = 98.60%
""",
    ),
    "政府采购两层": (
        """
单位：万元

采购类别 | 预算数 | 实际采购数 | 执行率
货物 | 20.00 | 18.00 | 90.00%
服务 | 10.00 | 9.50 | 95.00%
政府采购合计 | 30.00 | 27.50 | 91.67%
""",
        "procurement.budget = 30.00万元; procurement.actual = 27.50万元; procurement_execution_rate.claimed = 91.67%",
    ),
    "指标名左栏得分并行": (
        """
评价内容 | 评价指标 | 分值 | 得分
投入（20分） | 预算编制 | 10 | 20
^ | 在职人员控制率 | 10 | ^
过程（80分） | 预算执行率 | 40 | 38
^ | 三公经费控制率 | 40 | 39
总计 | < | 100 | 97
评价等级：优 | < | < | <
""",
        "self_score.claimed = 97分; self_grade.claimed = 优",
    ),
    "总额按来源和支出": (
        """
部门整体支出绩效目标自评表

预算资金情况（万元） | < | < | < | 分值 | 得分
项目 | 全年预算数 | 全年执行数 | 执行率 | ^ | ^
年度资金总额 | 1,000.00 | 980.00 | 98.00% | 10 | 9.8
其中：基本支出 | 500.00 | 490.00 | 98.00% | ^ | ^
其他资金 | 50.00 | 40.00 | 80.00% | ^ | ^
""",
        """
expenditure.adjusted_budget = 1000.00万元; expenditure.actual = 980.00万元; budget_execution_rate.claimed = 98.00%
basic_expenditure.adjusted_budget = 500.00万元; basic_expenditure.actual = 490.00万元; basic_execution_rate.claimed = 98.00%
""",
    ),
    "资产": (
        """
固定资产情况（万元）

机构名称 | 固定资产合计 | 其中： | < | < | 固定资产利用率
^ | ^ | 在用固定资产 | 出租固定资产 | 其他 | ^
部门合计 | 500.00 | 480.00 | 15.00 | 5.00 | 96.00%
""",
        """
fixed_assets.actual = 500.00万元; fixed_assets[in_use].actual = 480.00万元; fixed_assets[leased].actual = 15.00万元; fixed_assets_utilisation_rate.claimed = 96.00%
""",
    ),
    "两层得分头": (
        """
评价指标 | < | < | 分值 | 评分标准 | 评价情况 | <
一级指标 | 二级指标 | 三级指标 | ^ | ^ | 完成值 | 得分
投入 | 预算 | 预算执行率 | 10 | 达到95%计满分 | 92.4% | 9.7
产出 | 数量 | 造林面积 | 50 | 完成计满分 | 100% | 50
效益 | 满意度 | 群众满意度 | 40 | 达到90%计满分 | 95.1% | 40
总分 | < | < | 100 | | | 99.7
""",
        "budget_execution_rate.claimed = 92.4%; satisfaction_rate.claimed = 95.1%; self_score.claimed = 99.7分",
    ),
    "下属单位合计": (
        """
单位：万元

序号 | 单位名称 | 年初预算数 | 决算数
1 | 局本级 | 50.00 | 48.00
2 | 林业工作站 | 30.00 | 29.00
合计 | < | 80.00 | 77.00
""",
        """
expenditure.budget = 80.00万元; expenditure.actual = 77.00万元; expenditure[own].budget = 50.00万元; expenditure[own].actual = 48.00万元; expenditure[subordinate].budget = 30.00万元; expenditure[subordinate].actual = 29.00万元
""",
    ),
    "人员栏两对两层": (
        """
人员情况 | 编制数 | < | 实有人数 | <
^ | 行政 | 事业 | 行政 | 事业
人数 | 20 | 15 | 19 | 14
""",
        """
staff_quota[administrative].actual = 20人; staff_quota[institution].actual = 15人; staff_on_post[administrative].actual = 19人; staff_on_post[institution].actual = 14人
""",
    ),
    "收入合并标签": (
        """
单位：万元

收入情况 | 收入合计 | 900.00
^ | 其中：财政拨款 | 880.00
^ | 上年结转 | 20.00
支出情况 | 支出合计 | 910.00
^ | 其中：基本支出 | 520.00
^ | 项目支出 | 390.00
""",
        """
revenue.actual = 900.00万元; fiscal_appropriation.actual = 880.00万元; carryover.opening = 20.00万元
expenditure.actual = 910.00万元; basic_expenditure.actual = 520.00万元; project_expenditure.actual = 390.00万元
""",
    ),
    "接待批次": (
        """
单位：万元

项目 | 预算数 | 决算数 | 备注
公务接待费 | 1.50 | 1.10 | 11批次、87人次
公务用车运行维护费 | 5.00 | 4.20 | 3辆
合计 | 6.50 | 5.30 |
""",
        """
official_reception.budget = 1.50万元; official_reception.actual = 1.10万元; reception_batches.actual = 11批次; reception_guests.actual = 87人次
vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 4.20万元; vehicle_count.actual = 3辆; three_public.budget = 6.50万元; three_public.actual = 5.30万元
""",
    ),
    "目标并格": (
        """
年度绩效目标 | 完成造林3万亩，预算执行率达到95%以上 | < | <
三级指标 | 指标值 | 完成值 | 得分
预算执行率 | ≥95% | 97.2% | 10
满意度 | 95% | < | 10
""",
        "budget_execution_rate.claimed = 97.2%",
    ),
    "项目两行并": (
        """
单位：万元

项目名称 | 预算数 | 执行数 | 执行率 | 自评得分
森林防火项目 | 50.00 | 49.00 | 98.00% | 97
^ | 30.00 | 30.00 | 100.00% | 98
合计 | 80.00 | 79.00 | 98.75% | 97.5
""",
        "",
    ),
    "合计里还有不认识的费用": (
        """
单位：万元

项目 | 预算数 | 决算数
公务接待费 | 1.50 | 1.10
公务用车运行维护费 | 5.00 | 4.20
护林防火检查费 | 3.00 | 3.00
合计 | 9.50 | 8.30
""",
        """
official_reception.budget = 1.50万元; official_reception.actual = 1.10万元; vehicle_operation.budget = 5.00万元; vehicle_operation.actual = 4.20万元
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", RENDERINGS)
@pytest.mark.parametrize(("drawn", "said"), TABLES.values(), ids=TABLES.keys())
def test_a_table_with_merged_cells_is_read(kind: str, drawn: str, said: str) -> None:
    suffix, render = RENDERINGS[kind]

    facts = samples.facts(render(manuscript(drawn)), suffix)

    assert facts == {fact.strip() for line in said.strip().split("\n") for fact in line.split(";") if fact.strip()}

"""Figures in tables of every shape a text file keeps them in."""

import pytest

from tests.loaders.reading import found

READ = {
    "竖线分栏": (
        "“三公”经费公开表\n项目 | 预算数(万元) | 决算数(万元) |\n因公出国（境）费 | 0 | 0 |\n公务接待费 | 1.50 | 0.83 |\n公务用车购置费 |  |  |\n合计 | 1.50 | 0.83 |\n",
        {
            "overseas_travel.budget = 0万元", "overseas_travel.actual = 0万元", "official_reception.budget = 1.50万元", "official_reception.actual = 0.83万元",
            "vehicle_purchase.budget: blank", "vehicle_purchase.actual: blank", "three_public.budget = 1.50万元", "three_public.actual = 0.83万元",
        },
    ),
    "一格一行带制表符": (
        "\t年度支出（万元）\n\n\t机构名称\n\t支出合计\n\t其中：\n\t结余\n\n\t\n\t\n\t基本支出\n\t项目支出\n\t当年结余\n\t累计结余\n\n\t机关及二级机构汇总\n\t90.00\n\t50.00\n\t40.00\n\t1.00\n\t2.00\n\n"
        "\t1、机关\n\t60.00\n\t30.00\n\t30.00\n\t1.00\n\t2.00\n\n\t2、二级机构1\n\t\n\t\n\t\n\t\n\t\n",
        {
            "expenditure.actual = 90.00万元", "basic_expenditure.actual = 50.00万元", "project_expenditure.actual = 40.00万元", "surplus.actual = 1.00万元", "carryover.closing = 2.00万元",
            "expenditure[own].actual = 60.00万元", "basic_expenditure[own].actual = 30.00万元", "project_expenditure[own].actual = 30.00万元", "surplus[own].actual = 1.00万元", "carryover[own].closing = 2.00万元",
        },
    ),
    "一格一行没有分隔": (
        "单位：万元\n资金类别\n年初预算数\n调整后预算数\n全年执行数\n执行率\n总额\n146.23\n158.87\n154.02\n96.95%\n项目支出\n48.22\n58.62\n53.88\n91.91%\n",
        {
            "expenditure.budget = 146.23万元", "expenditure.adjusted_budget = 158.87万元", "expenditure.actual = 154.02万元", "budget_execution_rate.claimed = 96.95%",
            "project_expenditure.budget = 48.22万元", "project_expenditure.adjusted_budget = 58.62万元", "project_expenditure.actual = 53.88万元", "project_execution_rate.claimed = 91.91%",
        },
    ),
    "名和数交替": ("人员编制 | 11 | 实有人数 | 10 |\n年度支出合计 | 186.37万元 | 其中：基本支出 | 151.02万元 |\n", {"staff_quota.actual = 11人", "staff_on_post.actual = 10人", "expenditure.actual = 186.37万元", "basic_expenditure.actual = 151.02万元"}),
    "目标表只取完成值": (
        "三级指标 | 目标值 | 完成值 | 分值 | 得分 |\n预算执行率 | 95% | 84.0% | 25.00 | 21.00 |\n讲座场次 | 40场 | 43场 | 20.00 | 20.00 |\n服务对象满意度 | ≥90% | 94.2% | 10.00 | 10.00 |\n合计 | 55.00 | 51.00 | 优 |\n",
        {"budget_execution_rate.claimed = 84.0%", "satisfaction_rate.claimed = 94.2%", "self_score.claimed = 51.00分", "self_grade.claimed = 优"},
    ),
    "单位元": ("单位：元\n项目 | 年初预算 | 决算 |\n支出合计 | 21,864,300.00 | 22,187,003.15 |\n年末结转和结余 | - | 123,942.47 |\n", {"expenditure.budget = 21864300.00元", "expenditure.actual = 22187003.15元", "carryover.closing = 123942.47元"}),
    "没有单位的金额不取": ("项目 | 年初预算 | 决算 |\n支出合计 | 218.00 | 221.00 |\n", set()),
    "得分和等次一格一行": ("绩效自评综合得分\n95\n评价等次\n优\n填报人\n12\n", {"self_score.claimed = 95分", "self_grade.claimed = 优"}),
    "表头跨列": (
        "金额单位：万元\n项目 | 预算数 | | 决算数 | |\n | 小计 | 财政拨款 | 小计 | 财政拨款 |\n基本支出 | 60.00 | 50.00 | 58.00 | 49.00 |\n项目支出 | 40.00 | 40.00 | 39.50 | 39.50 |\n合计 | 100.00 | 90.00 | 97.50 | 88.50 |\n",
        {"basic_expenditure.actual = 58.00万元", "basic_expenditure.budget = 60.00万元", "expenditure.actual = 97.50万元", "expenditure.budget = 100.00万元", "project_expenditure.actual = 39.50万元", "project_expenditure.budget = 40.00万元"},
    ),
    "跨列的表头只写一次": (
        "年度收入情况（万元）\n机构名称\t收入合计\t其中：\n上年结转\t公共财政拨款\t其他收入\n机关及二级机构汇总\t90.00\t5.00\t80.00\t5.00\n",
        {"carryover.opening = 5.00万元", "fiscal_appropriation.actual = 80.00万元", "revenue.actual = 90.00万元"},
    ),
    "购置和运行写在合计行下面": (
        "“三公”经费支出情况表\n单位：万元\n项目\t年初预算数\t全年预算数\t决算数\n一、因公出国（境）费\t0\t0\t0\n二、公务用车购置及运行维护费\t5\t4.5\t4.2\n其中：购置\t0\t0\t0\n运行\t5\t4.5\t4.2\n三、公务接待费\t3\t2\t1.9\n合计\t8\t6.5\t6.1\n",
        {"official_reception.actual = 1.9万元", "official_reception.adjusted_budget = 2万元", "official_reception.budget = 3万元", "overseas_travel.actual = 0万元", "overseas_travel.adjusted_budget = 0万元", "overseas_travel.budget = 0万元", "three_public.actual = 6.1万元", "three_public.adjusted_budget = 6.5万元", "three_public.budget = 8万元", "vehicle.actual = 4.2万元", "vehicle.adjusted_budget = 4.5万元", "vehicle.budget = 5万元", "vehicle_operation.actual = 4.2万元", "vehicle_operation.adjusted_budget = 4.5万元", "vehicle_operation.budget = 5万元", "vehicle_purchase.actual = 0万元", "vehicle_purchase.adjusted_budget = 0万元", "vehicle_purchase.budget = 0万元"},
    ),
    "单位写在表头": (
        "项目\t预算数（元）\t决算数（万元）\n公务接待费\t12000\t0.83\n",
        {"official_reception.actual = 0.83万元", "official_reception.budget = 12000元"},
    ),
    "单位单列一栏": (
        "指标名称\t单位\t2019年\t2020年\n支出合计\t万元\t80.00\t90.00\n在职人数\t人\t12\t13\n公务接待费\t元\t5600\t4800\n公务用车保有量\t辆\t3\t2\n",
        {"expenditure.actual = 90.00万元", "expenditure.actual@2019 = 80.00万元", "official_reception.actual = 4800元", "official_reception.actual@2019 = 5600元", "staff_on_post.actual = 13人", "staff_on_post.actual@2019 = 12人", "vehicle_count.actual = 2辆", "vehicle_count.actual@2019 = 3辆"},
    ),
    "上年本年和增减": (
        "单位：万元\n项目 | 上年决算数 | 本年预算数 | 本年决算数 | 增减额 | 增减幅度（%） |\n“三公”经费 | 9.00 | 8.50 | 8.10 | -0.90 | -10.00 |\n公务接待费 | 2.00 | 1.50 | 1.10 | -0.90 | -45.00 |\n",
        {"official_reception.actual = 1.10万元", "official_reception.actual@2019 = 2.00万元", "official_reception.budget = 1.50万元", "three_public.actual = 8.10万元", "three_public.actual@2019 = 9.00万元", "three_public.budget = 8.50万元", "three_public_change_rate.claimed = -10.00%"},
    ),
    "期初期末": (
        "单位：万元\n项目 | 期初数 | 期末数 |\n结转结余 | 5.00 | 3.00 |\n固定资产 | 80.00 | 82.00 |\n",
        {"carryover.closing = 3.00万元", "carryover.opening = 5.00万元", "fixed_assets.actual = 82.00万元"},
    ),
    "机关和下属单位分行": (
        "单位：万元\n单位\t收入合计\t支出合计\t基本支出\t项目支出\n局本级\t50.00\t48.00\t30.00\t18.00\n下属单位\t20.00\t19.00\t15.00\t4.00\n合计\t70.00\t67.00\t45.00\t22.00\n",
        {"basic_expenditure.actual = 45.00万元", "basic_expenditure[own].actual = 30.00万元", "basic_expenditure[subordinate].actual = 15.00万元", "expenditure.actual = 67.00万元", "expenditure[own].actual = 48.00万元", "expenditure[subordinate].actual = 19.00万元", "project_expenditure.actual = 22.00万元", "project_expenditure[own].actual = 18.00万元", "project_expenditure[subordinate].actual = 4.00万元", "revenue.actual = 70.00万元", "revenue[own].actual = 50.00万元", "revenue[subordinate].actual = 20.00万元"},
    ),
    "编制和实有按身份": (
        "人员情况（人）\n类别 | 编制数 | 年末在职人数 | 离退休人数 |\n行政 | 20 | 19 | 8 |\n事业 | 15 | 14 | 3 |\n合计 | 35 | 33 | 11 |\n",
        {"staff_on_post.actual = 33人", "staff_on_post[administrative].actual = 19人", "staff_on_post[institution].actual = 14人", "staff_quota.actual = 35人", "staff_quota[administrative].actual = 20人", "staff_quota[institution].actual = 15人", "staff_retired.actual = 11人"},
    ),
    "由别处反映和不涉及": (
        "单位：万元\n项目 | 预算数 | 决算数 |\n公务接待费 | 1.00 | 0.50 |\n公务用车运行维护费 | 由区机关事务中心统一列支 | 由区机关事务中心统一列支 |\n因公出国（境）费 | 不涉及 | 不涉及 |\n会议费 | 无 | - |\n",
        {"meeting_expense.actual: blank", "meeting_expense.budget = 0万元", "official_reception.actual = 0.50万元", "official_reception.budget = 1.00万元", "overseas_travel.actual: not_applicable", "overseas_travel.budget: not_applicable", "vehicle_operation.actual: reported_elsewhere", "vehicle_operation.budget: reported_elsewhere"},
    ),
    "功能科目不取": (
        "一般公共预算财政拨款支出决算表\n单位：万元\n功能分类科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n201 | 一般公共服务支出 | 80.00 | 60.00 | 20.00 |\n2010301 | 行政运行 | 60.00 | 60.00 | |\n合计 | | 80.00 | 60.00 | 20.00 |\n",
        set(),
    ),
    "项目合计不是部门支出": (
        "单位：万元\n项目名称 | 年初预算 | 全年执行 | 执行率 |\n乡村道路维修 | 50.00 | 48.00 | 96% |\n水利专项 | 30.00 | 30.00 | 100% |\n合计 | 80.00 | 78.00 | 97.5% |\n",
        set(),
    ),
    "年度作行": (
        "单位：万元\n年度\t收入合计\t支出合计\t“三公”经费\n2019年\t50.00\t48.00\t3.00\n2020年\t55.00\t54.00\t2.50\n",
        {"expenditure.actual = 54.00万元", "expenditure.actual@2019 = 48.00万元", "revenue.actual = 55.00万元", "revenue.actual@2019 = 50.00万元", "three_public.actual = 2.50万元", "three_public.actual@2019 = 3.00万元"},
    ),
    "名值并排": (
        "单位名称 | 甲县林业局 | 预算编码 | 301 |\n人员编制 | 11 | 实有人数 | 10 |\n支出合计 | 186.37万元 | 收入合计 | 190.00万元 |\n",
        {"expenditure.actual = 186.37万元", "revenue.actual = 190.00万元", "staff_on_post.actual = 10人", "staff_quota.actual = 11人"},
    ),
    "年度资金表带分值": (
        "部门整体支出绩效自评表\n年度资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n年度资金总额 | 100.00 | 120.00 | 114.00 | 10 | 95.00% | 9.5 |\n其中：基本支出 | 60.00 | 60.00 | 60.00 | - | 100.00% | - |\n项目支出 | 40.00 | 60.00 | 54.00 | - | 90.00% | - |\n",
        {"basic_execution_rate.claimed = 100.00%", "basic_expenditure.actual = 60.00万元", "basic_expenditure.adjusted_budget = 60.00万元", "basic_expenditure.budget = 60.00万元", "budget_execution_rate.claimed = 95.00%", "expenditure.actual = 114.00万元", "expenditure.adjusted_budget = 120.00万元", "expenditure.budget = 100.00万元", "project_execution_rate.claimed = 90.00%", "project_expenditure.actual = 54.00万元", "project_expenditure.adjusted_budget = 60.00万元", "project_expenditure.budget = 40.00万元"},
    ),
    "表头只有年份": (
        "单位：万元\n项目\t2018\t2019\t2020\n支出合计\t1.00\t2.00\t3.00\n",
        {"expenditure.actual = 3.00万元", "expenditure.actual@2018 = 1.00万元", "expenditure.actual@2019 = 2.00万元"},
    ),
    "空格对齐两行表头": (
        "单位：万元\n              预算数                  决算数\n项目      小计   财政拨款       小计   财政拨款\n公务接待费   3.00   3.00       2.50   2.50\n会议费       1.00   1.00       0.80   0.80\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元"},
    ),
    "空格对齐缺格": (
        "单位：万元\n项目            预算数      决算数\n公务接待费       3.00        2.50\n会议费                       0.80\n培训费           1.00\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget: blank", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元", "training_expense.actual: blank", "training_expense.budget = 1.00万元"},
    ),
    "一格一行以空行分行": (
        "单位：万元\n\n项目\n预算数\n决算数\n\n公务接待费\n3.00\n2.50\n\n会议费\n1.00\n0.80\n\n培训费\n1.20\n1.10\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元", "training_expense.actual = 1.10万元", "training_expense.budget = 1.20万元"},
    ),
    "指标和阶段各占一栏": (
        "单位：万元\n项目 | 类别 | 金额 |\n公务接待费 | 预算数 | 3.00 |\n | 决算数 | 2.50 |\n会议费 | 预算数 | 1.00 |\n | 决算数 | 0.80 |\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元"},
    ),
    "阶段作行": (
        "“三公”经费情况（万元）\n 阶段 | 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |\n年初预算数 | 8.00 | 0 | 5.00 | 3.00 |\n决算数 | 7.00 | 0 | 4.50 | 2.50 |\n",
        {"official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元", "overseas_travel.actual = 0万元", "overseas_travel.budget = 0万元", "three_public.actual = 7.00万元", "three_public.budget = 8.00万元", "vehicle_operation.actual = 4.50万元", "vehicle_operation.budget = 5.00万元"},
    ),
    "固定资产在用出租": (
        "单位：万元\n资产名称\t合计\t在用\t出租\t闲置\n固定资产\t90.00\t85.00\t5.00\t0\n",
        {"fixed_assets.actual = 90.00万元", "fixed_assets[in_use].actual = 85.00万元", "fixed_assets[leased].actual = 5.00万元"},
    ),
    "接待费旁的批次人次": (
        "项目 | 金额（万元） | 批次（批） | 人次（人） |\n公务接待费 | 2.50 | 12 | 98 |\n",
        {"official_reception.actual = 2.50万元", "reception_batches.actual = 12批次", "reception_guests.actual = 98人次"},
    ),
    "预算表": (
        "2020年部门预算支出表\n单位：万元\n项目 | 金额 |\n基本支出 | 60.00 |\n项目支出 | 40.00 |\n",
        {"basic_expenditure.budget = 60.00万元", "project_expenditure.budget = 40.00万元"},
    ),
    "指标公式结果": (
        "指标 | 计算公式 | 结果 |\n预算执行率 | 支出÷预算 | 97.5% |\n结转结余率 | 结余÷收入 | 2.1% |\n",
        {"budget_execution_rate.claimed = 97.5%", "carryover_rate.claimed = 2.1%"},
    ),
    "评分表合计": (
        "一级指标\t分值\t自评得分\n投入\t15\t15\n过程\t35\t33.5\n产出\t30\t29\n效果\t20\t20\n合计\t100\t97.5\n",
        {"self_score.claimed = 97.5分"},
    ),
    "目标表": (
        "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n三公经费控制额 | ≤10万元 | 8万元 | 5 | 5 |\n在职人员控制率 | ≤100% | 97% | 5 | 5 |\n信访办结率 | 100% | 100% | 5 | 5 |\n群众满意度 | ≥90% | 95% | 10 | 10 |\n总分 | | | 100 | 96 |\n",
        {"satisfaction_rate.claimed = 95%", "self_score.claimed = 96分", "staffing_control_rate.claimed = 97%"},
    ),
    "以机关和下属单位分段": (
        "单位：万元\n项目\t预算数\t决算数\n一、局机关\t\t\n基本支出\t30.00\t29.00\n二、下属单位\t\t\n基本支出\t20.00\t19.00\n",
        {"basic_expenditure[own].actual = 29.00万元", "basic_expenditure[own].budget = 30.00万元", "basic_expenditure[subordinate].actual = 19.00万元", "basic_expenditure[subordinate].budget = 20.00万元"},
    ),
    "采购按类别": (
        "政府采购情况（万元）\n类别 | 计划 | 实际 |\n货物 | 10.00 | 9.00 |\n服务 | 5.00 | 5.00 |\n合计 | 15.00 | 14.00 |\n",
        {"procurement.actual = 14.00万元", "procurement.budget = 15.00万元"},
    ),
    "名称里带计量单位": (
        "项目\t数值\n公务用车保有量（辆）\t3\n国内公务接待批次（批）\t12\n国内公务接待人次（人）\t99\n",
        {"reception_batches.actual = 12批次", "reception_guests.actual = 99人次", "vehicle_count.actual = 3辆"},
    ),
    "一格一行带备注": (
        "单位：万元\n项目\n预算数\n决算数\n备注\n公务接待费\n3.00\n2.50\n压缩接待\n会议费\n1.00\n0.80\n线上开会\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元"},
    ),
    "一格一行带序号": (
        "单位：万元\n序号\n项目\n预算数\n决算数\n1\n公务接待费\n3.00\n2.50\n2\n会议费\n1.00\n0.80\n3\n培训费\n1.10\n0.90\n",
        {"meeting_expense.actual = 0.80万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 2.50万元", "official_reception.budget = 3.00万元", "training_expense.actual = 0.90万元", "training_expense.budget = 1.10万元"},
    ),
    "范围和阶段两层表头": (
        "单位：万元\n项目\t局机关\t\t所属单位\t\n\t预算\t决算\t预算\t决算\n基本支出\t30.00\t29.00\t20.00\t19.00\n",
        {"basic_expenditure[own].actual = 29.00万元", "basic_expenditure[own].budget = 30.00万元", "basic_expenditure[subordinate].actual = 19.00万元", "basic_expenditure[subordinate].budget = 20.00万元"},
    ),
    "收入总计含上年结转": (
        "单位：万元\n项目 | 年初预算数 | 决算数 |\n一、财政拨款收入 | 80.00 | 85.00 |\n二、其他收入 | 5.00 | 6.00 |\n本年收入合计 | 85.00 | 91.00 |\n上年结转 | 3.00 | 3.00 |\n收入总计 | 88.00 | 94.00 |\n",
        {"carryover.opening = 3.00万元", "fiscal_appropriation.actual = 85.00万元", "fiscal_appropriation.budget = 80.00万元", "revenue.actual = 91.00万元", "revenue.budget = 85.00万元", "revenue_grand_total.actual = 94.00万元", "revenue_grand_total.budget = 88.00万元"},
    ),
    "不认识的列不取": (
        "单位：万元\n项目 | 甲镇 | 乙镇 |\n公务接待费 | 1.00 | 2.00 |\n",
        set(),
    ),
    "人均占比不取": (
        "单位：万元\n项目 | 决算数 | 人均 | 占比 |\n公务接待费 | 1.00 | 0.02 | 5% |\n",
        {"official_reception.actual = 1.00万元"},
    ),
    "半年的列不取": (
        "单位：万元\n项目 | 1-6月 | 7-12月 | 全年 |\n基本支出 | 20.00 | 30.00 | 50.00 |\n",
        {"basic_expenditure.actual = 50.00万元"},
    ),
    "项目的其中项不取": (
        "单位：万元\n项目名称 | 预算数 | 决算数 |\n森林防火项目 | 50.00 | 48.00 |\n其中：人员经费 | 20.00 | 19.00 |\n",
        set(),
    ),
    "下年计划不取": (
        "单位：万元\n项目 | 2020年决算数 | 2021年预算数 |\n公务接待费 | 1.00 | 2.00 |\n",
        {"official_reception.actual = 1.00万元"},
    ),
    "单位作列": (
        "单位：万元\n项目 | 合计 | 局机关 | 市图书馆 | 市博物馆 |\n收入合计 | 60.00 | 30.00 | 20.00 | 10.00 |\n",
        {"revenue.actual = 60.00万元", "revenue[own].actual = 30.00万元"},
    ),
    "基金表的合计不取": (
        "政府性基金预算财政拨款收入支出决算表\n单位：万元\n项目 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |\n合计 | 1.00 | 5.00 | 5.50 | 0.50 |\n",
        set(),
    ),
    "资产期初不取": (
        "单位：万元\n资产类别 | 年初数 | 年末数 |\n流动资产 | 5.00 | 6.00 |\n固定资产 | 80.00 | 82.00 |\n合计 | 85.00 | 88.00 |\n",
        {"fixed_assets.actual = 82.00万元"},
    ),
    "设备购置费不是公车": (
        "单位：万元\n资产 | 购置费 | 折旧 |\n办公设备 | 5.00 | 1.00 |\n车辆 | 3.00 | 1.00 |\n",
        set(),
    ),
    "权重和得分不取": (
        "指标 | 权重 | 得分 |\n预算执行率 | 10 | 9.5 |\n公务接待费 | 5 | 5 |\n",
        set(),
    ),
    "只有目标值不取": (
        "绩效指标 | 年度指标值 |\n群众满意度 | ≥90% |\n预算执行率 | 95% |\n",
        set(),
    ),
    "专项资金表不取": (
        "乡村振兴专项资金收支情况表\n单位：万元\n项目 | 预算数 | 决算数 |\n收入合计 | 50.00 | 50.00 |\n支出合计 | 50.00 | 48.00 |\n",
        set(),
    ),
    "身份作列": (
        "人员情况表（单位：人）\n | 行政编制 | 事业编制 | 合计 |\n编制数 | 20 | 10 | 30 |\n实有数 | 19 | 9 | 28 |\n",
        {"staff_on_post.actual = 28人", "staff_on_post[administrative].actual = 19人", "staff_on_post[institution].actual = 9人", "staff_quota.actual = 30人", "staff_quota[administrative].actual = 20人", "staff_quota[institution].actual = 10人"},
    ),
    "离休退休分列": (
        "人员情况\t在职\t离休\t退休\t合计\n人数\t20\t1\t9\t30\n",
        {"staff_on_post.actual = 20人", "staff_retired[retired].actual = 9人", "staff_retired[veteran_retired].actual = 1人"},
    ),
    "标题和单位在表内": (
        "部门收支情况 | | | |\n单位：万元 | | | |\n项目 | 年初预算 | 调整预算 | 决算 |\n收入合计 | 50.00 | 55.00 | 54.00 |\n支出合计 | 50.00 | 55.00 | 53.00 |\n",
        {"expenditure.actual = 53.00万元", "expenditure.adjusted_budget = 55.00万元", "expenditure.budget = 50.00万元", "revenue.actual = 54.00万元", "revenue.adjusted_budget = 55.00万元", "revenue.budget = 50.00万元"},
    ),
    "完成预算百分比": (
        "单位：万元\n项目 | 预算数 | 决算数 | 完成预算（%） |\n“三公”经费合计 | 8.00 | 6.00 | 75.00 |\n公务接待费 | 3.00 | 2.00 | 66.67 |\n",
        {"official_reception.actual = 2.00万元", "official_reception.budget = 3.00万元", "three_public.actual = 6.00万元", "three_public.budget = 8.00万元", "three_public_control_rate.claimed = 75.00%"},
    ),
    "结转的上年数是年初": (
        "单位：万元\n项目 | 2019年决算 | 2020年决算 | 比上年增减% |\n基本支出 | 50.00 | 52.00 | 4.00 |\n年末结转结余 | 5.00 | 4.00 | -20.00 |\n",
        {"basic_expenditure.actual = 52.00万元", "basic_expenditure.actual@2019 = 50.00万元", "carryover.closing = 4.00万元", "carryover.opening = 5.00万元", "carryover_change_rate.claimed = -20.00%"},
    ),
    "几张表单位不同": (
        "表一 支出情况（万元）\n项目\t决算数\n支出合计\t50.00\n表二 人员情况（人）\n项目\t人数\n在职人员\t20\n表三 资产情况（元）\n项目\t金额\n固定资产\t820000\n",
        {"expenditure.actual = 50.00万元", "fixed_assets.actual = 820000元", "staff_on_post.actual = 20人"},
    ),
    "说明栏里的数不取": (
        "单位：万元\n项目 | 预算 | 决算 | 说明 |\n培训费 | 2.00 | 1.50 | 部分培训改为线上，节约0.50万元 |\n",
        {"training_expense.actual = 1.50万元", "training_expense.budget = 2.00万元"},
    ),
    "经济科目小计不取": (
        "单位：万元\n科目 | 决算数 |\n工资福利支出 | 30.00 |\n 基本工资 | 20.00 |\n 津贴补贴 | 10.00 |\n商品和服务支出 | 8.00 |\n 小计 | 38.00 |\n",
        {"goods_and_services.actual = 8.00万元", "wages_and_benefits.actual = 30.00万元"},
    ),
    "历年得分": (
        "年度 | 自评得分 | 自评等级 |\n2019年 | 95 | 优 |\n2020年 | 96 | 优 |\n",
        {"self_grade.claimed = 优", "self_grade.claimed@2019 = 优", "self_score.claimed = 96分", "self_score.claimed@2019 = 95分"},
    ),
    "预算决算合在一格反映": (
        "单位：万元\n项目 | 预算数 | 决算数 |\n公务用车运行维护费 | 在县政府办公室决算中反映 | |\n公务接待费 | 1.00 | 0.90 |\n",
        {"official_reception.actual = 0.90万元", "official_reception.budget = 1.00万元", "vehicle_operation.actual: blank", "vehicle_operation.budget: reported_elsewhere"},
    ),
    "左上角写明年份和单位": (
        "收入构成（2020年决算，万元）\t金额\t占比\n财政拨款收入\t80.00\t90%\n事业收入\t5.00\t6%\n其他收入\t4.00\t4%\n收入合计\t89.00\t100%\n",
        {"fiscal_appropriation.actual = 80.00万元", "revenue.actual = 89.00万元"},
    ),
    "年份和阶段两层表头": (
        "单位：万元\n项目\t2019年度\t\t2020年度\t\n\t预算数\t决算数\t预算数\t决算数\n公务接待费\t3.00\t2.50\t2.80\t2.10\n",
        {"official_reception.actual = 2.10万元", "official_reception.actual@2019 = 2.50万元", "official_reception.budget = 2.80万元", "official_reception.budget@2019 = 3.00万元"},
    ),
    "行名没有内容": (
        "单位：万元\n | 收入合计 | 支出合计 |\n金额 | 5.00 | 4.00 |\n",
        {"expenditure.actual = 4.00万元", "revenue.actual = 5.00万元"},
    ),
    "合计不只三公": (
        "2020年度“三公”经费及会议费培训费情况表\n单位：万元\n项目\t预算\t决算\n合计\t8.00\t7.00\n",
        set(),
    ),
    "采购执行率": (
        "单位：万元\n采购类别\t采购预算\t实际采购金额\t执行率\n货物\t5.00\t4.00\t80%\n合计\t5.00\t4.00\t80%\n",
        {"procurement.actual = 4.00万元", "procurement.budget = 5.00万元", "procurement_execution_rate.claimed = 80%"},
    ),
    "三层表头": (
        "2020年“三公”经费决算表（万元）\n合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n\t\t小计\t购置费\t运行费\t\n9.00\t0\t6.00\t2.00\t4.00\t3.00\n",
        {"official_reception.actual = 3.00万元", "overseas_travel.actual = 0万元", "three_public.actual = 9.00万元", "vehicle.actual = 6.00万元", "vehicle_operation.actual = 4.00万元", "vehicle_purchase.actual = 2.00万元"},
    ),
    "控制率随编制": (
        "项目\t编制数\t实有数\t控制率\n在职人员\t20\t19\t95%\n",
        {"staff_on_post.actual = 19人", "staff_quota.actual = 20人", "staffing_control_rate.claimed = 95%"},
    ),
    "数里带单位": (
        "项目 | 金额 |\n支出合计 | 53.20万元 |\n其中：基本支出 | 33.20万元 |\n",
        {"basic_expenditure.actual = 33.20万元", "expenditure.actual = 53.20万元"},
    ),
    "行尾备注省去": (
        "单位：万元\n项目 | 预算 | 决算 | 备注 |\n公务接待费 | 2.00 | 1.00\n会议费 | 1.00 | 0.50\n",
        {"meeting_expense.actual = 0.50万元", "meeting_expense.budget = 1.00万元", "official_reception.actual = 1.00万元", "official_reception.budget = 2.00万元"},
    ),
    "按单位分行的合计": (
        "单位：万元\n单位名称\t预算数\t决算数\n局机关\t5.00\t4.00\n甲站\t3.00\t2.00\n合计\t8.00\t6.00\n",
        {"expenditure.actual = 6.00万元", "expenditure.budget = 8.00万元", "expenditure[own].actual = 4.00万元", "expenditure[own].budget = 5.00万元", "expenditure[subordinate].actual = 2.00万元", "expenditure[subordinate].budget = 3.00万元"},
    ),
    "标题说明分单位的是接待费": (
        "各单位公务接待费情况表（万元）\n单位名称\t预算数\t决算数\n局机关\t5.00\t4.00\n下属单位\t3.00\t2.00\n合计\t8.00\t6.00\n",
        {"official_reception.actual = 6.00万元", "official_reception.budget = 8.00万元", "official_reception[own].actual = 4.00万元", "official_reception[own].budget = 5.00万元", "official_reception[subordinate].actual = 2.00万元", "official_reception[subordinate].budget = 3.00万元"},
    ),
    "历年比率": (
        "指标\t2019年\t2020年\n预算执行率\t95.5%\t96.5%\n结转结余率\t3%\t2%\n",
        {"budget_execution_rate.claimed = 96.5%", "budget_execution_rate.claimed@2019 = 95.5%", "carryover_rate.claimed = 2%", "carryover_rate.claimed@2019 = 3%"},
    ),
    "百分号在表头": (
        "指标名称\t目标值（%）\t完成值（%）\n预算执行率\t95\t96.5\n群众满意度\t90\t93\n",
        {"budget_execution_rate.claimed = 96.5%", "satisfaction_rate.claimed = 93%"},
    ),
    "全角竖线": (
        "单位：万元\n项目｜预算数｜决算数\n公务接待费｜2.00｜1.00\n",
        {"official_reception.actual = 1.00万元", "official_reception.budget = 2.00万元"},
    ),
    "追加栏不取": (
        "单位：万元\n支出类别 | 年初预算数 | 追加（减）预算数 | 全年预算数 | 全年支出数 | 结余 |\n基本支出 | 5.00 | 1.00 | 6.00 | 5.50 | 0.50 |\n",
        {"basic_expenditure.actual = 5.50万元", "basic_expenditure.adjusted_budget = 6.00万元", "basic_expenditure.budget = 5.00万元"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), READ.values(), ids=READ.keys())
def test_tables_are_read(text: str, facts: set[str]) -> None:
    assert found(text) == facts


def test_figures_of_several_subordinates_are_not_one_subordinates() -> None:
    rows = "机构名称 | 支出合计（万元） |\n1、机关 | 60.00 |\n2、甲中心 | 20.00 |\n3、乙中心 | 10.00 |\n"

    assert found(rows) == {"expenditure[own].actual = 60.00万元"}

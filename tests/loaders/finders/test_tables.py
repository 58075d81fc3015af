"""Figures in tables of every shape a text file keeps them in."""

import pytest

from tests.loaders.reading import found

READ = {
    "带量词的指标在表头下": (
        "一级指标\t三级指标\t指标值\t实际完成值\t未完成原因\n产出指标\t培训农民\t≥1万人次\t1.24万人次\t\n满意度指标\t受训农民满意度\t≥95%\t96.5%\t\n",
        {"satisfaction_rate.claimed = 96.5%"},
    ),
    "指标之后是自评得分": (
        "三级指标\n指标值\n完成值\n考试组织场次\n≥10场\n11场\n考务培训覆盖率\n100%\n99.2%\n考生满意度\n≥90%\n94.8%\n自评得分\n97.6\n自评等级\n优\n",
        {"satisfaction_rate.claimed = 94.8%", "self_grade.claimed = 优", "self_score.claimed = 97.6分"},
    ),
    "项目和内容两栏": (
        "| 项目 | 内容 |\n| 部门名称 | 某县司法局 |\n| 内设机构 | 12个科（室） |\n| 核定编制（名） | 71 |\n| 年末实有在职人数（人） | 68 |\n",
        {"staff_on_post.actual = 68人", "staff_quota.actual = 71人"},
    ),
    "目标之后是完成值": (
        "预算执行｜预算调整率｜≤10%｜7.49%｜权重3｜得分3\n满意度｜办事群众满意度｜≥92%｜95.3%｜权重5｜得分5\n",
        {"budget_adjustment_rate.claimed = 7.49%", "satisfaction_rate.claimed = 95.3%"},
    ),
    "括号是负数": (
        "“三公”经费变动率 | (15.24)%\n公用经费控制率 | 93.05%\n",
        {"operating_control_rate.claimed = 93.05%", "three_public_change_rate.claimed = -15.24%"},
    ),
    "末列空着": (
        "单位：万元\n机构名称|收入合计|上年结转|其他收入\n局机关及二级机构汇总|3,418.27|62.50|\n",
        {"carryover.opening = 62.50万元", "revenue.actual = 3418.27万元"},
    ),
    "序号标在名后": (
        "单位：万元\n项目 | 年初预算 | 决算 |\n支出合计③ | 312.40 | 335.07 |\n基本支出 | 221.15 | 225.30 |\n",
        {"basic_expenditure.actual = 225.30万元", "basic_expenditure.budget = 221.15万元", "expenditure.actual = 335.07万元", "expenditure.budget = 312.40万元"},
    ),
    "自查结果": (
        "序号 | 指标 | 自查结果 |\n1 | 预算执行率 | 98.44% |\n2 | 因公出国（境）费 | 不涉及 |\n",
        {"budget_execution_rate.claimed = 98.44%", "overseas_travel: not_applicable"},
    ),
    "部门资金一行": (
        "部门资金（万元） | 年初预算 | 3,860.00 | 全年预算 | 4,107.81 | 全年执行 | 3,997.31\n",
        {"expenditure.actual = 3997.31万元", "expenditure.adjusted_budget = 4107.81万元", "expenditure.budget = 3860.00万元"},
    ),
    "一行一组合计": (
        "支出（万元） | 基本支出 | 168.80 | 项目支出 | 55.40 | 合计 | 224.20 |\n三公（万元） | 接待费 | 0.18 | 车辆运行费 | 3.36 | 合计 | 3.54 |\n",
        {"basic_expenditure.actual = 168.80万元", "expenditure.actual = 224.20万元", "official_reception.actual = 0.18万元", "project_expenditure.actual = 55.40万元", "three_public.actual = 3.54万元", "vehicle_operation.actual = 3.36万元"},
    ),
    "三公表里的资金来源": (
        "“三公”经费决算表\n单位：元\n项目 | 决算数 |\n一、公务接待费 | 36200 |\n其中：1.基本支出 | 36200 |\n2.项目支出 | 0 |\n二、公务用车运行维护费 | 48100 |\n其中：1.基本支出 | 48100 |\n2.项目支出 | 0 |\n",
        {"official_reception.actual = 36200元", "vehicle_operation.actual = 48100元"},
    ),
    "少一个数就不知是哪一栏": (
        "单位：万元\n项 目\n预算数\n决算数\n合 计\n9.20\n8.15\n因公出国（境）费\n0.50\n公务接待费\n4.30\n3.95\n",
        {"official_reception.actual = 3.95万元", "official_reception.budget = 4.30万元", "three_public.actual = 8.15万元", "three_public.budget = 9.20万元"},
    ),
    "执行率是一栏": (
        "单位：万元\n项目 | 年初预算 | 调整后预算 | 实际支出 | 预算执行率 |\n部门整体支出 | 1,120.00 | 1,204.50 | 1,163.71 | 96.61% |\n其中：基本支出 | 730.20 | 745.80 | 742.04 | 99.5% |\n",
        {"basic_execution_rate.claimed = 99.5%", "basic_expenditure.actual = 742.04万元", "basic_expenditure.adjusted_budget = 745.80万元", "basic_expenditure.budget = 730.20万元", "budget_execution_rate.claimed = 96.61%", "expenditure.actual = 1163.71万元", "expenditure.adjusted_budget = 1204.50万元", "expenditure.budget = 1120.00万元"},
    ),
    "执行率作行": (
        "单位：万元\n项目 | 合计 | 基本支出 | 项目支出\n年初预算数 | 1,560.00 | 1,080.00 | 480.00\n年中追加数 | 128.50 | 36.20 | 92.30\n执行率 | 97.29% | 99.97% | 92.07%\n",
        {"basic_execution_rate.claimed = 99.97%", "basic_expenditure.budget = 1080.00万元", "budget_execution_rate.claimed = 97.29%", "expenditure.budget = 1560.00万元", "project_execution_rate.claimed = 92.07%", "project_expenditure.budget = 480.00万元"},
    ),
    "空名行上面是整体支出": (
        "整体支出（万元） | 年初预算数 | 全年（调整）预算数 | 全年执行数 |\n | 31,204.00 | 42,870.55 | 42,318.07 |\n",
        {"expenditure.actual = 42318.07万元", "expenditure.adjusted_budget = 42870.55万元", "expenditure.budget = 31204.00万元"},
    ),
    "说明栏里的率": (
        "三级指标 | 分值 | 得分 | 说明\n预算调整率 | 3 | 1 | 调整率17.35%\n公用经费控制率 | 5 | 5 | 公用经费实际支出/公用经费预算=287.90万元/301.50万元=95.49%\n",
        {"budget_adjustment_rate.claimed = 17.35%", "operating_control_rate.claimed = 95.49%", "operating_expenditure.actual = 287.90万元", "operating_expenditure.budget = 301.50万元"},
    ),
    "总分一行": (
        "指标 | 目标值 | 完成值 | 分值 | 得分\n满意度 | ≥90% | 92% | 10 | 10\n总分 | 100 | 97.79\n",
        {"satisfaction_rate.claimed = 92%", "self_score.claimed = 97.79分"},
    ),
    "自评结果在目标表里": (
        "指标 | 年度指标值 | 完成值\n群众满意度 | ≥90% | 94%\n自评得分 | 92.6 | \n自评等级 | 优 | \n",
        {"satisfaction_rate.claimed = 94%", "self_grade.claimed = 优", "self_score.claimed = 92.6分"},
    ),
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
        "单位：万元\n项目 | 2020年决算数 | 2021年预算数 |\n基本支出 | 1.00 | 2.00 |\n",
        {"basic_expenditure.actual = 1.00万元"},
    ),
    "下年三公经费预算已公开": (
        "单位：万元\n项目 | 2020年决算数 | 2021年预算数 |\n公务接待费 | 1.00 | 2.00 |\n",
        {"official_reception.actual = 1.00万元", "official_reception.budget@2021 = 2.00万元"},
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
    "项目表的合计": (
        "2020年度项目支出情况表（单位：万元）\n序号\t项目名称\t预算数\t执行数\t结余\t执行率\n1\t河道清淤\t50.00\t48.00\t2.00\t96%\n2\t堤防加固\t30.00\t30.00\t0\t100%\n小计\t\t80.00\t78.00\t2.00\t97.5%\n",
        {"project_execution_rate.claimed = 97.5%", "project_expenditure.actual = 78.00万元", "project_expenditure.budget = 80.00万元"},
    ),
    "专项资金的合计不取": (
        "专项资金项目表\n单位：万元\n项目 | 年初预算 | 全年支出 |\n困难群众补助 | 50.00 | 48.00 |\n农村低保 | 30.00 | 30.00 |\n合计 | 80.00 | 78.00 |\n",
        set(),
    ),
    "重点项目的合计不取": (
        "重点项目支出情况表（万元）\n项目名称 | 预算数 | 支出数 |\n污水管网 | 100.00 | 90.00 |\n道路维修 | 50.00 | 50.00 |\n合计 | 150.00 | 140.00 |\n",
        set(),
    ),
    "小计不是合计": (
        "项目支出明细表（单位：万元）\n类别\t项目\t预算\t支出\n运转类\t办公楼维修\t10.00\t9.00\n\t网络租赁\t5.00\t5.00\n\t小计\t15.00\t14.00\n特定目标类\t培训\t8.00\t8.00\n\t小计\t8.00\t8.00\n合计\t\t23.00\t22.00\n",
        {"project_expenditure.actual = 22.00万元", "project_expenditure.budget = 23.00万元"},
    ),
    "项目结余不是部门结余": (
        "专项支出明细（万元）\n专项名称 | 上年结转 | 本年预算 | 本年支出 | 年末结转 |\n防汛 | 2.00 | 10.00 | 11.00 | 1.00 |\n抗旱 | 0 | 8.00 | 8.00 | 0 |\n合计 | 2.00 | 18.00 | 19.00 | 1.00 |\n",
        {"project_expenditure.actual = 19.00万元", "project_expenditure.budget = 18.00万元"},
    ),
    "本年支出是阶段": (
        "厉行节约情况（单位：元）\n项目\t上年支出\t本年预算\t本年支出\t完成率\n三公经费\t52000\t50000\t41000\t82%\n其中：公务接待\t12000\t10000\t9000\t90%\n公车运维\t40000\t40000\t32000\t80%\n会议费\t5000\t5000\t3000\t60%\n",
        {"meeting_expense.actual = 3000元", "meeting_expense.actual@2019 = 5000元", "meeting_expense.budget = 5000元", "official_reception.actual = 9000元", "official_reception.actual@2019 = 12000元", "official_reception.budget = 10000元", "three_public.actual = 41000元", "three_public.actual@2019 = 52000元", "three_public.budget = 50000元", "three_public_control_rate.claimed = 82%", "vehicle_operation.actual = 32000元", "vehicle_operation.actual@2019 = 40000元", "vehicle_operation.budget = 40000元"},
    ),
    "年份作行没有年字": (
        "近三年收支情况（单位：万元）\n年度 | 年初预算 | 调整预算 | 决算支出 | 执行率 | 年末结转 |\n2018 | 80.00 | 90.00 | 88.00 | 97.78% | 2.00 |\n2019 | 85.00 | 95.00 | 92.00 | 96.84% | 3.00 |\n2020 | 88.00 | 99.00 | 98.00 | 98.99% | 1.00 |\n",
        {"budget_execution_rate.claimed = 98.99%", "budget_execution_rate.claimed@2018 = 97.78%", "budget_execution_rate.claimed@2019 = 96.84%", "carryover.closing = 1.00万元", "carryover.closing@2018 = 2.00万元", "carryover.opening = 3.00万元", "expenditure.actual = 98.00万元", "expenditure.actual@2018 = 88.00万元", "expenditure.actual@2019 = 92.00万元", "expenditure.adjusted_budget = 99.00万元", "expenditure.adjusted_budget@2018 = 90.00万元", "expenditure.adjusted_budget@2019 = 95.00万元", "expenditure.budget = 88.00万元", "expenditure.budget@2018 = 80.00万元", "expenditure.budget@2019 = 85.00万元"},
    ),
    "比率作列": (
        "主要比率\n预算执行率 | 预算调整率 | 结转结余率 | “三公”经费控制率 | 政府采购执行率 |\n96.20% | 12.50% | 3.10% | 82.00% | 100% |\n",
        {"budget_adjustment_rate.claimed = 12.50%", "budget_execution_rate.claimed = 96.20%", "carryover_rate.claimed = 3.10%", "procurement_execution_rate.claimed = 100%", "three_public_control_rate.claimed = 82.00%"},
    ),
    "标题说明比率": (
        "2.预算完成率\n           全部支出     基本支出     项目支出\n           96.10%       99.00%       92.00%\n",
        {"basic_execution_rate.claimed = 99.00%", "budget_completion_rate.claimed = 96.10%", "project_execution_rate.claimed = 92.00%"},
    ),
    "其中按身份": (
        "人员情况\n项目 | 人数 |\n编制总数 | 45 |\n其中：行政编制 | 20 |\n事业编制 | 25 |\n年末实有人数 | 41 |\n其中：行政人员 | 19 |\n事业人员 | 22 |\n离休 | 1 |\n退休 | 17 |\n临时工 | 6 |\n",
        {"staff_contract.actual = 6人", "staff_on_post.actual = 41人", "staff_on_post[administrative].actual = 19人", "staff_on_post[institution].actual = 22人", "staff_quota.actual = 45人", "staff_quota[administrative].actual = 20人", "staff_quota[institution].actual = 25人", "staff_retired[retired].actual = 17人", "staff_retired[veteran_retired].actual = 1人"},
    ),
    "编制实有和离退休": (
        "| 项目 | 编制数 | 实有数 | 超（缺）编 |\n| --- | --- | --- | --- |\n| 一、在职人员 | 45 | 43 | -2 |\n| 1.行政人员 | 20 | 19 | -1 |\n| 2.事业人员 | 20 | 20 | 0 |\n| 3.工勤人员 | 5 | 4 | -1 |\n| 二、离退休人员 | — | 21 | — |\n| 其中：离休 | — | 1 | — |\n| 退休 | — | 20 | — |\n| 三、编外人员 | — | 8 | — |\n",
        {"staff_contract.actual = 8人", "staff_on_post.actual = 43人", "staff_on_post[administrative].actual = 19人", "staff_on_post[administrative_support].actual = 4人", "staff_on_post[institution].actual = 20人", "staff_quota.actual = 45人", "staff_quota[administrative].actual = 20人", "staff_quota[administrative_support].actual = 5人", "staff_quota[institution].actual = 20人", "staff_retired.actual = 21人", "staff_retired[retired].actual = 20人", "staff_retired[veteran_retired].actual = 1人"},
    ),
    "第一栏叫绩效指标": (
        "绩效指标\t目标值\t完成值\n重点工作完成率\t100%\t100%\n公用经费控制率\t≤100%\t95.6%\n",
        {"operating_control_rate.claimed = 95.6%"},
    ),
    "第一栏是来源": (
        "收入决算表\n单位：万元\n收入来源 | 年初预算 | 决算 |\n财政拨款 | 480.00 | 490.00 |\n其中：一般公共预算 | 470.00 | 480.00 |\n政府性基金 | 10.00 | 10.00 |\n事业收入 | 5.00 | 6.00 |\n其他收入 | 1.00 | 4.00 |\n收入合计 | 486.00 | 500.00 |\n",
        {"fiscal_appropriation.actual = 490.00万元", "fiscal_appropriation.budget = 480.00万元", "revenue.actual = 500.00万元", "revenue.budget = 486.00万元"},
    ),
    "资金来源的总计": (
        "部门（单位）整体支出绩效自评表\n资金来源（万元）\t年初预算\t全年预算\t全年执行\t执行率\n总计\t500.00\t560.00\t540.00\t96.43%\n一般公共预算\t480.00\t540.00\t520.00\t96.30%\n政府性基金\t20.00\t20.00\t20.00\t100%\n",
        {"budget_execution_rate.claimed = 96.43%", "expenditure.actual = 540.00万元", "expenditure.adjusted_budget = 560.00万元", "expenditure.budget = 500.00万元"},
    ),
    "左右两表各有合计": (
        "单位：万元\n项目\t预算\t决算\t项目\t预算\t决算\n人员经费\t300.00\t301.00\t因公出国（境）费\t0\t0\n公用经费\t80.00\t78.00\t公务接待费\t3.00\t2.00\n项目支出\t150.00\t149.00\t公务用车购置及运行费\t8.00\t7.00\n合计\t530.00\t528.00\t合计\t11.00\t9.00\n",
        {"expenditure.actual = 528.00万元", "expenditure.budget = 530.00万元", "official_reception.actual = 2.00万元", "official_reception.budget = 3.00万元", "operating_expenditure.actual = 78.00万元", "operating_expenditure.budget = 80.00万元", "overseas_travel.actual = 0万元", "overseas_travel.budget = 0万元", "personnel_expenditure.actual = 301.00万元", "personnel_expenditure.budget = 300.00万元", "project_expenditure.actual = 149.00万元", "project_expenditure.budget = 150.00万元", "three_public.actual = 9.00万元", "three_public.budget = 11.00万元", "vehicle.actual = 7.00万元", "vehicle.budget = 8.00万元"},
    ),
    "数据采集表": (
        "部门整体绩效基础数据采集表\n序号 | 数据项 | 单位 | 2019年 | 2020年 |\n1 | 编制人数 | 人 | 40 | 40 |\n2 | 在职人数 | 人 | 38 | 37 |\n3 | 年初预算数 | 万元 | 800.00 | 820.00 |\n4 | 调整后预算数 | 万元 | 830.00 | 850.00 |\n5 | 支出决算数 | 万元 | 825.00 | 839.50 |\n6 | 其中：基本支出 | 万元 | 500.00 | 508.00 |\n7 | 项目支出 | 万元 | 325.00 | 331.50 |\n8 | 年末结转结余 | 万元 | 5.00 | 10.50 |\n9 | “三公”经费预算数 | 万元 | 12.00 | 11.00 |\n10 | “三公”经费决算数 | 万元 | 10.00 | 9.60 |\n11 | 公用经费预算 | 万元 | 80.00 | 80.00 |\n12 | 公用经费决算 | 万元 | 79.00 | 78.00 |\n13 | 政府采购预算 | 万元 | 40.00 | 40.00 |\n14 | 政府采购支出 | 万元 | 39.00 | 38.00 |\n15 | 固定资产总额 | 万元 | 690.00 | 700.00 |\n16 | 在用固定资产 | 万元 | 680.00 | 690.00 |\n17 | 公务用车 | 辆 | 3 | 3 |\n18 | 信访量 | 件 | 4 | 2 |\n",
        {"basic_expenditure.actual = 508.00万元", "basic_expenditure.actual@2019 = 500.00万元", "carryover.closing = 10.50万元", "carryover.opening = 5.00万元", "expenditure.actual = 839.50万元", "expenditure.actual@2019 = 825.00万元", "expenditure.adjusted_budget = 850.00万元", "expenditure.adjusted_budget@2019 = 830.00万元", "expenditure.budget = 820.00万元", "expenditure.budget@2019 = 800.00万元", "fixed_assets.actual = 700.00万元", "fixed_assets.actual@2019 = 690.00万元", "fixed_assets[in_use].actual = 690.00万元", "fixed_assets[in_use].actual@2019 = 680.00万元", "operating_expenditure.actual = 78.00万元", "operating_expenditure.actual@2019 = 79.00万元", "operating_expenditure.budget = 80.00万元", "operating_expenditure.budget@2019 = 80.00万元", "petition_count.actual = 2件", "petition_count.actual@2019 = 4件", "procurement.actual = 38.00万元", "procurement.actual@2019 = 39.00万元", "procurement.budget = 40.00万元", "procurement.budget@2019 = 40.00万元", "project_expenditure.actual = 331.50万元", "project_expenditure.actual@2019 = 325.00万元", "staff_on_post.actual = 37人", "staff_on_post.actual@2019 = 38人", "staff_quota.actual = 40人", "staff_quota.actual@2019 = 40人", "three_public.actual = 9.60万元", "three_public.actual@2019 = 10.00万元", "three_public.budget = 11.00万元", "three_public.budget@2019 = 12.00万元", "vehicle_count.actual = 3辆", "vehicle_count.actual@2019 = 3辆"},
    ),
    "名值并排的基本信息": (
        "预算单位\t丁县畜牧局\t填报人\t李某\n编制人数\t22\t在职人数\t20\n年初预算\t300.00万元\t全年预算\t320.00万元\n全年支出\t310.00万元\t预算执行率\t96.88%\n基本支出\t200.00万元\t项目支出\t110.00万元\n年末结转结余\t10.00万元\t“三公”经费支出\t3.20万元\n固定资产总额\t560.00万元\t其中：在用\t555.00万元\n政府采购预算\t40.00万元\t政府采购实际\t38.00万元\n自评得分\t96.5\t自评等级\t优\n",
        {"basic_expenditure.actual = 200.00万元", "budget_execution_rate.claimed = 96.88%", "carryover.closing = 10.00万元", "expenditure.actual = 310.00万元", "expenditure.budget = 300.00万元", "fixed_assets.actual = 560.00万元", "fixed_assets[in_use].actual = 555.00万元", "procurement.actual = 38.00万元", "procurement.budget = 40.00万元", "project_expenditure.actual = 110.00万元", "self_grade.claimed = 优", "self_score.claimed = 96.5分", "staff_on_post.actual = 20人", "staff_quota.actual = 22人", "three_public.actual = 3.20万元"},
    ),
    "差异不取": (
        "2020年预决算对比表\n金额单位：万元\n科目 | 预算数 | 决算数 | 差异 | 差异率 |\n本年收入 | 820.00 | 850.00 | 30.00 | 3.66% |\n本年支出 | 820.00 | 839.50 | 19.50 | 2.38% |\n",
        {"expenditure.actual = 839.50万元", "expenditure.budget = 820.00万元", "revenue.actual = 850.00万元", "revenue.budget = 820.00万元"},
    ),
    "金额旁的数量": (
        "三公经费 | 预算（万元） | 支出（万元） | 数量 |\n因公出国（境） | 0 | 0 | 0个团组 |\n公务用车运行维护 | 8.00 | 7.50 | 3辆 |\n公务接待 | 3.00 | 2.10 | 18批次、126人次 |\n合计 | 11.00 | 9.60 | |\n",
        {"official_reception.actual = 2.10万元", "official_reception.budget = 3.00万元", "overseas_travel.actual = 0万元", "overseas_travel.budget = 0万元", "reception_batches.actual = 18批次", "reception_guests.actual = 126人次", "three_public.actual = 9.60万元", "three_public.budget = 11.00万元", "vehicle_count.actual = 3辆", "vehicle_operation.actual = 7.50万元", "vehicle_operation.budget = 8.00万元"},
    ),
    "阶段作行合计在前": (
        "2020年部门支出情况\n单位：元\n\t合计\t基本支出\t\t\t项目支出\n\t\t小计\t人员经费\t公用经费\t\n年初预算\t8200000\t5000000\t4200000\t800000\t3200000\n调整后预算\t8500000\t5100000\t4300000\t800000\t3400000\n决算\t8395000\t5080000\t4300000\t780000\t3315000\n",
        {"basic_expenditure.actual = 5080000元", "basic_expenditure.adjusted_budget = 5100000元", "basic_expenditure.budget = 5000000元", "expenditure.actual = 8395000元", "expenditure.adjusted_budget = 8500000元", "expenditure.budget = 8200000元", "operating_expenditure.actual = 780000元", "operating_expenditure.adjusted_budget = 800000元", "operating_expenditure.budget = 800000元", "personnel_expenditure.actual = 4300000元", "personnel_expenditure.adjusted_budget = 4300000元", "personnel_expenditure.budget = 4200000元", "project_expenditure.actual = 3315000元", "project_expenditure.adjusted_budget = 3400000元", "project_expenditure.budget = 3200000元"},
    ),
    "三公三项的合计": (
        "单位：万元\n年度 | 因公出国（境）费 | 公务用车购置及运行费 | | 公务接待费 | 合计 |\n | | 购置费 | 运行费 | | |\n2019年 | 0 | 0 | 8.00 | 3.00 | 11.00 |\n2020年 | 0 | 18.00 | 7.50 | 2.10 | 27.60 |\n",
        {"official_reception.actual = 2.10万元", "official_reception.actual@2019 = 3.00万元", "overseas_travel.actual = 0万元", "overseas_travel.actual@2019 = 0万元", "three_public.actual = 27.60万元", "three_public.actual@2019 = 11.00万元", "vehicle_operation.actual = 7.50万元", "vehicle_operation.actual@2019 = 8.00万元", "vehicle_purchase.actual = 18.00万元", "vehicle_purchase.actual@2019 = 0万元"},
    ),
    "货物工程服务作列": (
        "2020年政府采购情况（万元）\n\t货物\t工程\t服务\t合计\n采购预算\t20.00\t50.00\t10.00\t80.00\n实际采购\t19.00\t48.00\t9.50\t76.50\n",
        {"procurement.budget = 80.00万元"},
    ),
    "科目编码连在名称前": (
        "支出经济分类情况表\n单位：万元\n经济分类\t年初预算数\t调整预算数\t决算数\t占比\n301 工资福利支出\t200.00\t210.00\t208.00\t60%\n302 商品和服务支出\t60.00\t62.00\t58.00\t17%\n303 对个人和家庭的补助\t20.00\t22.00\t21.00\t6%\n310 资本性支出\t50.00\t60.00\t59.00\t17%\n合计\t330.00\t354.00\t346.00\t100%\n",
        {"expenditure.actual = 346.00万元", "expenditure.adjusted_budget = 354.00万元", "expenditure.budget = 330.00万元", "goods_and_services.actual = 58.00万元", "goods_and_services.adjusted_budget = 62.00万元", "goods_and_services.budget = 60.00万元", "individual_and_family_subsidy.actual = 21.00万元", "individual_and_family_subsidy.adjusted_budget = 22.00万元", "individual_and_family_subsidy.budget = 20.00万元", "wages_and_benefits.actual = 208.00万元", "wages_and_benefits.adjusted_budget = 210.00万元", "wages_and_benefits.budget = 200.00万元"},
    ),
    "行里的单位先于表头": (
        "经费支出情况\n项目\t金额（万元）\n总支出\t839.50\n基本支出\t508.00\n  其中：人员支出\t430.00\n  公用支出\t78.00\n项目支出\t331.50\n三公经费（元）\t96000\n",
        {"basic_expenditure.actual = 508.00万元", "expenditure.actual = 839.50万元", "operating_expenditure.actual = 78.00万元", "personnel_expenditure.actual = 430.00万元", "project_expenditure.actual = 331.50万元", "three_public.actual = 96000元"},
    ),
    "表头压在名称上": (
        "    年度资金情况（万元）\n                      年初预算数    全年预算数    全年执行数    分值    执行率    得分\n    年度资金总额        820.00        850.00        839.50       10     98.76%     9.9\n    其中：当年财政拨款  800.00        830.00        819.50       —      98.73%     —\n          上年结转资金   20.00         20.00         20.00       —      100%       —\n",
        {"budget_execution_rate.claimed = 98.76%", "carryover.opening = 20.00万元", "expenditure.actual = 839.50万元", "expenditure.adjusted_budget = 850.00万元", "expenditure.budget = 820.00万元", "fiscal_appropriation.actual = 819.50万元", "fiscal_appropriation.adjusted_budget = 830.00万元", "fiscal_appropriation.budget = 800.00万元", "fiscal_appropriation_control_rate.claimed = 98.73%"},
    ),
    "一个全角空格分栏": (
        "附表：资金使用情况（单位：万元）\n项目\u3000年初预算数\u3000调整预算数\u3000决算数\n基本支出\u3000500.00\u3000510.00\u3000508.00\n项目支出\u3000320.00\u3000340.00\u3000331.50\n合计\u3000820.00\u3000850.00\u3000839.50\n",
        {"basic_expenditure.actual = 508.00万元", "basic_expenditure.adjusted_budget = 510.00万元", "basic_expenditure.budget = 500.00万元", "expenditure.actual = 839.50万元", "expenditure.adjusted_budget = 850.00万元", "expenditure.budget = 820.00万元", "project_expenditure.actual = 331.50万元", "project_expenditure.adjusted_budget = 340.00万元", "project_expenditure.budget = 320.00万元"},
    ),
    "合计列是支出": (
        "所属单位支出情况（万元）\n单位名称\t基本支出\t项目支出\t合计\n合计\t80.00\t25.00\t105.00\n机关本级\t50.00\t20.00\t70.00\n市文化馆\t20.00\t3.00\t23.00\n市图书馆\t10.00\t2.00\t12.00\n",
        {"basic_expenditure.actual = 80.00万元", "basic_expenditure[own].actual = 50.00万元", "expenditure.actual = 105.00万元", "expenditure[own].actual = 70.00万元", "project_expenditure.actual = 25.00万元", "project_expenditure[own].actual = 20.00万元"},
    ),
    "可用资金不取": (
        "单位：万元\n项目\t上年结转\t年初预算\t本年追加\t可用资金\t本年支出\t年末结转\n基本支出\t1.00\t500.00\t10.00\t511.00\t508.00\t3.00\n项目支出\t5.00\t320.00\t20.00\t345.00\t331.50\t13.50\n合计\t6.00\t820.00\t30.00\t856.00\t839.50\t16.50\n",
        {"basic_expenditure.actual = 508.00万元", "basic_expenditure.budget = 500.00万元", "carryover.closing = 16.50万元", "carryover.opening = 6.00万元", "expenditure.actual = 839.50万元", "expenditure.budget = 820.00万元", "project_expenditure.actual = 331.50万元", "project_expenditure.budget = 320.00万元"},
    ),
    "自评和复核两栏": (
        "序号\t评价指标\t分值\t单位自评\t财政复核\n1\t投入\t15\t15\t14\n2\t过程\t35\t34\t32\n3\t产出\t25\t25\t24\n4\t效果\t25\t24\t23\n\t总分\t100\t98\t93\n",
        {"review_score.claimed = 93分", "self_score.claimed = 98分"},
    ),
    "主管部门评分不取": (
        "指标名称\t分值\t自评得分\t主管部门评分\t财政部门评分\n决策\t20\t20\t19\t18\n过程\t30\t29\t28\t27\n产出效益\t50\t49\t48\t47\n合计\t100\t98\t95\t92\n",
        {"review_score.claimed = 92分", "self_score.claimed = 98分"},
    ),
    "用文字表示的完成值": (
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n产出指标 | 数量指标 | 办理案件 | ≥100件 | 120件 | 20 | 20 | |\n | 质量指标 | 案件质量 | 合格 | 合格 | 20 | 20 | |\n效益指标 | 社会效益 | 群众安全感 | 提升 | 提升 | 30 | 28 | 宣传不够 |\n满意度指标 | 服务对象满意度 | 来访群众满意度 | ≥90% | 95% | 10 | 10 | |\n | 预算执行率 | | 100% | 98.2% | 10 | 9.8 | |\n总 分 | | | | | 100 | 97.8 | |\n",
        {"budget_execution_rate.claimed = 98.2%", "satisfaction_rate.claimed = 95%", "self_score.claimed = 97.8分"},
    ),
    "一行几组人员": (
        "人员情况 | 编制 | 40人 | 其中：行政 | 25人 | 事业 | 15人 |\n | 在职 | 37人 | 其中：行政 | 24人 | 事业 | 13人 |\n | 离退休 | 20人 | 其中：离休 | 1人 | 退休 | 19人 |\n",
        {"staff_on_post.actual = 37人", "staff_on_post[administrative].actual = 24人", "staff_on_post[institution].actual = 13人", "staff_quota.actual = 40人", "staff_quota[administrative].actual = 25人", "staff_quota[institution].actual = 15人", "staff_retired.actual = 20人", "staff_retired[retired].actual = 19人", "staff_retired[veteran_retired].actual = 1人"},
    ),
    "一格一行带行次": (
        "附件1\n2020年度收入支出决算总表\n金额单位：万元\n收入\n支出\n项目\n行次\n决算数\n项目（按功能分类）\n行次\n决算数\n栏次\n1\n栏次\n2\n一、一般公共预算财政拨款收入\n1\n1,234.56\n一、一般公共服务支出\n31\n0.00\n二、政府性基金预算财政拨款收入\n2\n二、教育支出\n32\n1,100.00\n三、上级补助收入\n3\n三、社会保障和就业支出\n33\n88.00\n本年收入合计\n27\n1,234.56\n本年支出合计\n57\n1,188.00\n使用非财政拨款结余\n28\n结余分配\n58\n年初结转和结余\n29\n10.00\n年末结转和结余\n59\n56.56\n总计\n30\n1,244.56\n总计\n60\n1,244.56\n",
        {"carryover.closing = 56.56万元", "carryover.opening = 10.00万元", "expenditure.actual = 1188.00万元", "expenditure_grand_total.actual = 1244.56万元", "fiscal_appropriation.actual = 1234.56万元", "revenue.actual = 1234.56万元", "revenue_grand_total.actual = 1244.56万元"},
    ),
    "一格一行三层表头": (
        "一般公共预算财政拨款“三公”经费支出决算表\n编制单位：丙市图书馆\n单位：元\n预算数\n决算数\n合计\n因公出国（境）费\n公务用车购置及运行费\n公务接待费\n合计\n因公出国（境）费\n公务用车购置及运行费\n公务接待费\n小计\n公务用车购置费\n公务用车运行费\n小计\n公务用车购置费\n公务用车运行费\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n50000\n0\n40000\n0\n40000\n10000\n45100\n0\n38000\n0\n38000\n7100\n",
        {"official_reception.actual = 7100元", "official_reception.budget = 10000元", "overseas_travel.actual = 0元", "overseas_travel.budget = 0元", "three_public.actual = 45100元", "three_public.budget = 50000元", "vehicle.actual = 38000元", "vehicle.budget = 40000元", "vehicle_operation.actual = 38000元", "vehicle_operation.budget = 40000元", "vehicle_purchase.actual = 0元", "vehicle_purchase.budget = 0元"},
    ),
    "行次旁缺金额": (
        "单位：元\n项目\n行次\n上年数\n本年数\n一、收入合计\n1\n100\n110\n（一）财政拨款收入\n2\n90\n100\n（二）其他收入\n3\n二、支出合计\n4\n98\n107\n（一）基本支出\n5\n60\n65\n（二）项目支出\n6\n38\n42\n三、年末结转结余\n7\n2\n5\n",
        {"basic_expenditure.actual = 65元", "basic_expenditure.actual@2019 = 60元", "carryover.closing = 5元", "carryover.opening = 2元", "expenditure.actual = 107元", "expenditure.actual@2019 = 98元", "fiscal_appropriation.actual = 100元", "fiscal_appropriation.actual@2019 = 90元", "project_expenditure.actual = 42元", "project_expenditure.actual@2019 = 38元", "revenue.actual = 110元", "revenue.actual@2019 = 100元"},
    ),
    "一格一行按单位": (
        "单位：万元\n单位名称\n基本支出\n项目支出\n合计\n局机关\n50.00\n20.00\n70.00\n执法大队\n30.00\n5.00\n35.00\n合计\n80.00\n25.00\n105.00\n",
        {"basic_expenditure.actual = 80.00万元", "basic_expenditure[own].actual = 50.00万元", "basic_expenditure[subordinate].actual = 30.00万元", "expenditure.actual = 105.00万元", "expenditure[own].actual = 70.00万元", "expenditure[subordinate].actual = 35.00万元", "project_expenditure.actual = 25.00万元", "project_expenditure[own].actual = 20.00万元", "project_expenditure[subordinate].actual = 5.00万元"},
    ),
    "一格一行自评复评": (
        "指标\n分值\n自评分\n复评分\n决策\n20\n20\n19\n过程\n30\n29\n27\n产出\n30\n28\n28\n效益\n20\n20\n18\n合计\n100\n97\n92\n",
        {"review_score.claimed = 92分", "self_score.claimed = 97分"},
    ),
    "一格一行名和值": (
        "部门名称\n戊县统计局\n年度预算总额（万元）\n820.00\n年度支出总额（万元）\n805.20\n其中：基本支出\n505.20\n项目支出\n300.00\n编制人数\n25\n实有人数\n23\n自评得分\n96\n评价等级\n优\n",
        {"basic_expenditure.actual = 505.20万元", "expenditure.actual = 805.20万元", "expenditure.budget = 820.00万元", "project_expenditure.actual = 300.00万元", "self_grade.claimed = 优", "self_score.claimed = 96分", "staff_on_post.actual = 23人", "staff_quota.actual = 25人"},
    ),
    "一格一行小计跟在名后": (
        "“三公”经费（单位：元）\n合计\n因公出国（境）费用\n公务用车购置及运行维护费\n小计\n公务用车购置费\n公务用车运行维护费\n公务接待费\n96000\n0\n75000\n0\n75000\n21000\n",
        {"official_reception.actual = 21000元", "overseas_travel.actual = 0元", "three_public.actual = 96000元", "vehicle.actual = 75000元", "vehicle_operation.actual = 75000元", "vehicle_purchase.actual = 0元"},
    ),
    "节支不取": (
        "政府采购执行情况（单位：元）\n采购项目\t计划采购金额\t实际采购金额\t节支额\t节支率\n货物\t100000\t90000\t10000\t10%\n服务\t50000\t50000\t0\t0\n合计\t150000\t140000\t10000\t6.67%\n",
        {"procurement.actual = 140000元", "procurement.budget = 150000元"},
    ),
    "出租出借": (
        "资产情况表\n金额单位：万元\n资产类别 | 期初数 | 期末数 | 其中：在用 | 出租出借 | 闲置 |\n一、流动资产 | 10.00 | 12.00 | | | |\n二、固定资产 | 90.00 | 95.00 | 92.00 | 3.00 | 0 |\n其中：房屋 | 50.00 | 50.00 | 50.00 | 0 | 0 |\n车辆 | 10.00 | 10.00 | 10.00 | 0 | 0 |\n三、无形资产 | 1.00 | 1.00 | 1.00 | 0 | 0 |\n资产总计 | 101.00 | 108.00 | | | |\n",
        {"fixed_assets.actual = 95.00万元", "fixed_assets[in_use].actual = 92.00万元", "fixed_assets[leased].actual = 3.00万元"},
    ),
    "一个空格分栏": (
        "附表：资金使用情况（单位：万元）\n项目 年初预算数 调整预算数 决算数\n基本支出 500.00 510.00 508.00\n项目支出 320.00 340.00 331.50\n合计 820.00 850.00 839.50\n以上数字来自决算。\n",
        {"basic_expenditure.actual = 508.00万元", "basic_expenditure.adjusted_budget = 510.00万元", "basic_expenditure.budget = 500.00万元", "expenditure.actual = 839.50万元", "expenditure.adjusted_budget = 850.00万元", "expenditure.budget = 820.00万元", "project_expenditure.actual = 331.50万元", "project_expenditure.adjusted_budget = 340.00万元", "project_expenditure.budget = 320.00万元"},
    ),
    "项目的自评表不取": (
        "项目支出绩效自评表\n项目名称\t防汛抗旱专项\t主管部门\t水利局\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t50.00\t50.00\t48.00\t10\t96%\t9.6\n其中：财政拨款\t50.00\t50.00\t48.00\t-\t96%\t-\n一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t河道清淤\t10公里\t10公里\t50\t50\n满意度指标\t群众满意度\t≥90%\t95%\t10\t10\n总分\t\t\t\t100\t98.6\n",
        {"satisfaction_rate.claimed = 95%"},
    ),
    "几个项目的得分不取": (
        "项目自评情况汇总表\n序号\t项目名称\t预算金额（万元）\t支出金额（万元）\t自评得分\t自评等级\n1\t河道清淤\t50.00\t48.00\t96\t优\n2\t堤防加固\t30.00\t30.00\t98\t优\n合计\t\t80.00\t78.00\t97\t优\n",
        set(),
    ),
    "下年预算的增减不取": (
        "2021年预算安排情况（万元）\n项目\t2020年预算\t2021年预算\t增减\n基本支出\t500.00\t520.00\t20.00\n项目支出\t300.00\t310.00\t10.00\n合计\t800.00\t830.00\t30.00\n",
        {"basic_expenditure.budget = 500.00万元", "expenditure.budget = 800.00万元", "project_expenditure.budget = 300.00万元"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), READ.values(), ids=READ.keys())
def test_tables_are_read(text: str, facts: set[str]) -> None:
    assert found(text) == facts


def test_figures_of_several_subordinates_are_not_one_subordinates() -> None:
    rows = "机构名称 | 支出合计（万元） |\n1、机关 | 60.00 |\n2、甲中心 | 20.00 |\n3、乙中心 | 10.00 |\n"

    assert found(rows) == {"expenditure[own].actual = 60.00万元"}


def test_a_bare_budget_is_the_adjusted_one_where_the_report_says_so() -> None:
    prose = "2020年年初预算90.00万元，全年预算100.00万元，支出98.00万元。\n\n"
    table = "部门整体支出绩效自评表\n单位：万元\n项目 | {} | 执行数 |\n年度资金总额 | 100.00 | 98.00 |\n"

    assert "expenditure.budget = 100.00万元" not in found(prose + table.format("预算数"))
    assert "expenditure.budget = 100.00万元" in found(prose + table.format("年初预算数"))
    assert "expenditure.budget = 100.00万元" in found(table.format("预算数"))


def test_heads_that_blanks_misplaced_are_told_apart_by_their_words() -> None:
    text = """单位：万元
预算数                                                   决算数
合计   因公出国（境）费   公务用车购置及运行费   公务接待费   合计   因公出国（境）费   公务用车购置及运行费   公务接待费
               小计   公务用车购置费   公务用车运行费              小计   公务用车购置费   公务用车运行费
36.00  0.00  24.00  1.00  23.00  12.00  31.47  0.00  22.83  0.50  22.33  8.64
"""
    parts = (
        "three_public",
        "overseas_travel",
        "vehicle",
        "vehicle_purchase",
        "vehicle_operation",
        "official_reception",
    )
    budget = zip(parts, ("36.00", "0.00", "24.00", "1.00", "23.00", "12.00"), strict=True)
    actual = zip(parts, ("31.47", "0.00", "22.83", "0.50", "22.33", "8.64"), strict=True)

    assert found(text) == {
        *(f"{name}.budget = {value}万元" for name, value in budget),
        *(f"{name}.actual = {value}万元" for name, value in actual),
    }


def test_heads_that_nobody_can_place_head_nothing() -> None:
    text = """单位：万元
预算数                                                   决算数
合计   接待费用   培训经费甲   公务接待费   合计   公务接待费   其他
36.00  0.00  24.00  1.00  23.00  12.00  31.47  0.00  22.83  0.50  22.33  8.64
"""
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "指标名称 | 计量单位 | 数量\n编制人数 | 人 | 35\n“三公”经费决算数 | 万元 | 4.31\n",
            {"staff_quota.actual = 35人", "three_public.actual = 4.31万元"},
        ),
        (
            "单位：人、元\n项目 | 预算 | 决算 |\n公务接待 | 预算 | 5,000.00 | 决算 | 1,860.00 |\n“三公”经费 | 预算 | 9,000.00 | 决算 | - |\n",
            {
                "official_reception.budget = 5000.00元", "official_reception.actual = 1860.00元",
                "three_public.budget = 9000.00元", "three_public.actual: blank",
            },
        ),
        (
            "指标 | 合计 | 局本级 | 市政设施维护中心\n编制数 | 137 | 58 | 79\n",
            {"staff_quota.actual = 137人", "staff_quota[own].actual = 58人", "staff_quota[subordinate].actual = 79人"},
        ),
        (
            "单位：万元\n项目 | 2019年决算数 | 2020年决算数\n上年结转和结余 | 104.09 | 88.26\n",
            {"carryover.opening@2019 = 104.09万元", "carryover.opening = 88.26万元"},
        ),
        ("单位性质 | 行政\n核定编制人数 | 41\n", {"staff_quota.actual = 41人"}),
        ("指标 | 结果\n预算执行率（10分） | 9.78\n", set()),
    ],
)  # fmt: skip
def test_what_heads_and_names_tell(text: str, facts: set[str]) -> None:
    assert found(text) == facts

"""Figures in running text: what is read, and what is left alone."""

import pytest

from tests.loaders.reading import found

READ = {
    "几项合称三公": (
        "因公出国（境）费、公务接待费、公车运行费（“三公”经费）决算总额27.10万元，比上年下降1.8%。其中：公车运行费决算20.04万元。",
        {"three_public.actual = 27.10万元", "three_public_change_rate.claimed = -1.8%", "vehicle_operation.actual = 20.04万元"},
    ),
    "公开和使用之后": (
        "2020年部门决算公开“三公”经费合计26.40万元，其中：公务接待费1.90万元。使用财政拨款安排会议费支出总额为3.80万元。",
        {"meeting_expense.actual = 3.80万元", "official_reception.actual = 1.90万元", "three_public.actual = 26.40万元"},
    ),
    "总收入里的本年收入": (
        "我局2020年度总收入612.30万元，其中本年收入520.10万元；总支出612.30万元，其中本年支出533.60万元。",
        {"expenditure.actual = 533.60万元", "expenditure_grand_total.actual = 612.30万元", "revenue.actual = 520.10万元", "revenue_grand_total.actual = 612.30万元"},
    ),
    "拨款里的一种": (
        "财政拨款收入总计904.20万元，与上年相比减少2.35%。其中：一般公共预算财政拨款收入880.20万元，政府性基金预算财政拨款收入24.00万元。",
        {"fiscal_appropriation.actual = 904.20万元"},
    ),
    "列入开支的车": (
        "2020年列入财政拨款开支的公务用车保有量为13辆。",
        {"vehicle_count.actual = 13辆"},
    ),
    "离休的和退休的": (
        "局机关在职93人、离休1人、退休61人。",
        {"staff_on_post.actual = 93人", "staff_retired[retired].actual = 61人", "staff_retired[veteran_retired].actual = 1人"},
    ),
    "保有量之后的费用": (
        "“三公”经费12.60万元，公务用车保有量2辆，购置及运行维护费5.00万元，公务接待费7.60万元，接待记者26批次，约300人。",
        {"official_reception.actual = 7.60万元", "reception_batches.actual = 26批次", "reception_guests.actual = 300人次", "three_public.actual = 12.60万元", "vehicle.actual = 5.00万元", "vehicle_count.actual = 2辆"},
    ),
    "评级标准在括号里自成一句": (
        "自评等级为优。（评价等级标准：90分以上为优，80分以上为良）全年基本支出执行率为98.6%。",
        {"basic_execution_rate.claimed = 98.6%", "self_grade.claimed = 优"},
    ),
    "多出年初预算的全年预算": (
        "全年预算551.00万元，比年初的512.40万元多出38.60万元，实际支出540.27万元，预算执行率98.05%。",
        {"budget_execution_rate.claimed = 98.05%", "expenditure.actual = 540.27万元", "expenditure.adjusted_budget = 551.00万元", "expenditure.budget = 512.40万元"},
    ),
    "含在职和退休的实有人数": (
        "人员编制35名，实有人数52人，含在职33人、退休19人。",
        {"staff_on_post.actual = 33人", "staff_quota.actual = 35人", "staff_retired.actual = 19人", "staff_total.actual = 52人"},
    ),
    "拨款之后的当年支出": (
        "年初结转24.50万元，当年财政拨款收入406.72万元，当年支出419.88万元，年末结转11.34万元。",
        {"carryover.closing = 11.34万元", "carryover.opening = 24.50万元", "expenditure.actual = 419.88万元", "fiscal_appropriation.actual = 406.72万元"},
    ),
    "机关之后另一家单位的人": (
        "委机关编制数31人，在职29人，退休21人；市妇幼保健院编制数88人，在职80人，退休34人，编外聘用人员46人。",
        {"staff_contract[subordinate].actual = 46人", "staff_on_post[own].actual = 29人", "staff_on_post[subordinate].actual = 80人", "staff_quota[own].actual = 31人", "staff_quota[subordinate].actual = 88人", "staff_retired[own].actual = 21人", "staff_retired[subordinate].actual = 34人"},
    ),
    "几年的数列在一个名字后面": (
        "近三年“三公”经费支出：2018年5.60万元，2019年4.92万元（比2018年下降12.14%），2020年累计支出4.18万元（比2019年下降15.04%）。",
        {"three_public.actual = 4.18万元", "three_public.actual@2018 = 5.60万元", "three_public.actual@2019 = 4.92万元", "three_public_change_rate.claimed = -15.04%", "three_public_change_rate.claimed@2019 = -12.14%"},
    ),
    "既无预算也无支出": (
        "公务用车购置及运行维护费本年无预算也无支出；因公出国（境）费，年初无预算，全年无支出。",
        {"overseas_travel.actual = 0万元", "overseas_travel.budget = 0万元", "vehicle.actual = 0万元", "vehicle.budget = 0万元"},
    ),
    "项目个数和共多少钱": (
        "年初批复8个项目共1,530.00万元，项目实际支出1,297.84万元。",
        {"project_count.actual = 8个", "project_expenditure.actual = 1297.84万元", "project_expenditure.budget = 1530.00万元"},
    ),
    "与上一年相比": (
        "“三公”经费实际支出16.09万元，年初安排23.00万元。同2019年相比，减少2.77万元，下降14.69%。",
        {"three_public.actual = 16.09万元", "three_public.budget = 23.00万元", "three_public_change_rate.claimed = -14.69%"},
    ),
    "运行费保障的车": (
        "公务用车运行维护费45.10万元，保障平台车辆14辆。",
        {"vehicle_count.actual = 14辆", "vehicle_operation.actual = 45.10万元"},
    ),
    "编制部门核给的编制": (
        "编制部门核给编制64名，其中行政编制18名、事业编制46名。",
        {"staff_quota.actual = 64人", "staff_quota[administrative].actual = 18人", "staff_quota[institution].actual = 46人"},
    ),
    "系统的编制总数": (
        "局系统编制总数158名，年末在职149名。",
        {"staff_on_post.actual = 149人", "staff_quota.actual = 158人"},
    ),
    "只说机关就是全部": (
        "局机关编制24名，其中行政编制21名，机关工勤编制3名；实有23人。",
        {"staff_on_post.actual = 23人", "staff_quota.actual = 24人", "staff_quota[administrative].actual = 21人", "staff_quota[administrative_support].actual = 3人"},
    ),
    "下属几家单位": (
        "机构编制部门核定全系统编制132名；其中局机关编制48名、在职43名，两家事业单位编制合计84名、在职合计78名。",
        {"staff_on_post[own].actual = 43人", "staff_on_post[subordinate].actual = 78人", "staff_quota.actual = 132人", "staff_quota[own].actual = 48人", "staff_quota[subordinate].actual = 84人"},
    ),
    "几类编制加起来": (
        "全系统行政编制31人、事业编制106人，共137人。",
        {"staff_quota.actual = 137人", "staff_quota[administrative].actual = 31人", "staff_quota[institution].actual = 106人"},
    ),
    "没有达到的不是完成值": (
        "项目支出执行率未达到95%，预算执行率97.20%。",
        {"budget_execution_rate.claimed = 97.20%"},
    ),
    "月份里的率不是全年的": (
        "7月份监控时预算执行率41.6%，对3个慢进度项目亮了红灯。",
        set(),
    ),
    "率的名字在冒号前": (
        "“三公”经费控制率：实际支出8.13万元，预算安排13.00万元，控制率62.54%。",
        {"three_public.actual = 8.13万元", "three_public.budget = 13.00万元", "three_public_control_rate.claimed = 62.54%"},
    ),
    "括号里的负数": (
        "“三公”经费全年支出9.84万元；较上年减少（13.68）%。",
        {"three_public.actual = 9.84万元", "three_public_change_rate.claimed = -13.68%"},
    ),
    "括号里的变动率": (
        "“三公”经费决算18,760元，较上年决算21,905元减少3,145元（-14.36%）。",
        {"three_public.actual = 18760元", "three_public.actual@2019 = 21905元", "three_public_change_rate.claimed = -14.36%"},
    ),
    "追加之后的预算": (
        "年初支出预算238.46万元，其中基本支出194.46万元、项目支出44.00万元。年中因调资追加11.83万元，最终预算250.29万元。",
        {"basic_expenditure.budget = 194.46万元", "expenditure.adjusted_budget = 250.29万元", "expenditure.budget = 238.46万元", "project_expenditure.budget = 44.00万元"},
    ),
    "预算和执行率说明是整体": (
        "全年调整预算数445.65万元。实际支出438.97万元，预算执行率98.50%。",
        {"budget_execution_rate.claimed = 98.50%", "expenditure.actual = 438.97万元", "expenditure.adjusted_budget = 445.65万元"},
    ),
    "两块相加是整体": (
        "年中下达全年预算512.00万元，其中基本支出288.00万元、项目支出224.00万元。",
        {"basic_expenditure.adjusted_budget = 288.00万元", "expenditure.adjusted_budget = 512.00万元", "project_expenditure.adjusted_budget = 224.00万元"},
    ),
    "三项列完再合计": (
        "公务用车运行维护费预算26.00万元、决算22.47万元；公务接待费预算5.00万元、决算1.20万元。合计预算31.00万元、决算23.67万元。",
        {"official_reception.actual = 1.20万元", "official_reception.budget = 5.00万元", "three_public.actual = 23.67万元", "three_public.budget = 31.00万元", "vehicle_operation.actual = 22.47万元", "vehicle_operation.budget = 26.00万元"},
    ),
    "别的单位的支出": (
        "6个分局的人员和经费已上划但单独编报，其年度支出合计3,918.40万元，不在本报告范围。",
        set(),
    ),
    "一般公共预算支出是全县的": (
        "全县经济平稳，2020年一般公共预算支出21.36亿元。",
        set(),
    ),
    "几家单位不是人数": (
        "下属县文化馆、县图书馆、县广播电视台4家事业单位，事业编制83名。",
        {"staff_quota[institution].actual = 83人"},
    ),
    "几家机构不是钱": (
        "项目支出没有全部执行，是4家中介机构的质保款按合同留到次年。",
        set(),
    ),
    "预算收入由两部分组成": (
        "2020年预算收入366.40万元，含年初预算341.00万元、追加预算25.40万元；人员支出318.06万元。",
        {"personnel_expenditure.actual = 318.06万元", "revenue.adjusted_budget = 366.40万元", "revenue.budget = 341.00万元"},
    ),
    "会议的年份": (
        "经局党组2021年第5次会议审定，我局自评等级为良好，自评得分86.4分。",
        {"self_grade.claimed = 良好", "self_score.claimed = 86.4分"},
    ),
    "车改的年份": (
        "公务用车已于2016年车改上交，公务用车购置及运行维护费不涉及；公务接待费0.26万元。",
        {"official_reception.actual = 0.26万元", "vehicle: not_applicable"},
    ),
    "章节的年份": (
        "二、2019年“三公”经费决算情况\n“三公”经费合计支出112.35万元。\n三、其他\n会议费2.00万元。",
        {"meeting_expense.actual = 2.00万元", "three_public.actual@2019 = 112.35万元"},
    ),
    "下年的项目预算不取": (
        "2021年项目支出预算85.00万元，2020年项目支出80.00万元。",
        {"project_expenditure.actual = 80.00万元"},
    ),
    "下年三公经费预算已公开": (
        "2021年“三公”经费预算85.00万元，其中公务接待费预算12.00万元。",
        {"official_reception.budget@2021 = 12.00万元", "three_public.budget@2021 = 85.00万元"},
    ),
    "列表的条目": (
        "二、收支。1.收入：1,862.30万元，其中：财政拨款收入1,840.00万元。2.支出：1,836.74万元。",
        {"expenditure.actual = 1836.74万元", "fiscal_appropriation.actual = 1840.00万元", "revenue.actual = 1862.30万元"},
    ),
    "小数编号": (
        "2.1 年初预算1,025.36万元。",
        {"expenditure.budget = 1025.36万元"},
    ),
    "财政的评价": (
        "县财政局对我局2020年部门整体支出开展重点绩效评价，评价得分87.4分，指出问题6个。",
        {"review_score.claimed = 87.4分"},
    ),
    "列举扣分之后的得分": (
        "扣除专项资金下达不及时2分、结余结转1分，自评得95分，等次为优。",
        {"self_grade.claimed = 优", "self_score.claimed = 95分"},
    ),
    "项目得分之后的率": (
        "“就业援助月”项目得分97.5分，预算执行率92.3%。",
        set(),
    ),
    "事项里的支出": (
        "项目支出774.37万元。项目支出主要用于三件事：一是筹备会议，支出218.60万元；二是立法调研，支出62.35万元。",
        {"project_expenditure.actual = 774.37万元"},
    ),
    "接待的外宾": (
        "公务接待费14.85万元，接待外宾29批次、248人次。",
        {"official_reception.actual = 14.85万元", "reception_batches.actual = 29批次", "reception_guests.actual = 248人次"},
    ),
    "出国的团组不是接待": (
        "公务接待费1.00万元，接待12批次；因公出国（境）费6.60万元，2个团组5人次。",
        {"official_reception.actual = 1.00万元", "overseas_travel.actual = 6.60万元", "reception_batches.actual = 12批次"},
    ),
    "先安排后支出": (
        "全年安排公务用车运行维护费4.00万元，实际支出3.86万元。",
        {"vehicle_operation.actual = 3.86万元", "vehicle_operation.budget = 4.00万元"},
    ),
    "没有的字样管预决算": (
        "公务用车购置费、因公出国（境）费预决算均为零。",
        {"overseas_travel.actual = 0万元", "overseas_travel.budget = 0万元", "vehicle_purchase.actual = 0万元", "vehicle_purchase.budget = 0万元"},
    ),
    "空着的金额": (
        "固定资产总额：        万元",
        {"fixed_assets.actual: blank"},
    ),
    "购置的车不算保有": (
        "公务用车运行维护费45.83万元。购置（更新）车辆0辆，保有量15辆。",
        {"vehicle_count.actual = 15辆", "vehicle_operation.actual = 45.83万元"},
    ),
    "资产出租不涉及": (
        "固定资产出租：不涉及。政府采购执行率：    %",
        {"fixed_assets[leased].actual: not_applicable", "procurement_execution_rate.claimed: blank"},
    ),
    "等级后面有说明": ("自评得分94.6分，评价结果为“良”（95分以上为“优”）。", {"self_score.claimed = 94.6分", "self_grade.claimed = 良"}),
    "分档之后才说是哪一档": ("自评得分89.6分，在“优（≥90）、良（80—90）、中（60—80）、差”四档中为良。", {"self_score.claimed = 89.6分", "self_grade.claimed = 良"}),
    "各部分加起来是总分": ("投入20分得19分，过程25分得24分，产出35分得34分，效益20分得18.5分，总分95.5分。", {"self_score.claimed = 95.5分"}),
    "部门给自己的分": ("对照24项指标自评，我局得91分，评价等级为优（90分及以上）。", {"self_score.claimed = 91分", "self_grade.claimed = 优"}),
    "年末某类人员": (
        "核定行政执法编制188名，年末行政人员181人；事业编制40名，年末事业人员37人。",
        {"staff_quota[administrative].actual = 188人", "staff_on_post[administrative].actual = 181人", "staff_quota[institution].actual = 40人", "staff_on_post[institution].actual = 37人"},
    ),
    "在职人员按编制分": (
        "年末实有在职人员58人，其中：行政编制20人，事业编制38人。",
        {"staff_on_post.actual = 58人", "staff_on_post[administrative].actual = 20人", "staff_on_post[institution].actual = 38人"},
    ),
    "单位写在括号前": ("人员编制56名（行政22、事业34）。", {"staff_quota.actual = 56人", "staff_quota[administrative].actual = 22人", "staff_quota[institution].actual = 34人"}),
    "本级之后的下属": ("收入合计6,020.00万元，局本级2,250.00万元，中心3,770.00万元。", {"revenue.actual = 6020.00万元", "revenue[own].actual = 2250.00万元", "revenue[subordinate].actual = 3770.00万元"}),
    "没有上年结转": ("年末结转14.33万元，上年没有结转。", {"carryover.closing = 14.33万元", "carryover.opening = 0万元"}),
    "两者之比": (
        "全年政府采购计划1,356.00万元，实际采购1,298.47万元，两者之比为95.76%。",
        {"procurement.budget = 1356.00万元", "procurement.actual = 1298.47万元", "procurement_execution_rate.claimed = 95.76%"},
    ),
    "上年的率": ("预算执行率98.53%，上年为97.10%。", {"budget_execution_rate.claimed = 98.53%", "budget_execution_rate.claimed@2019 = 97.10%"}),
    "先说上年再说本年": (
        "2020年三公经费支出比上年的12.64万元下降10.76%，为11.28万元。",
        {"three_public.actual@2019 = 12.64万元", "three_public_change_rate.claimed = -10.76%", "three_public.actual = 11.28万元"},
    ),
    "三项合计": (
        "公务用车运行维护费4.20万元，公务接待费0元，因公出国（境）费3.60万元，三项合计7.80万元，预算9.00万元。",
        {"vehicle_operation.actual = 4.20万元", "official_reception.actual = 0元", "overseas_travel.actual = 3.60万元", "three_public.actual = 7.80万元", "three_public.budget = 9.00万元"},
    ),
    "接待之后的花费": ("公务接待9批次、74人次，花费0.42万元。", {"reception_batches.actual = 9批次", "reception_guests.actual = 74人次", "official_reception.actual = 0.42万元"}),
    "数字后面才说是在用还是出租": (
        "固定资产共2,188.04万元，其中1,904.04万元在用，284.00万元出租给便民市场。",
        {"fixed_assets.actual = 2188.04万元", "fixed_assets[in_use].actual = 1904.04万元", "fixed_assets[leased].actual = 284.00万元"},
    ),
    "费用用于几辆车": ("公务用车运行维护费112.45万元，用于46辆执法车的油料、维修和保险。", {"vehicle_operation.actual = 112.45万元", "vehicle_count.actual = 46辆"}),
    "全年支出完成年初预算": ("全年支出完成年初预算4,172.30万元的108.12%。", {"expenditure.budget = 4172.30万元", "budget_completion_rate.claimed = 108.12%"}),
    "括号里的年份只管括号": (
        "“三公”经费支出合计3.12万元（2019年4.01万元），其中：公务接待费1.04万元。",
        {"three_public.actual = 3.12万元", "three_public.actual@2019 = 4.01万元", "official_reception.actual = 1.04万元"},
    ),
    "全角的千分位": ("本年收入合计１，８６０．００万元。", {"revenue.actual = 1860.00万元"}),
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
    "财政批给我们的": (
        "市财政批复我中心2020年部门预算1,210.50万元，年中调增86.20万元，调整后预算1,296.70万元，实际支付1,280.11万元。",
        {"expenditure.budget = 1210.50万元", "expenditure.adjusted_budget = 1296.70万元", "expenditure.actual = 1280.11万元"},
    ),
    "支出较预算不改话题": (
        "“三公”经费预算10.00万元，支出8.00万元，支出较预算减少2.00万元。支出较上年增加0.20万元，增长2.56%。",
        {"three_public.budget = 10.00万元", "three_public.actual = 8.00万元", "three_public_change_rate.claimed = 2.56%"},
    ),
    "由上年的降到今年的": (
        "“三公”经费支出由上年的12.60万元下降到10.20万元，下降19.05%；在职人员由上年的52人减至50人，退休人员由20人增加到22人。",
        {
            "three_public.actual@2019 = 12.60万元", "three_public.actual = 10.20万元", "three_public_change_rate.claimed = -19.05%",
            "staff_on_post.actual@2019 = 52人", "staff_on_post.actual = 50人", "staff_retired.actual = 22人",
        },
    ),
    "上年和本年各一个": ("机关运行经费上年为52.30万元，本年为49.80万元。", {"operating_expenditure.actual@2019 = 52.30万元", "operating_expenditure.actual = 49.80万元"}),
    "持平后面的数": ("培训费与上年基本持平，为2.30万元。", {"training_expense.actual = 2.30万元"}),
    "分别为共用名称": ("2019年末、2020年末在职人数分别为52人、50人。", {"staff_on_post.actual@2019 = 52人", "staff_on_post.actual = 50人"}),
    "分别为承前": (
        "会议费、培训费决算数分别为1.20万元、3.40万元，预算数分别为2.00万元、4.00万元。",
        {"meeting_expense.actual = 1.20万元", "training_expense.actual = 3.40万元", "meeting_expense.budget = 2.00万元", "training_expense.budget = 4.00万元"},
    ),
    "分别为共用率": ("基本支出、项目支出执行率分别为99.2%和95.1%。", {"basic_execution_rate.claimed = 99.2%", "project_execution_rate.claimed = 95.1%"}),
    "两项合计是整体": (
        "人员经费与公用经费依次为610.20万元和80.50万元，两者合计690.70万元。",
        {"personnel_expenditure.actual = 610.20万元", "operating_expenditure.actual = 80.50万元", "basic_expenditure.actual = 690.70万元"},
    ),
    "变动按算术归年": (
        "2019年“三公”经费为9.86万元；2020年为7.45万元，同比下降24.44%。",
        {"three_public.actual@2019 = 9.86万元", "three_public.actual = 7.45万元", "three_public_change_rate.claimed = -24.44%"},
    ),
    "与上年相比的是整体": (
        "本年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。与上年的95.00万元相比，增加5.00万元。",
        {"expenditure.actual = 100.00万元", "basic_expenditure.actual = 60.00万元", "project_expenditure.actual = 40.00万元", "expenditure.actual@2019 = 95.00万元"},
    ),
    "追加之后": (
        "2020年年初支出预算612.40万元，执行中追加驻点经费132.96万元，全年预算745.36万元。",
        {"expenditure.budget = 612.40万元", "expenditure.adjusted_budget = 745.36万元"},
    ),
    "两类编制后的实有人数": (
        "核定行政编制20名、工勤编制3名，年末实有人数22人。",
        {"staff_quota[administrative].actual = 20人", "staff_quota[administrative_support].actual = 3人", "staff_on_post.actual = 22人"},
    ),
    "聘来做事的人": ("临聘保洁员6人，外聘法律顾问2人，聘用司勤人员4人。", {"staff_contract.actual = 6人", "staff_contract.actual = 4人"}),
    "专项项目在数后": ("8个专项项目全年支出520.00万元。", {"project_count.actual = 8个", "project_expenditure.actual = 520.00万元"}),
    "占比紧跟名称": ("按比重算，基本支出占64.96%，项目支出占全年支出的35.04%。", {"basic_expenditure_share.claimed = 64.96%", "project_expenditure_share.claimed = 35.04%"}),
    "对照规定说的是结果": ("对照上述规定：预算执行率为93.60%，得3分。", {"budget_execution_rate.claimed = 93.60%"}),
    "下属单位的个数不是编制": ("核定编制30名；下属事业单位3个。", {"staff_quota.actual = 30人"}),
    "破折号开头": ("——公务接待费决算1.80万元。", {"official_reception.actual = 1.80万元"}),
    "有预算而零支出": ("公务接待费预算2.00万元，全年零支出。", {"official_reception.budget = 2.00万元", "official_reception.actual = 0万元"}),
    "调整了预算而零支出": (
        "因公出国（境）费年初预算80,000元，调整预算0元，未发生支出。",
        {
            "overseas_travel.budget = 80000元",
            "overseas_travel.adjusted_budget = 0元",
            "overseas_travel.actual = 0万元",
        },
    ),
    "预算那句后面的决算": (
        "县财政批复我局年初预算9865万元。年中追加，调整预算数为11240.36万元。决算支出11076.92万元。",
        {"expenditure.budget = 9865万元", "expenditure.adjusted_budget = 11240.36万元", "expenditure.actual = 11076.92万元"},
    ),
    "收入那句后面的决算": (
        "本年收入合计2767.95万元。决算支出2655.48万元，比上年有所增加。",
        {"revenue.actual = 2767.95万元", "expenditure.actual = 2655.48万元"},
    ),
    "专项预算后面的决算": (
        "“三公”经费年初预算9万元，调整预算8万元。决算支出7万元。",
        {"three_public.budget = 9万元", "three_public.adjusted_budget = 8万元"},
    ),
    "没有编预算": (
        "公务用车购置及运行维护费没有编预算，也没有支出。",
        {"vehicle.budget = 0万元", "vehicle.actual = 0万元"},
    ),
    "预算调整到": (
        "年初，市财政批复部门预算2,846.30万元。年中因增资办理追加，预算调整到3,024.75万元。",
        {"expenditure.budget = 2846.30万元", "expenditure.adjusted_budget = 3024.75万元"},
    ),
    "无离休人员": ("无离休人员，退休人员7人。", {"staff_retired[veteran_retired].actual = 0人", "staff_retired[retired].actual = 7人"}),
    "历年得分": ("自评得分：2019年度94分，2020年度95.5分。", {"self_score.claimed@2019 = 94分", "self_score.claimed = 95.5分"}),
    "全部指标合计": ("预算执行指标10分得9.7分，全部指标合计自评得分94.7分。", {"self_score.claimed = 94.7分"}),
    "旁及别的年份": (
        "公务接待费3.20万元，2019年4.10万元；会议费1.50万元，2018年会议费2.20万元，培训费0.80万元。",
        {
            "official_reception.actual = 3.20万元", "official_reception.actual@2019 = 4.10万元", "meeting_expense.actual = 1.50万元",
            "meeting_expense.actual@2018 = 2.20万元", "training_expense.actual = 0.80万元",
        },
    ),
    "上年说完说本年": (
        "上年因公出国较多，本年度“三公”经费支出6.00万元，较上年支出8.00万元下降25%。",
        {"three_public.actual = 6.00万元", "three_public.actual@2019 = 8.00万元", "three_public_change_rate.claimed = -25%"},
    ),
    "预算决算均为": (
        "“三公”经费预算9.00万元。因公出国（境）费没有变化，预算数、决算数均为0万元。",
        {"three_public.budget = 9.00万元", "overseas_travel.budget = 0万元", "overseas_travel.actual = 0万元"},
    ),
    "收入和支出均为": ("2020年度部门预算收入和支出均为880.00万元。", {"revenue.budget = 880.00万元", "expenditure.budget = 880.00万元"}),
    "占比分别为": (
        "项目支出40.00万元，基本支出60.00万元，占比分别为40%和60%。",
        {"project_expenditure.actual = 40.00万元", "basic_expenditure.actual = 60.00万元", "project_expenditure_share.claimed = 40%", "basic_expenditure_share.claimed = 60%"},
    ),
    "变动之后为": (
        "公务卡刷卡率比上年提高5.2个百分点，达到48.6%；会议费比上年减少0.50万元，为1.20万元。",
        {"business_card_rate.claimed = 48.6%", "meeting_expense.actual = 1.20万元"},
    ),
    "略有变动之后为": (
        "公务接待费支出较上年略有增加，为0.80万元；预算执行率比上年稍有下降，为96.2%。",
        {"official_reception.actual = 0.80万元", "budget_execution_rate.claimed = 96.2%"},
    ),
    "目标之后实际": ("预算调整率控制在10%以内，实际为4.2%。", {"budget_adjustment_rate.claimed = 4.2%"}),
    "单位说过一次": (
        "（单位：万元）“三公”经费预算12.00，决算9.50；其中公务接待费2.10。",
        {"three_public.budget = 12.00万元", "three_public.actual = 9.50万元", "official_reception.actual = 2.10万元"},
    ),
    "收入拆分后的支出": (
        "2020年收入预算500.00万元，其中财政拨款收入480.00万元；支出预算500.00万元。",
        {"revenue.budget = 500.00万元", "fiscal_appropriation.budget = 480.00万元", "expenditure.budget = 500.00万元"},
    ),
    "人大批的预算": (
        "县人大批复我局支出预算50.00万元，其中项目支出预算20.00万元。受疫情影响，调整预算48.00万元。",
        {"expenditure.budget = 50.00万元", "project_expenditure.budget = 20.00万元", "expenditure.adjusted_budget = 48.00万元"},
    ),
    "全年收入预算是调整后的": (
        "收入年初预算50.00万元，追加3.00万元，全年收入预算53.00万元。",
        {"revenue.budget = 50.00万元", "revenue.adjusted_budget = 53.00万元"},
    ),
    "一类编制后的实有是全部": ("核定事业编制9名，年末实有8人。", {"staff_quota[institution].actual = 9人", "staff_on_post.actual = 8人"}),
    "两类编制各有实有": (
        "行政编制18名，实有16人；事业编制7名，实有6人。",
        {
            "staff_quota[administrative].actual = 18人", "staff_on_post[administrative].actual = 16人",
            "staff_quota[institution].actual = 7人", "staff_on_post[institution].actual = 6人",
        },
    ),
    "机关和另一家": (
        "年末在职32人，其中机关19人、市监测中心13人。",
        {"staff_on_post.actual = 32人", "staff_on_post[own].actual = 19人", "staff_on_post[subordinate].actual = 13人"},
    ),
    "机关和另一家带名称": (
        "汇总收入90.00万元，局机关收入50.00万元，市监测站收入40.00万元。",
        {"revenue.actual = 90.00万元", "revenue[own].actual = 50.00万元", "revenue[subordinate].actual = 40.00万元"},
    ),
    "机关和几家": (
        "本年支出合计90.00万元，其中局机关30.00万元，监测站20.00万元，防疫站40.00万元。",
        {"expenditure.actual = 90.00万元", "expenditure[own].actual = 30.00万元"},
    ),
    "机关管到分号": (
        "局下属3家事业单位编制共60名，在职55人；局机关编制30名，在职28人。",
        {
            "staff_quota[subordinate].actual = 60人", "staff_on_post[subordinate].actual = 55人",
            "staff_quota[own].actual = 30人", "staff_on_post[own].actual = 28人",
        },
    ),
    "汉字写的数": (
        "本馆编制十二名，在职十一人，退休人员二十一人。退休人员两人去世。",
        {"staff_quota.actual = 12人", "staff_on_post.actual = 11人", "staff_retired.actual = 21人"},
    ),
    "车在钱前": ("公务用车2辆，运行维护费6.60万元。", {"vehicle_count.actual = 2辆", "vehicle_operation.actual = 6.60万元"}),
    "项目个数在项目支出旁": ("全年实施项目6个，项目支出30.00万元；签约项目12个。", {"project_count.actual = 6个", "project_expenditure.actual = 30.00万元"}),
    "接待在公务接待费旁": (
        "接待上级检查18批次、156人次，公务接待费1.10万元。",
        {"reception_batches.actual = 18批次", "reception_guests.actual = 156人次", "official_reception.actual = 1.10万元"},
    ),
    "机关及所属单位是全部": ("局机关及所属两个二级单位共有编制80名，在职76人。", {"staff_quota.actual = 80人", "staff_on_post.actual = 76人"}),
    "编外里的几种": ("编外人员12人（劳务派遣8人、公益岗4人）。", {"staff_contract.actual = 12人"}),
    "一项的结余": ("培训费年初预算3万元，执行2.4万元，结余0.6万元。", {"training_expense.budget = 3万元", "training_expense.actual = 2.4万元"}),
    "追加后的预算合计": (
        "县财政批复我局预算48.00万元，追加1.20万元，年末预算合计49.20万元。",
        {"expenditure.budget = 48.00万元", "expenditure.adjusted_budget = 49.20万元"},
    ),
    "完成的是全年预算": (
        "全年预算数49.20万元，执行数48.80万元，完成预算的99.19%。",
        {"expenditure.adjusted_budget = 49.20万元", "expenditure.actual = 48.80万元", "budget_execution_rate.claimed = 99.19%"},
    ),
    "完成收入预算": ("2020年收入决算50.00万元，完成收入预算48.00万元的104.17%。", {"revenue.actual = 50.00万元", "revenue.budget = 48.00万元"}),
    "空括号": ("公务接待费决算（　　）万元。", {"official_reception.actual: blank"}),
    "卡片": (
        "退休人员：11    人员编制：9    公务用车保有量：2",
        {"staff_retired.actual = 11人", "staff_quota.actual = 9人", "vehicle_count.actual = 2辆"},
    ),
    "更正": ("公务接待费由1.80万元更正为1.60万元。", {"official_reception.actual = 1.60万元"}),
    "历年的率": ("支付进度率2019年度只有84.7%，2020年度为90.6%。", {"payment_progress_rate.claimed@2019 = 84.7%", "payment_progress_rate.claimed = 90.6%"}),
    "变动在年份后": ("“三公”经费2019年比2018年下降3.1%。", {"three_public_change_rate.claimed@2019 = -3.1%"}),
    "涉企信访": ("全年没有发生涉企信访。", {"petition_count.actual = 0件"}),
    "数折在小数里": ("“三公”经费预算为16.0\n0万元，支出决算为12.68万\n元。", {"three_public.budget = 16.00万元", "three_public.actual = 12.68万元"}),
}  # fmt: skip

LEFT_ALONE = {
    "几年加起来的数": "近三年“三公”经费累计支出15.2万元。",
    "上半年的率": "上半年受机构搬迁影响，预算执行率只有41.2%，7月起逐月通报后才赶了上来。",
    "地方的收入": "完成一般公共预算收入18.62亿元，为调整预算的101.4%。",
    "举例的项目": "其中规模较大的是渔港经济区补助，预算900万元，拨付846.20万元。",
    "括号里举例的项目": "当年安排项目若干，最大的是实验室改造（预算520万元，支出509.6万元），其次是物资购置（支出318万元）。",
    "指标的得分": "预算编制约束性指标4分，自评得4分。",
    "调查的得分": "企业满意度调查得分95.2分。",
    "明年增加的人": "计划投入860万元建设胸痛中心，增加编外护士30名。",
    "括号里下属单位的编制": "下设军休所（公益一类，编制15名）、烈士陵园管理处（编制12名）。",
    "群众来访": "全年接待群众来访6批次42人次。",
    "两家合计": "敬老院、苗圃另行编报，两家全年支出合计36.00万元；文化站等三个站所年末在职人员18人。",
    "指标分后的自评": "投入指标30分自评29分，效益指标30分自评28.5分。",
    "假设": "剔除一次性因素后，全年支出90.00万元；如不含债券，本年支出合计80.00万元。",
    "结转用掉的": "截至2021年3月底，结转资金已支出30.00万元。",
    "人员经费的执行率": "人员经费执行率100%。",
    "结转和收入合计": "上年结转和本年收入合计110.00万元。",
    "项目支出的自评": "项目支出绩效自评得分95分。",
    "用于什么的支出": "用于人员的支出34.00万元，用于公用的支出6.00万元。",
    "收支总额": "2020年收入支出决算总额均为20.00万元。",
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
    "别人的项目支出": "雷达大修项目全年支出126.50万元；垃圾分类工程实际支付80.00万元，执行率96%，自评97分。",
    "项目标题下的预算": "（三）农村道路提升工程。年初预算300.00万元，全年支出280.00万元，执行率93.3%。",
    "功能科目的预算": "1.公共安全支出（类）公安（款）行政运行（项）。年初预算为302.75万元，支出决算为295.25万元。",
    "别人的三公各项": "某团队的“三公”经费9.00万元，其中：公务接待费1.00万元。",
    "增加的原因": "主要原因为：（1）比2019年新进3人，公用经费4.50万元；（2）人员经费36.20万元。",
    "国（境）外的客人": "国（境）外公务接待批次4个，接待人次31人。",
    "一地的总账": "全县一般公共预算收入32.10亿元，债务转贷收入1.20亿元。收入合计31.40亿元，支出合计29.90亿元，年终结余1.50亿元。",
    "半年的": "上半年全局预算执行率只有41.20%；前三季度，我局预算执行率为68%；截至9月底，支付率71.2%。",
    "各街道的编制": "各街道规划所原有行政编制38名，实有35人，已随所划转。",
    "规则": "《评分细则》规定：预算执行率达到95%得5分，90%至95%得3分；得分≥85分为优秀。",
    "一部分的得分": "（二）执行进度（20分）。进度偏慢，自评得15.8分。投入指标满分12分，自评12分。",
    "别人评的": "财政部门复核后得分91.5分；第三方机构评价得分88分，等级为良；“智慧城管”平台项目自评得分88分，绩效等级为良。",
    "并列名称一个数": "会议费、培训费合计3.20万元。",
    "一个名称几个数": "“三公”经费10.00万元、8.60万元、9.10万元。",
    "几年一串": "2018年至2020年支出分别为1,020.00万元、1,035.00万元、1,040.20万元。",
    "全区的车": "全区党政机关公务用车保有量412辆。",
    "请来的专家": "单位聘请专家9人参与评审；明年拟聘用辅导员8人。",
    "年初的资产": "年初固定资产总额980.20万元。",
    "打算": "力争2021年预算执行率由98%提高到99%。",
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


def test_a_year_before_a_comparison_is_not_that_of_last_years_figure() -> None:
    assert found("2020年“三公”经费支出比上年的12.12万元增长11.01%。") == {
        "three_public.actual@2019 = 12.12万元",
        "three_public_change_rate.claimed = 11.01%",
    }
    assert "expenditure.actual = 300万元" in found("2020年支出300万元，比上年的280万元增加20万元。")


@pytest.mark.parametrize("place", ["", "云泽市", "平湖县"])
@pytest.mark.parametrize(
    "name",
    [
        "人力资源和社会保障局", "住房和城乡建设局", "文化和旅游局", "自然资源和规划局", "规划和自然资源局", "发展和改革委员会",
        "科学技术和工业信息化局", "农业农村和水利局", "市场监督管理局", "机关事务服务中心", "退役军人事务局",
    ],
)  # fmt: skip
def test_a_department_whose_name_holds_known_words_speaks_of_itself(place: str, name: str) -> None:
    title = f"{place}{name}2020年度部门整体支出绩效自评报告\n\n"
    text = f"{place}{name}2020年度支出决算为2319.21万元。\n{name}2020年政府采购金额为18.50万元。"
    assert found(text, title) == {"expenditure.actual = 2319.21万元", "procurement.actual = 18.50万元"}


@pytest.mark.parametrize(
    ("title", "text", "facts"),
    [
        (
            "海城市人大常委会办公室2020年度“三公”经费决算情况说明",
            "市人大“三公”经费预算为16.50万元，其中：公务接待费4.50万元。",
            {"official_reception.budget = 4.50万元", "three_public.budget = 16.50万元"},
        ),
        (
            "关于海城市水务局财政拨款“三公”经费预算2020年情况的说明",
            "安排公车购置及运行维护费6.20万元。2019年“三公”经费合计支出9.12万元，其中：公务接待2.39万元。",
            {"official_reception.actual@2019 = 2.39万元", "three_public.actual@2019 = 9.12万元", "vehicle.budget = 6.20万元"},
        ),
        (
            "海洋部2020年“三公”经费情况说明",
            "2020年，海洋部“三公”经费财政拨款预算47.30万元，实际支出42.90万元。2021年，海洋部“三公”经费财政拨款预算46.60万元。",
            {"three_public.actual = 42.90万元", "three_public.budget = 47.30万元", "three_public.budget@2021 = 46.60万元"},
        ),
        (
            "关于海城市人民检察院“三公”经费预算2020年情况的说明",
            "2020年安排公车购置及运行维护费86.00万元，其中：购置经费无，运行维护费86.00万元。",
            {"vehicle.budget = 86.00万元", "vehicle_operation.budget = 86.00万元", "vehicle_purchase.budget = 0万元"},
        ),
        (
            "石桥镇人民政府2020年度“三公”经费支出决算情况说明",
            "海城市石桥镇人民政府国内公务接待共45批次（其中外事接待0批次），396人次。镇政府公共预算财政拨款“三公”经费支出9.40万元。",
            {"reception_batches.actual = 45批次", "reception_guests.actual = 396人次", "three_public.actual = 9.40万元"},
        ),
        (
            "海城市财政局2020年度部门整体支出绩效评价报告",
            "对海城市财政局2020年度整体支出开展了绩效评价，综合评分为97分。",
            {"self_score.claimed = 97分"},
        ),
    ],
)  # fmt: skip
def test_whose_report_it_is_tells(title: str, text: str, facts: set[str]) -> None:
    assert found(text, f"{title}\n\n") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "【三公经费】年初预算126.00万元，全年支出108.35万元，控制率85.99%。",
            {"three_public.actual = 108.35万元", "three_public.budget = 126.00万元", "three_public_control_rate.claimed = 85.99%"},
        ),
        (
            "“三公”经费方面，汇总预算数36.50万元，决算数28.72万元，控制率78.68%。",
            {"three_public.actual = 28.72万元", "three_public.budget = 36.50万元", "three_public_control_rate.claimed = 78.68%"},
        ),
        (
            "政府采购上，全年计划218.40万元，完成211.75万元，执行率96.96%。",
            {"procurement.actual = 211.75万元", "procurement.budget = 218.40万元", "procurement_execution_rate.claimed = 96.96%"},
        ),
        (
            "全年预算安排是这样的：年初批复支出预算365.00万元，其中基本支出298.00万元、项目支出67.00万元；决算支出386.00万元，其中基本支出304.00万元、项目支出82.00万元，总执行率98.00%。",
            {"basic_expenditure.actual = 304.00万元", "basic_expenditure.budget = 298.00万元", "budget_execution_rate.claimed = 98.00%", "expenditure.actual = 386.00万元", "expenditure.budget = 365.00万元", "project_expenditure.actual = 82.00万元", "project_expenditure.budget = 67.00万元"},
        ),
        (
            "2020年部门预算批复支出1,000.00万元，含基本支出600.00万元、项目支出400.00万元；实际支出1,100.00万元，含基本支出620.00万元、项目支出480.00万元。",
            {"basic_expenditure.actual = 620.00万元", "basic_expenditure.budget = 600.00万元", "expenditure.actual = 1100.00万元", "expenditure.budget = 1000.00万元", "project_expenditure.actual = 480.00万元", "project_expenditure.budget = 400.00万元"},
        ),
        (
            "2020年度部门预算支出总额768.20万元，实际完成支出802.81万元。",
            {"expenditure.actual = 802.81万元", "expenditure.budget = 768.20万元"},
        ),
        (
            "信息平台项目验收慢，全年预算132.00万元，支付率71.4%。",
            set(),
        ),
        (
            "专项：共安排112个，调整预算350.60万元，支付327.62万元，支付率93.45%。",
            set(),
        ),
        (
            "因公出国（境）费预算12.00万元，受疫情影响未发生支出；公务接待费预算4.50万元，实际支出1.87万元。",
            {"official_reception.actual = 1.87万元", "official_reception.budget = 4.50万元", "overseas_travel.actual = 0万元", "overseas_travel.budget = 12.00万元"},
        ),
        (
            "总收入3，998.26万元，总支出4，026.71万元。",
            {"expenditure.actual = 4026.71万元", "revenue.actual = 3998.26万元"},
        ),
        (
            "自评得分96分。按“90分以上为优、80-89分为良、80分以下为差”的标准，属于“优”。",
            {"self_grade.claimed = 优", "self_score.claimed = 96分"},
        ),
        (
            "公务卡刷卡率：公务卡刷卡率=公务卡支出÷应使用公务卡的支出×100%=42.6万元÷60.0万元×100%=71.00%。",
            {"business_card_rate.claimed = 71.00%"},
        ),
        (
            "财政资金结转结余率为0。",
            {"carryover_rate.claimed = 0%"},
        ),
        (
            "全年累计支出614.37万元，未支出的15.63万元结转下年使用。",
            {"carryover.closing = 15.63万元", "expenditure.actual = 614.37万元"},
        ),
        (
            "去年上级复核把我校2019年度的自评97分改为91.4分。",
            {"review_score.claimed@2019 = 91.4分", "self_score.claimed@2019 = 97分"},
        ),
        (
            "自评97.5分，市财政局复核88.5分。",
            {"review_score.claimed = 88.5分", "self_score.claimed = 97.5分"},
        ),
        (
            "局机关后勤服务人员（工勤）编制18名。",
            {"staff_quota[administrative_support].actual = 18人"},
        ),
        (
            "受理群众来信215件，接待来访736批1,904人次。",
            set(),
        ),
        (
            "“三公”经费8.84万元，2019年为9.35万元，变动率-5.45%。",
            {"three_public.actual = 8.84万元", "three_public.actual@2019 = 9.35万元", "three_public_change_rate.claimed = -5.45%"},
        ),
        (
            "由区财政批复我局2020年年初预算2,874.65万元，年中追加阵地改造、信访维稳等经费317.40万元，调整后的全年预算为3,192.05万元。",
            {"expenditure.adjusted_budget = 3192.05万元", "expenditure.budget = 2874.65万元"},
        ),
        (
            "年初部门预算批复364.75万元，经县人大常委会审议调整为412.90万元。",
            {"expenditure.adjusted_budget = 412.90万元", "expenditure.budget = 364.75万元"},
        ),
        (
            "至12月31日，实际支付302.86万元，其中人员经费119.32万元，日常公用经费14.07万元，项目支出169.47万元。",
            {"expenditure.actual = 302.86万元", "operating_expenditure.actual = 14.07万元", "personnel_expenditure.actual = 119.32万元", "project_expenditure.actual = 169.47万元"},
        ),
        (
            "群众满意率由88.4%提升到91.7%。",
            {"satisfaction_rate.claimed = 91.7%"},
        ),
        (
            "项目支出执行率偏低，只有89.88%。",
            {"project_execution_rate.claimed = 89.88%"},
        ),
        (
            "编制11，在职10，退休14，无离休人员。",
            {"staff_on_post.actual = 10人", "staff_quota.actual = 11人", "staff_retired[retired].actual = 14人", "staff_retired[veteran_retired].actual = 0人"},
        ),
        (
            "其中公务接待费由2019年的10.12万元降到8.64万元。",
            {"official_reception.actual = 8.64万元", "official_reception.actual@2019 = 10.12万元"},
        ),
        (
            "自评93分（2019年自评95分，市财政局复核88.5分），等次定为良好。",
            {"review_score.claimed@2019 = 88.5分", "self_grade.claimed = 良好", "self_score.claimed = 93分", "self_score.claimed@2019 = 95分"},
        ),
        (
            "基本支出893.51万元，项目支出313.85万元，两项占比分别是74.01%和25.99%。",
            {"basic_expenditure.actual = 893.51万元", "basic_expenditure_share.claimed = 74.01%", "project_expenditure.actual = 313.85万元", "project_expenditure_share.claimed = 25.99%"},
        ),
    ],
)  # fmt: skip
def test_what_the_words_around_a_number_tell(text: str, facts: set[str]) -> None:
    assert found(text) == facts

"""三公经费: what all spend together and what changed, who is over budget, who reports it elsewhere or not at all."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, charts, evidence, filters, formats, markup
from dashboard.cards import DRAWN, opener
from dashboard.charts.dumbbells import FILLED, HOLLOW
from dashboard.contents import AMOUNT, COUNT, DEPARTMENT, PER_HEAD, PERCENT, TEXT, YEAR, Card, Field
from dashboard.filters import ALL
from dashboard.markup import Tile
from dashboard.warehouse import Row, frame, records

WHOLE = "合计和它的增减是这个地区全部部门的；职能、层级、规模只筛下面的图和表。"
MOST_CHANGE = 200  # % that the picture reaches; what is beyond stands at its edge
VIEW = "benchmarks.three_public"
ACTUAL = ("figure", "three_public", "actual")
STATED = ("measure", "three_public")
ANY = f"{evidence.MEASURE}~three_public"
POINTS = {"budget_yuan": ("年初预算", HOLLOW), "actual_yuan": ("决算", FILLED)}
PARTS = {
    "overseas_travel_yuan": "因公出国（境）",
    "vehicle_purchase_yuan": "公务用车购置",
    "vehicle_operation_yuan": "公务用车运行维护",
    "official_reception_yuan": "公务接待",
}

WHO = (Field("部门", "department", DEPARTMENT), Field("年度", "fiscal_year", YEAR))
SPENT = Field("决算", "actual_yuan", AMOUNT, ACTUAL)
CHANGE = (
    Field("上年决算", "last_year_actual_yuan", AMOUNT, STATED, "上年报告写的，或本年报告里写的上年数"),
    Field("增减", "change_yuan", AMOUNT, ACTUAL, missing="—"),
    Field("增减率", "change_rate_pct", PERCENT, ("rate", "three_public_change_rate")),
    Field("可比性", "change_name", TEXT, note="上年为零的没有增减率，不可比；不是没有变化"),
)
CONTROL = (
    *WHO,
    Field("年初预算", "budget_yuan", AMOUNT, ("figure", "three_public", "budget")),
    SPENT,
    Field("决算 ÷ 预算", "control_rate_pct", PERCENT, ("rate", "three_public_control_rate"), "控制率的通用算法"),
    Field("部门自报", "claimed_control_rate_pct", PERCENT, ("rate", "three_public_control_rate"), missing="缺"),
    Field("公开情况", "disclosure_name", TEXT),
)
SPREADS = {
    "人均": (
        "per_head_yuan",
        PER_HEAD,
        Field("人均", "per_head_yuan", PER_HEAD, ACTUAL),
        Field("同组中位数", "per_head_median_yuan", PER_HEAD, STATED, missing="不足 5 个"),
    ),
    "比上年增减": (
        "change_rate_pct",
        "%",
        CHANGE[2],
        Field("同组中位数", "change_median_pct", PERCENT, STATED, missing="不足 5 个"),
    ),
    "占支出比重": (
        "share_of_expenditure_pct",
        "%",
        Field("占支出比重", "share_of_expenditure_pct", PERCENT, ACTUAL),
        Field("同组中位数", "share_median_pct", PERCENT, STATED, missing="不足 5 个"),
    ),
}
COMPOSITION = (
    *WHO,
    SPENT,
    *(
        Field(label, column, AMOUNT, ("figure", column.removesuffix("_yuan"), "actual"))
        for column, label in PARTS.items()
    ),
)
SHIFTED = (
    *WHO,
    SPENT,
    CHANGE[1],
    Field("会议费增减", "meeting_change_yuan", AMOUNT, ("figure", "meeting_expense", "actual")),
    Field("培训费增减", "training_change_yuan", AMOUNT, ("figure", "training_expense", "actual")),
    Field("会议、培训共增", "shifted_yuan", AMOUNT, ("measure", "meeting_expense")),
)
ELSEWHERE = (
    *WHO,
    Field("报告说由哪个单位反映", "reported_by", TEXT, STATED),
    Field("找到的单位", "followed_department", TEXT, missing="本地区没有找到，或不止一个"),
    Field("那里写的决算", "followed_yuan", AMOUNT, STATED, "含那个单位自己的和其他部门并过去的，不能算在这个部门头上"),
)
STEPS = (
    Field("项目", "label", TEXT),
    Field("金额或增减", "change_yuan", AMOUNT, STATED, missing="没有一个部门写明两年"),
    Field("部门数", "compared", COUNT),
)


def headline_numbers(total: Row) -> str:
    """The strip at the top: of one year, the chosen or the latest."""
    actual = markup.figure(formats.short_amount(total["actual_yuan"]), ANY)
    change = markup.figure(formats.short_amount(total["change_yuan"]), ANY)
    is_known = not formats.is_missing(total["change_yuan"])
    compared = f"{total['change_text']}；{total['compared']} 个部门可比" if is_known else "没有可比的部门"
    return markup.tiles(
        [
            Tile(f"{total['fiscal_year']}年决算合计", actual, f"{total['stated']} 个部门，缺 {total['missing']} 个"),
            Tile("比上年", change, compared),
            Tile("超预算", counted(total["over_budget"]), f"{total['budgeted']} 个部门写明预算和决算"),
            Tile("由别处反映", counted(total["reported_elsewhere"]), "不是零，也不是缺"),
            Tile("没有写明", counted(total["not_disclosed"]), "报告里没有写，或留空"),
        ]
    )


def counted(count: int) -> str:
    """A number of departments, which opens what each of them states."""
    return f"{markup.figure(formats.number(count), ANY)}<small>个部门</small>"


def shown_of(steps: list[Row]) -> str:
    """How many departments the steps are of, and how many they lack."""
    return "；".join(f"{step['compared']} 个部门，缺 {step['missing']} 个" for step in steps)


def named(rows: DataFrame) -> DataFrame:
    """The same rows with their states in words."""
    names = {state["state"]: state["label"] for state in records(frame("staging.states"))}
    disclosed = rows["disclosure_state"].map({**names, "stated": "写明"})
    compared = rows["change_state"].map({**names, "stated": "可比"}).fillna("缺")
    compared = compared.mask(rows["last_year_state"].eq("conflicting"), f"上年{names['conflicting']}")
    return rows.assign(disclosure_name=disclosed, change_name=compared)


page = cards.begin("三公经费", VIEW)
choice = page.choice
totals = records(frame("benchmarks.three_public_totals", {"jurisdiction": ALL, **choice.place}, order=["-fiscal_year"]))
rows = named(frame(VIEW, choice.where, order=["-fiscal_year", "-actual_yuan", "department"], limit=cards.MOST_ROWS))
if not totals or rows.empty:
    st.info(filters.nothing_to_compare(choice))
else:
    latest = totals[0]["fiscal_year"]
    st.html(headline_numbers(totals[0]))
    if choice.fiscal_year == ALL:
        st.html(markup.note(f"没有选年度：合计和图画最近的 {latest} 年，表和导出是全部年度。"))
    if choice.further:
        st.html(markup.note(WHOLE))
    drawn = rows[rows["fiscal_year"] == latest]
    stated = drawn[drawn["actual_yuan"].notna()]
    cut = f"图中从高到低画前 {DRAWN} 个部门；" if len(stated) > DRAWN else ""
    page.show(
        Card(
            name="control", title="预算与决算", aside=f"{cut}金额照录报告，空心为预算、实心为决算", rows=rows,
            fields=CONTROL, view=VIEW, measures=["three_public", "three_public_control_rate"], counted="actual_yuan",
            figure=partial(charts.dumbbell, stated.head(DRAWN), POINTS, opener(CONTROL), of=drawn),
            alt="各部门“三公”经费的预算与决算",
        )
    )  # fmt: skip
    steps = frame(
        "benchmarks.three_public_steps", {"jurisdiction": ALL, **choice.place}, fiscal_year=latest, order=["position"]
    )
    page.show(
        Card(
            name="steps", title="合计增减了哪些", aside="只算两年决算都写明的部门", rows=steps, fields=STEPS,
            view="benchmarks.three_public_steps", is_beside=True, alt="“三公”经费合计从上年到本年的增减",
            excluded="没有写明上年或本年决算的部门",
            figure=partial(charts.waterfall, steps, note=shown_of(records(steps.head(1)))),
        )
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", key="spread"):
        spread = filters.pick_one("分布看什么", "spread", tuple(SPREADS))
        marked = filters.pick("标出部门", "department", sorted(set(rows["department"])), placeholder="不标")
    column, kind, shown, median = SPREADS[spread]
    by = "jurisdiction" if choice.jurisdiction == ALL and choice.fiscal_year != ALL else "fiscal_year"
    page.show(
        Card(
            name="spread", title=f"“三公”经费{spread}的分布", aside="一点一个部门；灰带为四分位之间，竖线为中位数",
            rows=rows, fields=(*WHO, shown, median, *(field for field in CHANGE if field != shown)), view=VIEW,
            measures=["three_public"], counted=column,
            figure=partial(charts.strip,
                rows, column, spread, kind, by=by, marked=[marked] if marked else [], refer=opener((shown,)),
                most=MOST_CHANGE if kind == "%" else None,
            ),
            alt=f"各部门“三公”经费{spread}的分布",
            excluded="上年为零的不算增减率；没有写明在职人数的不算人均",
        )
    )  # fmt: skip
    page.show(
        Card(
            name="parts", title="花在哪里", aside=f"{cut}没有写明的分项不画，不当作零", rows=rows, fields=COMPOSITION,
            view=VIEW, measures=[column.removesuffix("_yuan") for column in PARTS], counted="actual_yuan",
            figure=partial(charts.composition, stated.head(DRAWN), PARTS, opener(COMPOSITION), of=drawn),
            alt="各部门“三公”经费的分项",
        )
    )  # fmt: skip
    page.show(
        Card(
            name="shifted", title="“三公”降、会议培训升", aside="风险提示，不是问题认定", fields=SHIFTED, view=VIEW,
            rows=rows[rows["shifted_yuan"].notna()], measures=["meeting_expense", "training_expense"],
            excluded="没有写明两年会议费、培训费的部门；劳务费报告里没有统一写法，不在内",
        )
    )  # fmt: skip
    page.show(
        Card(
            name="elsewhere", title="由别的单位反映", aside="风险提示，不是问题认定；追到那个单位同年的报告", view=VIEW,
            rows=rows[rows["disclosure_state"] == "reported_elsewhere"], fields=ELSEWHERE, measures=["three_public"],
        )
    )  # fmt: skip
    page.show(
        Card(
            name="zero", title="上年为零，不可比", aside="从无到有没有增减率，单列在这里", view=VIEW,
            rows=rows[rows["change_state"] == "zero_base"], fields=(*WHO, SPENT, *CHANGE), measures=["three_public"],
        )
    )  # fmt: skip
page.end()

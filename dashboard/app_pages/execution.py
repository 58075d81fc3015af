"""预算执行: how much of the budget was spent by each of the three formulas, what was added to it, and what was left."""

from functools import partial

import streamlit as st

from dashboard import cards, charts, evidence, filters, formats, markup, warehouse
from dashboard.cards import DRAWN, opener
from dashboard.charts.dumbbells import DIAMOND, FILLED, HOLLOW
from dashboard.contents import AMOUNT, COUNT, DEPARTMENT, PERCENT, STEP, TEXT, YEAR, Card, Field
from dashboard.filters import ALL
from dashboard.markup import Tile
from dashboard.warehouse import Row, frame, records

WHOLE = "上面的中位数是这个地区全部部门的；职能、层级、规模只筛下面的图和表。"
WIDEST, NEAREST = "同地区同年度", "相近部门"  # those nearest to a department are a group of its own: no strip
# How spending is measured: its column, and the rate that a click opens.
COLUMNS = {
    "budget_execution_rate": ("execution_rate_pct", "budget_execution_rate"),
    "budget_completion_rate": ("completion_rate_pct", "budget_completion_rate"),
    "available_execution_rate": ("available_rate_pct", "expenditure_completion_rate"),
}
CLAIMED = [rate for _, rate in COLUMNS.values()]

WHO = (Field("部门", "department", DEPARTMENT), Field("年度", "fiscal_year", YEAR))
BUDGET, ADJUSTED, ACTUAL = (("figure", "expenditure", stage) for stage in ("budget", "adjusted_budget", "actual"))
RATES = tuple(
    Field(label, column, PERCENT, ("rate", rate))
    for label, (column, rate) in zip(
        ("决算 ÷ 调整预算", "决算 ÷ 年初预算", "决算 ÷ 可用资金"), COLUMNS.values(), strict=True
    )
)
SIDE_BY_SIDE = (
    *WHO,
    Field("年初预算", "budget_yuan", AMOUNT, BUDGET),
    Field("调整预算", "adjusted_budget_yuan", AMOUNT, ADJUSTED),
    Field("决算", "actual_yuan", AMOUNT, ACTUAL),
    *RATES,
    Field("部门自报", "claimed_rate_pct", PERCENT, ("rate", "{claimed_measure}"), "部门写的执行率或完成率", "缺"),
)
GROUPS = (
    *WHO,
    Field("比率", "value", PERCENT, ("rate", "{claimed_rate}")),
    Field("同组中位数", "median", PERCENT, ("measure", "expenditure"), missing="不足 5 个"),
    Field("同组有数", "n", COUNT, ("measure", "expenditure")),
    Field("缺", "missing", COUNT, ("measure", "expenditure")),
    Field("同组", "group_key", TEXT),
)
CLAIMS = (
    *WHO,
    Field("比率", "label", TEXT),
    Field("部门自报", "claimed_text", TEXT, ("rate", "{rate}")),
    Field("重算", "computed_pct", PERCENT, ("rate", "{rate}")),
    Field("相差百分点", "difference_points", STEP),
    Field("算法", "description", TEXT),
    Field("结论", "verdict", TEXT),
)
ADJUSTMENT = (
    *WHO,
    Field("年初预算", "budget_yuan", AMOUNT, BUDGET),
    Field("调整预算", "adjusted_budget_yuan", AMOUNT, ADJUSTED),
    Field("调整", "adjustment_yuan", AMOUNT, ADJUSTED),
    Field("调整率", "adjustment_rate_pct", PERCENT, ("rate", "budget_adjustment_rate")),
    *RATES,
)
LEFT_OVER = (
    *WHO,
    Field("年初结转结余", "opening_yuan", AMOUNT, ("figure", "carryover", "opening")),
    Field("年末结转结余", "closing_yuan", AMOUNT, ("figure", "carryover", "closing")),
    Field("变动率", "change_rate_pct", PERCENT, ("rate", "carryover_change_rate")),
    Field("可比性", "change_name", TEXT, note="年初为零的没有变动率，不可比"),
    Field("结转结余率", "carryover_rate_pct", PERCENT, ("rate", "carryover_rate"), "年末 ÷（本年收入 + 年初）"),
    Field("同组中位数", "carryover_median_pct", PERCENT, ("measure", "carryover"), missing="不足 5 个"),
)
PROCUREMENT = (
    *WHO,
    Field("采购预算", "budget_yuan", AMOUNT, ("figure", "procurement", "budget")),
    Field("实际采购", "actual_yuan", AMOUNT, ("figure", "procurement", "actual")),
    Field("没有采购的", "unspent_yuan", AMOUNT, ("figure", "procurement", "actual")),
    Field("执行率", "execution_rate_pct", PERCENT, ("rate", "procurement_execution_rate")),
    Field("可比性", "execution_name", TEXT, note="采购预算为零的没有执行率，不可比"),
    Field("同组中位数", "execution_median_pct", PERCENT, ("measure", "procurement"), missing="不足 5 个"),
    Field("占支出比重", "share_of_expenditure_pct", PERCENT, ("figure", "expenditure", "actual")),
)
STOCK = {"opening_yuan": ("年初", HOLLOW), "closing_yuan": ("年末", FILLED)}
BOUGHT = {"budget_yuan": ("采购预算", HOLLOW), "actual_yuan": ("实际采购", FILLED)}
TOLD = {"claimed_pct": ("部门自报", DIAMOND), "computed_pct": ("重算", FILLED)}


def definition_tiles(definitions: list[Row]) -> str:
    """The three formulas beside one another, over the same departments."""
    return markup.tiles(
        Tile(
            f"{found['fiscal_year']}年 {found['label']}",
            markup.figure(formats.percent(found["median_pct"]), f"{evidence.MEASURE}~expenditure"),
            f"{middle_of(found)}；{found['peers']} 个部门，缺 {found['missing']} 个；"
            f"{found['claimed']} 个自报这个名称的比率",
        )
        for found in definitions
    )


def middle_of(definition: Row) -> str:
    """What the number of a tile is, or why there is none."""
    return "不足 5 个部门，不算中位数" if formats.is_missing(definition["median_pct"]) else "中位数"


page = cards.begin("预算执行", "benchmarks.budget_execution")
choice = page.choice
place = {"jurisdiction": ALL, **choice.place}
definitions = frame("benchmarks.execution_definitions", place, order=["-fiscal_year", "position"], limit=3)
if definitions.empty:
    st.info(filters.nothing_to_compare(choice))
else:
    latest = definitions["fiscal_year"].iloc[0]
    names = {state["state"]: state["label"] for state in records(frame("staging.states"))} | {"stated": "可比"}
    recent = ["-fiscal_year"]
    st.html(definition_tiles(records(definitions)))
    if choice.fiscal_year == ALL:
        st.html(markup.note(f"没有选年度：上面和图里是最近的 {latest} 年，表和导出是全部年度。"))
    if choice.further:
        st.html(markup.note(WHOLE))
    with st.container(horizontal=True, vertical_alignment="bottom", key="definition"):
        label = filters.pick_one("用哪一种口径", "definition", list(definitions["label"]))
        groupings = sorted(set(warehouse.values("core.peer_groups", "grouping_name")) - {WIDEST, NEAREST})
        grouping = filters.pick("与谁比", filters.GROUPING, [WIDEST, *groupings]) or WIDEST
        spending = frame(
            "benchmarks.budget_execution", choice.where, order=[*recent, "-actual_yuan"], limit=cards.MOST_ROWS
        )
        marked = filters.pick("标出部门", "department", sorted(set(spending["department"])), placeholder="不标")
    chosen = next(found for found in records(definitions) if found["label"] == label)
    column, rate = COLUMNS[chosen["definition"]]
    marks = [marked] if marked else []
    st.html(markup.note(f"下面的图一律用“{label}”。{chosen['explanation']}"))
    standings = frame(
        "benchmarks.execution_standings", choice.where, indicator=chosen["definition"], grouping_name=grouping,
        is_widened=False, order=[*recent, "group_key", "-value"], limit=cards.MOST_ROWS,
    ).assign(claimed_rate=rate)  # fmt: skip
    page.show(
        Card(
            name="spread", title=f"{label}的分布", aside=f"{grouping}；灰带为四分位之间，竖线为中位数", rows=standings,
            fields=GROUPS, view="benchmarks.execution_standings", measures=[rate], counted="value",
            excluded="组内不足 5 个部门、要放宽到同地区同年度才能比的部门",
            figure=partial(charts.strip,
                standings[standings["fiscal_year"] == latest], "value", label, by="group_key", marked=marks,
                refer=opener(GROUPS),
            ),
            alt=f"各组部门{label}的分布",
        )
    )  # fmt: skip
    filed = spending[spending["fiscal_year"] == latest]
    page.show(
        Card(
            name="definitions", title="三种口径并列", aside="一行一份报告，都按报告自己的数重算；名称相同，算法不同",
            rows=spending, fields=SIDE_BY_SIDE, view="benchmarks.budget_execution", measures=CLAIMED,
            counted="actual_yuan", figure=partial(charts.spending,
                filed.head(DRAWN), opener(SIDE_BY_SIDE), of=filed
            ),
            alt="各部门的年初预算、调整预算和决算",
        )
    )  # fmt: skip
    claims = frame("benchmarks.execution_claims", choice.where, order=[*recent, "-distance_points", "department"])
    stated = claims[(claims["fiscal_year"] == latest) & (claims["rate"] == rate) & claims["computed_pct"].notna()]
    drawn = "" if stated.empty else f"图里只画以“{stated['label'].iloc[0]}”自报的，表里是全部；"
    page.show(
        Card(
            name="claims", title="自报与重算", aside=f"风险提示，不是问题认定；{drawn}相差最大的在前", rows=claims,
            fields=CLAIMS, view="benchmarks.execution_claims", measures=CLAIMED, counted="computed_pct",
            roster=spending,
            excluded="没有自报的部门",
            figure=None if stated.empty else partial(
                charts.dumbbell, stated.head(DRAWN), TOLD, opener(CLAIMS), kind="%", of=charts.among(stated, filed)
            ),
            alt=f"部门自报的与重算的{label}",
        )
    )  # fmt: skip
    adjusted = frame("benchmarks.budget_adjustment", choice.where, order=[*recent, "-adjustment_rate_pct"])
    changed = adjusted[adjusted["fiscal_year"] == latest]
    page.show(
        Card(
            name="adjustment", title="追加得多的，花得完吗", aside=f"横轴为预算调整率，纵轴为{label}", rows=adjusted,
            fields=ADJUSTMENT, view="benchmarks.budget_adjustment", measures=["budget_adjustment_rate", rate],
            counted="adjustment_rate_pct", roster=spending, figure=partial(charts.scatter,
                changed, ("adjustment_rate_pct", "预算调整率", "%"),
                (column, label, "%"), of=charts.among(changed, filed), marked=marks, refer=opener(ADJUSTMENT),
            ),
            alt=f"预算调整率与{label}",
        )
    )  # fmt: skip
    left = frame("benchmarks.carryover", choice.where, order=[*recent, "-closing_yuan"])
    left = left.assign(change_name=left["change_state"].map(names).fillna("缺"))
    kept = left[left["fiscal_year"] == latest]
    page.show(
        Card(
            name="carryover", title="结转结余", aside="空心为年初、实心为年末；年初为零的不可比", rows=left,
            fields=LEFT_OVER, view="benchmarks.carryover", measures=["carryover", "carryover_rate"],
            counted="closing_yuan", roster=spending, alt="各部门年初和年末的结转结余",
            figure=partial(
                charts.dumbbell, kept.head(DRAWN), STOCK, opener(LEFT_OVER), of=charts.among(kept, filed)
            ),
        )
    )  # fmt: skip
    bought = frame("benchmarks.procurement", choice.where, order=[*recent, "-budget_yuan"])
    bought = bought.assign(execution_name=bought["execution_state"].map(names).fillna("缺"))
    ordered = bought[bought["fiscal_year"] == latest]
    page.show(
        Card(
            name="procurement", title="政府采购", aside="空心为预算、实心为实际", rows=bought, fields=PROCUREMENT,
            view="benchmarks.procurement", measures=["procurement", "procurement_execution_rate"],
            counted="actual_yuan", roster=spending, alt="各部门的政府采购预算与实际",
            figure=partial(
                charts.dumbbell, ordered.head(DRAWN), BOUGHT, opener(PROCUREMENT), of=charts.among(ordered, filed)
            ),
        )
    )  # fmt: skip
page.end()

"""回看: whether last year's picking was any good: hit rates by arm and by check, and how far self-scores were off."""

from functools import partial

import streamlit as st

from dashboard import cards, charts, filters, formats, markup, visiting, warehouse
from dashboard.cards import DRAWN
from dashboard.charts.dumbbells import FILLED, HOLLOW
from dashboard.contents import NUMBER, PERCENT, Card, Field
from dashboard.markup import Column
from dashboard.warehouse import frame, records
from dashboard.workbench import door, draws, estimates
from dashboard.workbench.store import Store, WorkbenchError

DEVIATING = {"mean_lost_points": ("平均高出", HOLLOW), "shrunk_lost_points": ("收缩后", FILLED)}
GROUPINGS = ("部门", "指标", "复核人")
ARMS = (
    Field("组别", "arm_name"),
    Field("地区", "jurisdiction"),
    Field("复核", "reviewed", NUMBER),
    Field("推翻", "overturned", NUMBER),
    Field("命中率", "rate_pct", PERCENT),
    Field("95% 下限", "low_pct", PERCENT),
    Field("95% 上限", "high_pct", PERCENT),
    Field("相当于随机的倍数", "lift_shown", NUMBER, missing="—"),
    Field("推算总体推翻率", "expected_pct", PERCENT, missing="随机组不足 20 个，不推算"),
)
RULES = (
    Field("检查", "check_label"),
    Field("地区", "jurisdiction"),
    Field("结论", "verdict"),
    Field("复核", "reviewed", NUMBER),
    Field("推翻", "overturned", NUMBER),
    Field("推翻率", "rate_pct", PERCENT),
    Field("随机组推翻率", "random_rate_pct", PERCENT),
    Field("倍数", "lift_shown", NUMBER, missing="—"),
    Field("95% 下限", "lift_low_shown", NUMBER, missing="—"),
    Field("95% 上限", "lift_high_shown", NUMBER, missing="—"),
)
DEVIATIONS = (
    Field("对象", "member"),
    Field("地区", "jurisdiction"),
    Field("复核次数", "reviews", NUMBER),
    Field("平均高出（分）", "mean_shown", NUMBER),
    Field("收缩后（分）", "shrunk_shown", NUMBER, missing="次数太少，算不出"),
    Field("保留自身差异", "kept_pct", PERCENT, missing="—"),
)
NOBODY = "还没有复核结果。在“现场核查”里定稿并发布以后，这里就有数。"


def expected_table(store: Store, years: list[int]) -> str:
    """What each draw says about everybody on its list; nothing under 20 reviews of the random arm."""
    rows = []
    for year in years:
        known = {
            row["department_id"]: bool(row["is_overturned"])
            for row in records(frame("core.review_outcomes", fiscal_year=year))
            if not formats.is_missing(row["is_overturned"])
        }
        for kept in draws.of_year(store, year):
            said = estimates.said(estimates.expected_rate(kept.draw, known))
            rows.append([*map(markup.words, (visiting.title(kept), said, kept.reason))])
    return markup.table([*map(Column, ("抽取", "全部自评中会被推翻的比例", "事由"))], rows, "推算") if rows else ""


heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
with heading:
    st.title("回看", anchor=False)
    choice = filters.choose_jurisdiction()
page = cards.Page("回看", heading, choice)
where = choice.where
arms = frame("targets.arm_rates", where, order=["jurisdiction", "arm"])
rules = frame("targets.rule_lifts", where, order=["is_no_better", "-reviewed", "-lift", "check_name"])
if arms.empty and frame("targets.deviations", where, limit=1).empty:
    st.info(NOBODY)
else:
    page.show(
        Card(
            name="arms",
            title="各组命中率",
            aside="自评被推翻的比例；总体只由随机组推算；不是抽取来的复核不在其中",
            rows=arms.assign(lift_shown=arms["lift"].round(2)),
            fields=ARMS,
            view="targets.arm_rates",
            figure=partial(
                charts.intervals,
                arms.head(DRAWN),
                "arm_name",
                "rate_pct",
                ("low_pct", "high_pct"),
                note="线段为 95% 区间",
            ),
            alt="必查、风险、随机三组的命中率",
        )
    )
    shown = rules.assign(**{f"{name}_shown": rules[name].round(2) for name in ("lift", "lift_low", "lift_high")})
    page.show(
        Card(
            name="rules",
            title="各项检查准不准",
            aside="不高于随机的检查，倍数在 1 以下，应当停用或改写",
            rows=shown,
            fields=RULES,
            view="targets.rule_lifts",
            figure=partial(
                charts.intervals,
                rules.head(DRAWN),
                "check_label",
                "lift",
                ("lift_low", "lift_high"),
                kind="倍",
                beside=1,
                note="虚线是随机组；线段为 95% 区间，整段在虚线右边的才明显高于随机",
            ),
            alt="各项检查命中的单位被推翻的比例相当于随机组的几倍",
        )
    )
    grouping = filters.pick_one("自评高出复核多少，按", "grouping", GROUPINGS)
    found = frame("targets.deviations", where, grouping_label=grouping, order=["-shrunk_lost_points", "member"])
    page.show(
        Card(
            name="deviations",
            title=f"自评高出复核：按{grouping}",
            aside="次数少的向总体均值收缩，免得凭一两次下结论",
            rows=found.assign(
                mean_shown=found["mean_lost_points"].round(2), shrunk_shown=found["shrunk_lost_points"].round(2)
            ),
            fields=DEVIATIONS,
            view="targets.deviations",
            figure=partial(
                charts.dumbbell,
                found.head(DRAWN).rename(columns={"member": "department"}),
                DEVIATING,
                kind="分",
                note="自评比复核平均高出的分；收缩得多的，复核次数少",
            ),
            alt=f"自评比复核平均高出多少分，按{grouping}",
        )
    )
    try:
        table = expected_table(door.opened(), warehouse.values("core.review_outcomes", "fiscal_year"))
        if table:
            with st.container(border=True, key="card-expected"):
                st.html(markup.heading("每次抽取推算的总体", "Hájek 估计，Wilson 区间") + table)
    except WorkbenchError as error:
        st.error(str(error))
page.end()

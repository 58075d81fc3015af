"""What numbers are held against: thresholds, scoring rules, indicators and groupings come in, cards go on the page."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame

from dashboard import amending, cards, commands, filters, formats, markup, meanings, warehouse
from dashboard.contents import NUMBER, POINTS, Card, Field
from dashboard.markup import Column
from dashboard.warehouse import frame, records

Matches = Callable[..., bool]

THRESHOLDS = (
    Field("用在", "owner_label"),
    Field("阈值", "label"),
    Field("现在用", "value", NUMBER),
    Field("默认", "default_value", NUMBER),
    Field("单位", "unit"),
    Field("为什么是这个数", "reason"),
    Field("谁改的", "changed_by", missing="没有改过"),
    Field("为什么改", "change_reason"),
    Field("名称", "threshold"),
)
CHANGES = (
    Field("时间", "made"),
    Field("改动人", "author"),
    Field("阈值", "label"),
    Field("改为", "becomes", NUMBER, missing="恢复默认"),
    Field("默认", "default_value", NUMBER),
    Field("单位", "unit"),
    Field("理由", "reason"),
)
RUBRICS = (
    Field("评分规则", "name"),
    Field("适用于", "places"),
    Field("年度", "years_text"),
    Field("等级分数线", "bands_text", missing="没有写明"),
    Field("指标", "indicators", NUMBER),
    Field("分值合计", "points", POINTS, missing="没有写全"),
    Field("出处", "source"),
)
ITEMS = (
    Field("评分规则", "rubric_name"),
    Field("一级指标", "level1"),
    Field("二级指标", "level2"),
    Field("指标", "indicator"),
    Field("又写作", "names"),
    Field("对应的比率", "measure_label", missing="没有"),
    Field("凭什么评分", "basis_name"),
    Field("方向", "better_name"),
    Field("分值", "points", POINTS, missing="没有写明"),
)
INDICATORS = (
    Field("对标指标", "label"),
    Field("算式", "formula"),
    Field("单位", "base_unit"),
    Field("哪一侧不利", "worse_name"),
    Field("用在", "benchmark_label"),
)
# Who is compared with whom; the names are those of core.own_groups.
GROUPINGS = {
    "同地区同年度": "同一行政区划、同一评价年度的全部部门。没有另选时就是这一组；别的分法不足 5 个时也放宽到这一组。",
    "同职能": "同地区同年度里，名册写明的职能相同的部门，如都是教育、都是公安。",
    "同层级": "同地区同年度里，名册写明的层级相同的部门。",
    "同规模": "同地区同年度的部门按支出决算从小到大分成数量相当的几档，同一档的比。",
    "相近部门": "同地区同年度里，在职人数、支出决算和项目支出占比合起来最相近的几个部门，不含自己。",
}
OWN = "自行保存的分组，由人挑选部门。"
WIDENING = (
    "组里不足 5 个部门的，不算中位数和位次，放宽到同地区同年度的全部部门，并写明放宽了；"
    "那里也不足 5 个的，不作比较。缺数的部门不补数，只写明缺几个。归属待定的报告不进任何一组。"
)


def thresholds(matches: Matches) -> DataFrame:
    """The thresholds that the words stand in, with the name of what uses them."""
    labels = view_labels()
    rows = frame("staging.thresholds", order=["owner", "threshold"])
    rows = rows.assign(owner_label=[labels.get(owner, owner) for owner in rows["owner"]])
    return _matching(rows, matches, "owner_label", "label", "reason", "threshold", "unit", "changed_by")


def rubrics(matches: Matches) -> tuple[DataFrame, DataFrame]:
    """The scoring rules, and their indicators."""
    summaries = frame("core.rubric_summaries", order=["name"])
    names = dict(zip(summaries["rubric"], summaries["name"], strict=True))
    items = frame("core.rubric_items", order=["rubric", "level1", "level2", "indicator"])
    items = items.assign(rubric_name=[names.get(rubric, rubric) for rubric in items["rubric"]])
    return (
        _matching(summaries, matches, "name", "places", "bands_text", "source"),
        _matching(items, matches, "rubric_name", "level1", "level2", "indicator", "names"),
    )


def indicators(matches: Matches) -> DataFrame:
    """What departments are compared by."""
    rows = frame("staging.indicators", order=["position"])
    labels = view_labels()
    rows = rows.assign(benchmark_label=[labels.get(name, name) for name in rows["benchmark"]])
    return _matching(rows, matches, "label", "formula", "worse_name", "benchmark_label")


def groupings(matches: Matches) -> list[tuple[str, str, str]]:
    """Every way to say who is compared with whom: its name, what it is, how many reports are compared so."""
    counts = records(warehouse.counts("core.peer_groups", ["grouping_name", "is_widened"]))
    found = {(row["grouping_name"], bool(row["is_widened"])): row["entries"] for row in counts}
    names = dict.fromkeys([*GROUPINGS, *(row["grouping_name"] for row in counts)])
    listed = []
    for name in names:
        said = f"{found.get((name, False), 0)} 份报告这样比"
        widened = found.get((name, True), 0)
        listed.append((name, GROUPINGS.get(name, OWN), said + (f"，{widened} 份放宽" if widened else "")))
    return [entry for entry in listed if matches(*entry, WIDENING)]


def view_labels() -> dict[str, str]:
    """The Chinese titles of views by their own names, whatever their schema."""
    return {
        view["name"].partition(".")[2]: meanings.chinese_of(formats.text(view["comment"]))[0] or view["name"]
        for view in records(warehouse.views())
    }


def show_thresholds(rows: DataFrame) -> None:
    """What is compared with, who changed it, and a form to change it."""
    choice = filters.Choice()
    cards.show(
        Card(
            "thresholds", "阈值与权重", rows, THRESHOLDS, "staging.thresholds",
            aside="改了以后，用到它的结论都会注明是谁、何时、为什么改的", shown=30,
        ),
        choice,
    )  # fmt: skip
    with st.container(border=True, key="card-change"):
        st.html(markup.heading("改一个阈值", "只增不改，随时可以恢复默认；全部结论按新的数重算，要等一会儿"))
        _change(rows)
    log = frame("staging.threshold_changes", order=["-change"])
    if not log.empty:
        made = [formats.minute(formats.in_china(moment)) for moment in log["made_at"]]
        card = Card("changes", "阈值改动记录", log.assign(made=made), CHANGES, "staging.threshold_changes")
        cards.show(card, choice)


def _change(rows: DataFrame) -> None:
    known = {row["threshold"]: row for row in records(rows)}

    def said(name: str) -> str:
        row = known[name]
        return f"{row['owner_label']}：{row['label']}（现为 {formats.number(row['value'])}{row['unit']}）"

    with st.form("threshold", border=False):
        left, right = st.columns([3, 1])
        name = left.selectbox("阈值", list(known), format_func=said, key="threshold-name")
        value = right.text_input("改为", placeholder=f"数字，或“{commands.DEFAULT}”", key="threshold-value").strip()
        author, reason = amending.signature("threshold", "")
        if st.form_submit_button("改动并重算", type="primary"):
            if not (name and value and author and reason):
                st.warning("请选阈值，写明改为多少、更正人和理由。")
            else:
                st.session_state[amending.AUTHOR] = author
                with st.spinner("正在按新的数重算……"):
                    amending.tell(commands.change_threshold(name, value, author, reason))


def show_rubrics(summaries: DataFrame, items: DataFrame) -> None:
    """Which rules hold where, where they come from, and their indicators."""
    choice = filters.Choice()
    aside = "没有写明的分值和分数线不补"
    cards.show(Card("rubrics", "各地评分规则", summaries, RUBRICS, "core.rubric_summaries", aside=aside), choice)
    cards.show(Card("items", "评分规则的指标", items, ITEMS, "core.rubric_items", shown=20), choice)


def show_indicators(rows: DataFrame) -> None:
    """By what departments are compared."""
    aside = "一律用报告写明的金额和人数按同一算式重算，不用部门自报的比率"
    cards.show(
        Card("indicators", "对标指标", rows, INDICATORS, "staging.indicators", aside=aside, shown=40), filters.Choice()
    )


def show_groupings(entries: list[tuple[str, str, str]]) -> None:
    """Who is compared with whom, and when a group gives way to a wider one."""
    with st.container(border=True, key="card-groupings"):
        rows = [
            [f"<b>{markup.words(name)}</b>", markup.words(words), markup.words(said)] for name, words, said in entries
        ]
        table = markup.table([*map(Column, ("分法", "和谁比", "现在"))], rows, "对比分组")
        st.html(markup.heading("与谁比") + markup.note(WIDENING) + table)


def _matching(rows: DataFrame, matches: Matches, *columns: str) -> DataFrame:
    def holds(row: dict[Any, Any]) -> bool:
        return matches(*(formats.text(row[column]) for column in columns))

    return rows[[holds(row) for row in rows.to_dict("records")]]

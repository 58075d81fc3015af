"""核查选点: whom to visit, by how much each part speaks for it, and the draw in three arms that can be signed."""

from collections.abc import Mapping
from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import (
    amending,
    cards,
    charts,
    choosing,
    drawing,
    evidence,
    filters,
    formats,
    markup,
    visiting,
    warehouse,
)
from dashboard.contents import AMOUNT, NUMBER, POINTS, TEXT, YEAR, Card, Field
from dashboard.filters import Choice
from dashboard.markup import Tile
from dashboard.warehouse import records
from dashboard.workbench import choices, door, draws, priorities
from dashboard.workbench.draws import Kept
from dashboard.workbench.store import Store, WorkbenchError

LISTED = (
    Field("名次", "rank", NUMBER),
    Field("部门", "department", "department"),
    Field("地区", "jurisdiction", TEXT),
    Field("优先分", "priority_shown", POINTS),
    Field("名次区间", "interval", TEXT, note="各项权重在 ±20% 内任意变动，名次的最好与最差", missing="—"),
    Field("稳在前 20", "stays", TEXT, note="500 组变动过的权重里，有多少组仍排在前 20", missing="—"),
    Field("依据", "why", TEXT),
    Field("自评得分", "self_score", POINTS, opens=("figure", "self_score", "claimed")),
    Field("支出", "spent_yuan", AMOUNT, opens=("figure", "expenditure", "actual")),
    Field("上次复核", "last_reviewed_year", YEAR, missing="没有"),
)
TELLING = ("rank", "priority_shown", "interval", "stays", "why")  # columns that say why a department may be picked
UNTELLING = tuple(field for field in LISTED if field.column not in TELLING)
BLIND_HELP = "不显示名次、优先分、依据和组别，名单按名称排。记在网址里，可以把这个网址发给复核的人。"


def headline(listed: DataFrame, chosen: Mapping[str, choices.Choice], kept: list[Kept], is_blind: bool) -> str:
    """The list in four numbers; in blind mode without the first on it and without what was decided."""
    decided = [one.choice for name, one in chosen.items() if name in set(listed["department_id"])]
    top = records(listed)[0]
    telling = [
        Tile("最优先", filters.department_link(top), f"{formats.number(top['priority_shown'])} 分：{top['why']}"),
        Tile(
            "必查",
            f"{decided.count(choices.MUST_VISIT)}<small>个</small>",
            f"不查 {decided.count(choices.EXCLUDED)} 个，都写明理由",
        ),
    ]
    return markup.tiles(
        [
            Tile("名单", f"{len(listed)}<small>个部门</small>", "一个部门一年一行，归属待定的不在其中"),
            *([] if is_blind else telling),
            Tile("抽取", f"{len(kept)}<small>次</small>", "每一次都存档，不能删改"),
        ]
    )


def show_list(store: Store, page: cards.Page, listed: DataFrame) -> None:
    """The list with what speaks for each department."""
    weights, labels = visiting.weights(store), visiting.default_weights()
    top = listed.head(priorities.TOP)
    page.show(
        Card(
            name="list",
            title="优先分由哪几项构成",
            aside=f"图中画前 {len(top)} 个；风险提示，不是问题认定",
            rows=listed,
            fields=LISTED,
            view=visiting.LIST,
            measures=["self_score", "expenditure"],
            counted="priority",
            excluded="；".join(f"{row['label']}：{row['reason']}" for row in labels.values()),
            figure=charts.composition(
                top, {part: labels[part]["label"] for part in weights}, evidence.to_department, "分"
            ),
            alt="名单前列各部门优先分的构成",
            shown=priorities.TOP,
        )
    )


def show_blind(page: cards.Page, listed: DataFrame) -> None:
    """The list for those who review: by name, without what speaks for a department."""
    page.show(
        Card(
            name="list",
            title="名单",
            aside="盲评：不显示名次、优先分、依据和组别；关掉“盲评”才能调权重和抽取",
            rows=listed.sort_values(["department", "jurisdiction"], ignore_index=True),
            fields=UNTELLING,
            measures=["self_score", "expenditure"],
            shown=priorities.TOP,
        )
    )


def decide(store: Store, listed: DataFrame, year: int) -> None:
    """What people decide about the list, and the draw from it."""
    for name, title, content in (
        ("weights", "调整权重", partial(choosing.adjust, store)),
        ("choices", "必查与不查", partial(choosing.settle, store, listed, year)),
        ("blind", "现场核查也盲评", partial(choosing.set_blind, store)),
    ):
        with st.expander(title, key=f"open-{name}"):
            content()
    with st.container(border=True, key="card-draw"):
        st.html(markup.heading("抽取核查对象", "必查、风险、随机三组；名单、方案、种子和概率一并存档"))
        drawing.draw_anew(store, listed, year)


def show(store: Store, page: cards.Page, listed: DataFrame, year: int, is_blind: bool) -> None:
    """Everything below the filters."""
    names = set(listed["department_id"])
    kept = [one for one in draws.of_year(store, year) if names & {unit.unit.department_id for unit in one.draw.units}]
    shown = priorities.told(listed, visiting.weights(store))
    st.html(headline(shown, choices.chosen(store, year), kept, is_blind))
    if is_blind:
        show_blind(page, shown)
    else:
        show_list(store, page, shown)
        decide(store, listed, year)
    for one in reversed(kept):
        with st.container(border=True, key=f"card-draw-{one.name}"):
            drawing.show_kept(one, is_blind)


heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
with heading:
    st.title("核查选点", anchor=False)
    place = filters.choose_jurisdiction().jurisdiction
    years = [str(year) for year in sorted(warehouse.values(visiting.LIST, "fiscal_year"), reverse=True)]
    year = filters.pick("年度", "fiscal_year", years)
amending.show_answer()
choice = Choice(place, year or filters.ALL)
page = cards.Page("核查选点", heading, choice)
try:
    store = door.opened()
    with heading:
        is_blind = filters.switch("盲评", "blind", choices.is_blind(store), BLIND_HELP)
    listed = visiting.listed(store, choice.where)
    if listed.empty:
        st.info(f"排不出名单。{filters.nothing_to_compare(choice)}")
    else:
        show(store, page, listed, int(str(year)), is_blind)
    page.end()
except WorkbenchError as error:
    st.error(str(error))

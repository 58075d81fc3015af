"""核查选点: whom to visit, by how much each part speaks for it, and the draw in three arms that can be signed."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import amending, cards, charts, evidence, filters, formats, markup, visiting, warehouse
from dashboard.contents import AMOUNT, NUMBER, POINTS, TEXT, YEAR, Card, Field
from dashboard.exports.draw_record import draw_record
from dashboard.filters import Choice
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, records
from dashboard.workbench import choices, door, draws, priorities, sampling
from dashboard.workbench.draws import Kept
from dashboard.workbench.sampling import ARMS, METHODS, Plan
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
STRATA = {"不分层": "", "按职能分层": "department_function", "按层级分层": "level", "按地区分层": "jurisdiction"}
METHOD_NAMES = {"按单位数比例": "proportional", "Neyman 最优分配": "neyman", "与金额成比例": "size"}
BLIND_HELP = "打开后，“现场核查”页和核查包不显示组别、程度和优先分，复核的人不知道部门为什么被抽中。"


def sign(name: str, usual_reason: str, label: str) -> tuple[str, str, bool]:
    """Who and why, and the button of a form."""
    author, reason = amending.signature(name, usual_reason, who="填写人")
    return author, reason, st.form_submit_button(label, type="primary")


def adjust(store: Store) -> None:
    """The weights as fields; what differs from what counts now is kept with its reason."""
    known, current = visiting.default_weights(), visiting.weights(store)
    changed = choices.weighed(store)
    defaults = {part: visiting.exact(row["value"]) for part, row in known.items()}
    with st.form("weigh", border=False):
        places = st.columns(3)
        given: dict[str, Decimal] = {}
        for number, (part, row) in enumerate(known.items()):
            said = f"默认 {formats.number(row['value'])}：{row['reason']}"
            value = places[number % 3].number_input(
                row["label"], 0.0, 100.0, float(current[part]), 1.0, key=f"weight-{part}", help=said
            )
            given[part] = visiting.exact(value)
        author, reason, is_sent = sign("weigh", "", "按这组权重重排")
    if is_sent:
        changes = {
            part: None if value == defaults[part] else value for part, value in given.items() if value != current[part]
        }
        if not changes:
            st.warning("权重没有改动。")
        else:
            done = partial(choices.weigh, store, changes, defaults, author, reason)
            visiting.kept(author, done, f"已按新权重重排，改动 {len(changes)} 项")
    lines = [
        markup.words(f"{known[part]['label']} 改为 {formats.number(one.value)}：{one.author}，{one.reason}")
        for part, one in changed.items()
        if part in known
    ]
    if lines:
        st.html(markup.listing(lines))


def settle(store: Store, listed: DataFrame, year: int) -> None:
    """Must-visits and exclusions, each with its reason."""
    names = dict(zip(listed["department_id"], listed["department"], strict=True))
    chosen = choices.chosen(store, year)
    labels = {label: choice for choice, label in choices.CHOICES.items()}
    with st.form("choose", border=False):
        left, right = st.columns([3, 2])
        department = left.selectbox(
            "部门", list(names), format_func=names.__getitem__, index=None, key="choose-department"
        )
        label = right.radio("怎么定", list(labels), horizontal=True, key="choose-choice")
        author, reason, is_sent = sign("choose", "", "记下")
    if is_sent and department is None:
        st.warning("请选部门。")
    elif is_sent and department is not None:
        done = partial(choices.choose, store, department, year, labels[label], author, reason)
        visiting.kept(author, done, f"已记下：{names[department]} {label}")
    rows = [
        [*map(markup.words, (names[name], choices.CHOICES[one.choice], one.reason, one.author))]
        for name, one in chosen.items()
        if name in names
    ]
    if rows:
        st.html(markup.table([*map(Column, ("部门", "决定", "理由", "填写人"))], rows, "必查与不查"))


def draw_anew(store: Store, listed: DataFrame, year: int) -> None:
    """The plan of a draw; drawn and kept at once, so that nobody draws until it suits."""
    with st.form("draw", border=False):
        first, second, third = st.columns(3)
        days = first.number_input("可用人天", 0.5, 10_000.0, 60.0, 0.5, key="draw-days")
        share = second.slider("随机组占余下人天（%）", 0, 100, 40, 5, key="draw-share")
        seed = third.text_input("随机种子", placeholder="如当天公开的开奖号码", key="draw-seed")
        method = first.selectbox("随机组方法", list(METHOD_NAMES), key="draw-method")
        stratum = second.selectbox("分层", list(STRATA), index=1, key="draw-stratum")
        third.html(markup.note("先安排必查，余下人天分给随机组和风险组（名单从上往下）。"))
        author, reason, is_sent = sign("draw", f"{year} 年度绩效自评现场核查", "抽取并存档")
    if is_sent:
        plan = Plan(visiting.exact(days), seed.strip(), METHOD_NAMES[method], visiting.exact(share) / 100)

        def draw() -> None:
            estimated = visiting.days(list(listed["report_id"]))
            frame = priorities.units(listed, estimated, choices.chosen(store, year), STRATA[stratum])
            draws.keep(store, sampling.draw(frame, plan), year, warehouse.snapshot().name, author, reason)

        visiting.kept(author, draw, "已抽取并存档；下面可以下载抽取记录")


def drawn_table(kept: Kept) -> str:
    """Who was drawn, in which arm and with which probability."""
    rows = [
        [
            markup.words(ARMS[one.arm]),
            markup.words(one.unit.department),
            markup.words(formats.number(one.unit.days)),
            markup.words(formats.number(round(one.probability, 4))),
            markup.words(one.unit.stratum),
        ]
        for one in kept.draw.by_arm
    ]
    columns = [Column("组别"), Column("部门"), Column("人天", True), Column("入样概率", True), Column("层")]
    return markup.table(columns, rows, f"抽取 {kept.name} 抽中的部门")


def show_kept(kept: Kept) -> None:
    """A draw that was kept: how much it takes in, its record, and that it can be drawn again."""
    taken = priorities.coverage(kept.draw)
    money = "" if taken.money_pct is None else f"，金额覆盖 {formats.percent(taken.money_pct)}"
    again = "用存档的名单、方案和种子重抽，结果一致" if draws.again(kept) else "重抽的结果与存档不一致，请勿使用"
    made = formats.minute(formats.in_china(kept.made_at))
    st.html(
        markup.heading(f"抽取 {kept.name}", f"{kept.author}，{made}；种子 {kept.draw.plan.seed}")
        + markup.note(
            f"抽中 {taken.drawn} / {taken.listed} 个部门（{formats.percent(taken.count_pct)}）{money}；"
            f"{METHODS[kept.draw.plan.method]}。{again}。"
        )
        + markup.listing(map(markup.words, kept.draw.notes))
    )
    st.download_button(
        "抽取记录 Word",
        partial(recorded, warehouse.snapshot(), kept),
        f"抽取记录-{kept.name}.docx",
        cards.DOCX,
        key=f"record-{kept.name}",
        on_click="ignore",
    )
    st.html(drawn_table(kept))


def recorded(snapshot: warehouse.Snapshot, kept: Kept) -> bytes:
    """The page to sign."""
    with warehouse.reading(snapshot):
        return draw_record(kept, visiting.scope(kept))


def set_blind(store: Store) -> None:
    """Blind mode, with who and why."""
    is_blind = choices.is_blind(store)
    with st.form("blind", border=False):
        wanted = st.checkbox("对复核人隐去优先分、组别和程度", value=is_blind, key="blind-on", help=BLIND_HELP)
        author, reason, is_sent = sign("blind", "", "记下")
    if is_sent:
        done = partial(choices.set_blind, store, wanted, author, reason)
        visiting.kept(author, done, f"盲评已{'打开' if wanted else '关闭'}")


def headline(listed: DataFrame, chosen: Mapping[str, choices.Choice], kept: list[Kept], top: Row) -> str:
    """The list in four numbers."""
    decided = [one.choice for name, one in chosen.items() if name in set(listed["department_id"])]
    return markup.tiles(
        [
            Tile("名单", f"{len(listed)}<small>个部门</small>", "一个部门一年一行，归属待定的不在其中"),
            Tile("最优先", filters.department_link(top), f"{formats.number(top['priority_shown'])} 分：{top['why']}"),
            Tile(
                "必查",
                f"{decided.count(choices.MUST_VISIT)}<small>个</small>",
                f"不查 {decided.count(choices.EXCLUDED)} 个，都写明理由",
            ),
            Tile("抽取", f"{len(kept)}<small>次</small>", "每一次都存档，不能删改"),
        ]
    )


def show_list(store: Store, page: cards.Page, listed: DataFrame, year: int) -> None:
    """Everything below the filters."""
    weights, labels = visiting.weights(store), visiting.default_weights()
    names = set(listed["department_id"])
    kept = [one for one in draws.of_year(store, year) if names & {unit.unit.department_id for unit in one.draw.units}]
    shown = priorities.told(listed, weights)
    top = shown.head(priorities.TOP)
    st.html(headline(shown, choices.chosen(store, year), kept, records(shown)[0]))
    page.show(
        Card(
            name="list",
            title="优先分由哪几项构成",
            aside=f"图中画前 {len(top)} 个；风险提示，不是问题认定",
            rows=shown,
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
    for name, title, content in (
        ("weights", "调整权重", partial(adjust, store)),
        ("choices", "必查与不查", partial(settle, store, listed, year)),
        ("blind", "盲评", partial(set_blind, store)),
    ):
        with st.expander(title, key=f"open-{name}"):
            content()
    with st.container(border=True, key="card-draw"):
        st.html(markup.heading("抽取核查对象", "必查、风险、随机三组；名单、方案、种子和概率一并存档"))
        draw_anew(store, listed, year)
    for one in reversed(kept):
        with st.container(border=True, key=f"card-draw-{one.name}"):
            show_kept(one)


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
    listed = visiting.listed(store, choice.where)
    if listed.empty:
        st.info("这个地区和年度没有归属已定的报告，排不出名单。")
    else:
        show_list(store, page, listed, int(str(year)))
    page.end()
except WorkbenchError as error:
    st.error(str(error))

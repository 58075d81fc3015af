"""What people decide about the list of targets, as forms: weights, must-visits and exclusions, blind mode for all.

Every form asks who and why, and the store keeps it.
"""

from decimal import Decimal
from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import amending, formats, markup, visiting
from dashboard.markup import Column
from dashboard.workbench import choices
from dashboard.workbench.store import Store

BLIND_HELP = (
    "打开后，“现场核查”页和核查包不显示组别、程度和优先分，这一页也先按盲评打开，复核的人不知道部门为什么被抽中。"
)


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


def set_blind(store: Store) -> None:
    """Blind mode, with who and why."""
    is_blind = choices.is_blind(store)
    with st.form("blind", border=False):
        wanted = st.checkbox("对复核人隐去优先分、组别和程度", value=is_blind, key="blind-on", help=BLIND_HELP)
        author, reason, is_sent = sign("blind", "", "记下")
    if is_sent:
        done = partial(choices.set_blind, store, wanted, author, reason)
        visiting.kept(author, done, f"盲评已{'打开' if wanted else '关闭'}")

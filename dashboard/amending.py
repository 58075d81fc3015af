"""What a person corrects or confirms on a page: who and why come in, the correction goes to the command line."""

from collections.abc import Iterable

import streamlit as st

from dashboard import commands
from dashboard.commands import Answer

ANSWER = "answer"
AUTHOR = "author"  # remembered while the browser's tab is open
Line = tuple[str, str, str, str | None]  # report_id, fact_id, field, becomes


def signature(name: str, usual_reason: str, who: str = "更正人") -> tuple[str, str]:
    """Two fields: who, and why."""
    left, right = st.columns([1, 3])
    author = left.text_input(who, value=st.session_state.get(AUTHOR, ""), key=f"{name}-author")
    return author.strip(), right.text_input("理由", value=usual_reason, key=f"{name}-reason").strip()


def record(lines: Iterable[Line], author: str, reason: str) -> None:
    """Send the lines that say something, and keep what came of it for after the next run."""
    said = [line for line in lines if line[3]]
    if not said:
        st.warning("没有勾选，也没有改动，所以没有可记的。")
    elif not (author and reason):
        st.warning("请写明更正人和理由。")
    else:
        st.session_state[AUTHOR] = author
        rows = [
            dict(zip(commands.CORRECTION, (*line[:3], line[3] or "", author, reason), strict=True)) for line in said
        ]
        tell(commands.correct(rows))


def tell(answer: Answer, *, is_published: bool = True) -> None:
    """Start the page anew on what a command has published, with what it said."""
    st.session_state[ANSWER] = answer
    if answer.is_done and is_published:
        st.cache_data.clear()
    st.rerun()


def show_answer() -> None:
    """What the last command said, once."""
    answer: Answer | None = st.session_state.pop(ANSWER, None)
    if answer is None:
        return
    (st.success if answer.is_done else st.error)(answer.words)

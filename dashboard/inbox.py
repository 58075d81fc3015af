"""Reports that arrive through the browser: files come in, they are kept in the warehouse's folder 收件 and loaded."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import streamlit as st

from dashboard import commands, markup, warehouse
from dashboard.commands import Answer
from dashboard.markup import Column

FOLDER = "收件"
SUFFIXES = (
    "docx",
    "doc",
    "wps",
    "pdf",
    "xlsx",
    "xls",
    "html",
    "htm",
    "txt",
    "md",
    "csv",
    "png",
    "jpg",
    "jpeg",
    "zip",
    "json",
)
MOST_FILES = 200
MOST_BYTES = 500 << 20  # of all files together
LONGEST_NAME = 70  # of a stem: file systems count bytes, and a Chinese character has three
RESULT = "inbox-result"
NOT_KEPT = "运行本程序的账号写不进"
TONES = {"失败": "high", "待核对": "medium"}
ABOUT = (
    f"Word、PDF、Excel、网页、文本、图片、压缩包和交换格式；一次最多 {MOST_FILES} 个文件，单个不超过 200 MB，"
    f"合计不超过 {MOST_BYTES >> 20} MB。文件留在仓库的“{FOLDER}”文件夹里，以后可以重新读取；"
    "读不成的说明原因，不影响别的文件。"
)

# Not part of a file's name on any system: \\ / : * ? " < > | and control characters
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


class Given(Protocol):
    """An uploaded file."""

    name: str
    size: int

    def getvalue(self) -> bytes: ...


def keep(given: Sequence[Given], is_new_version: bool = False) -> list[Path]:
    """Put the files into 收件 under their names and say where.

    What is there already stays, so that it is not read again. Another file of a name that is taken is kept beside it,
    unless it is the new version of that one.
    """
    kept = []
    for file in given:
        content = file.getvalue()
        path = _folder() / _safe(file.name)
        if path.exists() and path.read_bytes() != content and not is_new_version:
            path = _folder() / hashlib.sha256(content).hexdigest()[:12] / path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        kept.append(path)
    return list(dict.fromkeys(kept))


def too_much(given: Sequence[Given]) -> str:
    """Why these files are not taken, in Chinese; nothing where they are."""
    if len(given) > MOST_FILES:
        return (
            f"一次最多 {MOST_FILES} 个文件，这里有 {len(given)} 个；请分几次，或在本机用 duibiao load 载入整个文件夹。"
        )
    if sum(file.size for file in given) > MOST_BYTES:
        return f"合计超过 {MOST_BYTES >> 20} MB；请分几次，或在本机用 duibiao load 载入整个文件夹。"
    return ""


def box() -> None:
    """Where files are dropped, how far the loading is, and what became of each."""
    with st.container(border=True, key="card-inbox"):
        st.html(markup.heading("上传报告", "与成批载入一样读取、核对、入库") + markup.note(ABOUT))
        times = st.session_state.setdefault("inbox-times", 0)  # a new key empties the field
        given = st.file_uploader(
            "把报告拖到这里，或选择文件", SUFFIXES, accept_multiple_files=True, key=f"inbox-{times}",
            label_visibility="collapsed",
        )  # fmt: skip
        is_new_version = st.checkbox(
            "同名的文件是修改后的新版本，替换原来那份",
            key="inbox-new-version",
            help="不勾选时，同名而内容不同的文件另存一份，原来的照样保留。",
        )
        refused = too_much(given)
        if refused:
            st.warning(refused)
        if st.button("载入", type="primary", disabled=not given or bool(refused), key="inbox-load"):
            _load(given, is_new_version)
            st.session_state["inbox-times"] = times + 1
            st.cache_data.clear()
            st.rerun()
        _show_result()


def _load(given: Sequence[Given], is_new_version: bool) -> None:
    """Load the files, with a bar that grows by a file as soon as it is read."""
    try:
        paths = keep(given, is_new_version)
    except OSError:
        st.session_state[RESULT] = Answer(False, f"{NOT_KEPT} {_folder()}。请检查权限和磁盘空间。")
        return
    bar = st.progress(0.0, f"正在读 {len(paths)} 个文件……")
    done = 0

    def tell(line: str) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / len(paths), 1.0), f"读完 {min(done, len(paths))} / {len(paths)}：{line[:60]}")

    st.session_state[RESULT] = commands.load(paths, tell)


def _show_result() -> None:
    """What the last load said; it stays until the next one."""
    result: Answer | None = st.session_state.get(RESULT)
    if result is None:
        return
    if not result.is_done:
        st.error(f"没有载入：{result.words}")
        return
    failed = any(file["状态"] == "失败" for file in result.files)
    (st.warning if failed else st.success)("　".join(result.words.splitlines()))
    rows = [
        [
            markup.chip(file["状态"], TONES.get(file["状态"], "pass")),
            markup.words(file["文件"]),
            markup.words(file["部门"]),
            markup.words(file["年度"]),
            markup.words(file["事实数"]),
            markup.words(file["原因"]),
        ]
        for file in result.files
    ]
    columns = [*map(Column, ("状态", "文件", "部门", "年度")), Column("找到的数", is_number=True), Column("原因")]
    st.html(markup.table(columns, rows, "这次载入的文件"))


def _folder() -> Path:
    return warehouse.folder() / FOLDER


def _safe(name: str) -> str:
    """A file's own name without anything that leads elsewhere: ..\\..\\自评.docx → 自评.docx."""
    plain = _FORBIDDEN.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "报告"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix}" if dot else plain[:LONGEST_NAME]

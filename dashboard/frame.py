"""What surrounds every page: a page comes in; its set-up, its snapshot, its footer and its states stand around it."""

import logging
import math
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import duckdb
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from dashboard import cards, evidence, filters, formats, inbox, markup, search, warehouse
from dashboard.warehouse import Snapshot

LOOK = Path(__file__).parent / "look"
SECONDS_BETWEEN_LOOKS = 2
DISCLAIMER = "风险提示，不是问题认定。数字均照录各部门报告，点击即见原句。"

SNAPSHOT = "snapshot"  # the parameter that names an earlier state of the data
LATEST = "latest"  # its value that lets go of it
REST = "rest"
RENEWING = "renewing"  # whether the run was started by the page itself
PAUSES = 3  # for each second of a page that renews itself: what was asked for comes first
LONGEST_TURN = 30.0  # seconds, for a page that was closed meanwhile
PINNED = "pinned"  # what the tab keeps to while it goes from page to page

_log = logging.getLogger(__name__)

_listener = st.components.v2.component(
    "duibiao.listener", js=(LOOK / "listener.js").read_text(encoding="utf-8"), isolate_styles=False
)


@dataclass
class Rest:
    """When the page that is shown may be started anew: not while it runs."""

    until: float = math.inf


class Turns:
    """Pages that stand open renew themselves one after the other, however many there are."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._free_at = -math.inf

    def take(self) -> bool:
        """Whether a page may begin now."""
        with self._lock:
            now = time.monotonic()
            is_free = now >= self._free_at
            self._free_at = now + LONGEST_TURN if is_free else self._free_at
            return is_free

    def end(self, seconds: float) -> None:
        """It took so many seconds."""
        with self._lock:
            self._free_at = time.monotonic() + PAUSES * seconds


_turns = Turns()


def show(page: Page) -> None:
    """Run a page on one snapshot, with everything that every page has."""
    is_renewing = st.session_state.pop(RENEWING, False)
    st.set_page_config(page_title=f"{page.title} · 对标", page_icon=str(LOOK / "icon.svg"), layout="wide")
    st.logo(str(LOOK / "logo.svg"), size="large")
    st.html(LOOK / "style.css")
    _listener(key="listener")
    body, footer = st.container(), st.container()
    st.html(evidence.way_out())
    rest = st.session_state[REST] = Rest()
    with footer:
        _watch()
    begun = time.monotonic()
    try:
        _show(page, body, footer)
    except warehouse.NotReadableError as error:
        with body:
            _not_readable(str(error))
    except warehouse.NoWarehouseError as error:
        with body:
            _nothing_loaded(str(error))
    except warehouse.SnapshotGoneError as error:
        with body:
            _snapshot_gone(str(error))
    finally:
        ended = time.monotonic()  # where a page stopped, nothing of the session may be touched any more
        rest.until = ended + (ended - begun)
        if is_renewing:
            _turns.end(ended - begun)


def _show(page: Page, body: DeltaGenerator, footer: DeltaGenerator) -> None:
    """The page on its snapshot, which the footer names. Raises what `warehouse.follow` and `warehouse.frame` raise."""
    snapshot = warehouse.follow(_pinned())
    with footer:
        st.html(
            f'<p class="footer">{DISCLAIMER}<br>'
            f"数据截至 {formats.minute(snapshot.published)}（快照 {markup.words(snapshot.name)}）</p>"
        )
    with body:
        _run(page, snapshot)


def to_overview() -> None:
    """The page at /overview: 总览 stands at the root, and leads there with what the address asks for."""
    st.switch_page("app_pages/overview.py", query_params=st.query_params.to_dict())


def _pinned() -> str:
    """The snapshot that the address names, on this page or the one before; the address goes on naming it."""
    given = st.query_params.get(SNAPSHOT)
    if given == LATEST:
        st.session_state.pop(PINNED, None)
        st.query_params.pop(SNAPSHOT)
    elif given is not None:
        st.session_state[PINNED] = given
    elif PINNED in st.session_state:
        st.query_params[SNAPSHOT] = st.session_state[PINNED]
    return str(st.session_state.get(PINNED, ""))


def _say_what_is_old(snapshot: Snapshot) -> None:
    """A line above every page that shows an earlier state of the data."""
    newest = warehouse.current()
    if snapshot != newest:
        said = (
            f"正在看历史快照：数据截至 {formats.minute(snapshot.published)}（{snapshot.name}）；"
            f"最新的截至 {formats.minute(newest.published)}。载入和更正只作用于最新的数据。"
        )
        latest = markup.link("回到最新 →", f"?{SNAPSHOT}={LATEST}")
        st.html(f'<p class="old-snapshot" role="status">{markup.words(said)}　{latest}</p>')


def _say_what_is_invented() -> None:
    """A line above every page that may show invented departments."""
    names = filters.invented(filters.chosen())
    if names:
        places = names[0] + (f"等 {len(names)} 个地区" if len(names) > 1 else "")
        st.html(f'<p class="invented">演示数据：{markup.words(places)}的部门、报告和数字都是虚构的。</p>')


def _run(page: Page, snapshot: Snapshot) -> None:
    try:
        st.session_state[cards.PAGE] = page.url_path
        evidence.show()
        _say_what_is_old(snapshot)
        _say_what_is_invented()
        search.box()
        page.run()
    except warehouse.NotReadableError:
        raise
    except Exception as error:
        if isinstance(error, duckdb.CatalogException | duckdb.BinderException) and PINNED in st.session_state:
            st.info("这个快照由旧版程序建立，里面没有这一页要的数。请回到最新的数据，或看别的页。")
            return
        _log.exception("page %s", page.title)
        st.error("这一页没有显示完整：程序内部错误。请刷新重试；仍不行时，把运行窗口里的提示发给开发者。")


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch() -> None:
    """Start the page anew when a load has published another snapshot."""
    if _is_outdated() and _turns.take():
        st.session_state[RENEWING] = True
        st.rerun()


def _is_outdated() -> bool:
    """Whether the page shows an earlier snapshot than it would now.

    Never while it runs, and not before it has stood as long as it took: loads that publish one snapshot after another
    would keep a slow page running for ever.
    """
    rest = st.session_state.get(REST, Rest())
    if PINNED in st.session_state or time.monotonic() < rest.until:
        return False
    try:
        return warehouse.current() != st.session_state.get("snapshot")
    except warehouse.NoWarehouseError:
        return False


def _snapshot_gone(reason: str) -> None:
    st.title("这个快照打不开了", anchor=False)
    st.write(reason)
    st.html(markup.link("看最新的数据 →", f"?{SNAPSHOT}={LATEST}"))


def _not_readable(reason: str) -> None:
    st.title("数据打不开", anchor=False)
    st.write(f"{reason} 数据没有丢，也没有改动。请运行本程序的人检查：")
    st.html(
        markup.listing(
            [
                "运行本程序的账号，对仓库文件夹和里面的文件有没有读的权限；",
                "仓库所在的磁盘或共享目录是否连着；",
                "文件是否被别的程序独占或改动过（duibiao doctor 会逐项检查）。",
            ]
        )
    )
    st.caption("改好以后，刷新这一页。")


def _nothing_loaded(reason: str) -> None:
    st.title("还没有数据", anchor=False)
    st.write(f"{reason} 在运行本程序的电脑上载入报告，这一页就会自己打开：")
    st.code(f"duibiao load 报告所在的文件夹 --warehouse {warehouse.folder()}", language=None)
    st.caption("能读 Word、PDF、Excel、网页、文本、压缩包和交换格式。只想看看样子，可以先用 duibiao demo 载入样例。")
    inbox.box()

"""A box on every page that finds a department by any of its names and leads to its portrait."""

import streamlit as st

from dashboard import filters, formats, markup, warehouse
from dashboard.warehouse import Row, records

VIEW = "core.names"
PARAMETER = "find"
SHOWN = 20


def departments(words: str) -> list[Row]:
    """The departments that have a name with these words in it, each once, under the best of those names."""
    words = "".join(words.split())
    if not words or not warehouse.columns(VIEW):
        return []
    order = ["kind_rank", "name", "jurisdiction"]
    found = warehouse.search(VIEW, "name", words, order=order, limit=SHOWN * 4)
    exact_first = found.assign(is_other=found["name"] != words).sort_values("is_other", kind="stable")
    return records(exact_first.drop_duplicates("department_id").head(SHOWN))


def box() -> None:
    """The box; its words live in the URL, so that going on to a page leaves them behind."""
    if not warehouse.columns(VIEW):  # a snapshot of an older program
        return
    with st.container(key="search"):
        words = filters.write(
            "查找部门", PARAMETER, placeholder="查找部门：全称、简称、曾用名", label_visibility="collapsed"
        )
    if words.strip():
        found = departments(words)
        with st.container(border=True, key="card-search"):
            st.html(markup.heading(f"名称里有“{words.strip()}”的部门", "点部门名，看它的画像"))
            if found:
                st.html(_listed(found))
            else:
                st.info("没有找到。换个简称或曾用名试试；归属待定的报告在“核对与更正”里。")


def _listed(found: list[Row]) -> str:
    items = []
    for row in found:
        known_as = f"{row['kind']}：{row['name']}" if row["name"] != row["department"] else ""
        notes = [known_as, formats.text(row["years"]) if known_as else "", formats.text(row["jurisdiction"])]
        if not formats.is_missing(row["reports"]):
            name = filters.department_link(row)
            notes.append(f"{formats.number(row['reports'])} 份报告，最近 {formats.text(row['fiscal_year'])} 年度")
        else:
            name = markup.words(row["department"])
            notes.append("名册里有，还没有报告")
        items.append(f"{name}　{markup.muted('　'.join(filter(None, notes)))}")
    more = [markup.muted(f"只列前 {SHOWN} 个，请再写得完整些。")] if len(found) == SHOWN else []
    return markup.listing([*items, *more])

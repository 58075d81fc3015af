"""A department beside itself in other years and beside its peers: a report comes in, cards of 部门画像 go out."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, charts, evidence, filters, formats, markup
from dashboard.contents import AMOUNT, COUNT, NUMBER, PERCENT, TEXT, YEAR, Card, Field, kind_of
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records

OPENS = ("indicator",)
COMPARED = ("rate", "share", "per_head", "change")
NO_NEIGHBOURS = "没有写全人数、支出和项目支出，找不出相近的部门。"
MOST_NEIGHBOURS = 5  # beside the department itself that a comparison takes

HISTORY = (
    Field("项目", "label", TEXT),
    Field("年度", "fiscal_year", YEAR),
    Field("当时的名称", "department_then", TEXT),
    Field("值", "value_said", TEXT, ("reference", "reference")),
    Field("同组中位数", "median_said", TEXT),
    Field("说明", "note", TEXT),
)
STANDING = (
    Field("指标", "label", TEXT),
    Field("值", "value_said", TEXT, OPENS),
    Field("同组中位数", "median_said", TEXT, note="同一地区同一年度的部门"),
    Field("四分位之间", "quartiles_said", TEXT),
    Field("位次", "rank_said", TEXT, note="数值相同的并列；不足 5 个部门不排"),
    Field("有数的部门", "n", COUNT),
    Field("缺", "missing", COUNT),
    Field("与上年比", "change_said", TEXT),
    Field("说明", "remark", TEXT),
)
NEIGHBOURS = (
    Field("部门", "neighbour", TEXT),
    Field("距离", "distance", NUMBER, note="人数、支出规模、项目支出占比的差异，以标准差计"),
    Field("在职人数", "staff", COUNT),
    Field("支出合计", "expenditure_yuan", AMOUNT),
    Field("项目支出占比", "project_share_pct", PERCENT),
)
FLAGS = (
    Field("与谁比", "grouping_name", TEXT),
    Field("指标", "label", TEXT),
    Field("差多远", "distance_said", TEXT),
    Field("差多少", "size_said", TEXT),
    Field("折合", "money_yuan", AMOUNT, missing="算不出"),
    Field("连续几年", "years_said", TEXT),
    Field("说明", "detail", TEXT),
)


def line_of(report_id: str) -> str:
    """The line of years that a report belongs to; none where it is not settled whose report it is."""
    found = frame("core.lineages", report_id=report_id)
    return "" if found.empty else str(found["line_id"].iloc[0])


def history_of(line_id: str) -> DataFrame:
    """All years of a department, under whatever name."""
    rows = frame("targets.histories", line_id=line_id, order=["position", "fiscal_year"])
    notes = [
        "；".join(filter(None, (formats.text(remark), formats.text(note) if formats.text(note) not in remark else "")))
        for remark, note in zip(rows["remark"], rows["break_note"], strict=True)
    ]
    rows = rows.assign(department_then=rows["department"], department=rows["line_label"], indicator=rows["item"])
    is_sentence = (rows["item"] != "findings") & rows["value"].notna()
    return rows.assign(
        reference=[opened(row) if shown else "" for row, shown in zip(records(rows), is_sentence, strict=True)],
        kind_shown=rows["base_unit"].map(lambda unit: unit if unit in ("分", "条") else kind_of(unit)),
        value_said=said(rows, "value"),
        median_said=said(rows, "median"),
        note=notes,
    )


def history(rows: DataFrame) -> Card:
    """A strip of small pictures, one an item."""
    return Card(
        name="history", title="历年", aside="灰带为同组四分位之间，虚线为中位数；橙色虚线前后不可比", rows=rows,
        fields=HISTORY, view="targets.histories", shown=0, alt="历年支出、执行率、“三公”经费、自评得分和疑点",
        figure=partial(charts.profiles, rows, "value", across=5, refer=opened),
    )  # fmt: skip


def opened(row: Row, _: str = "") -> str:
    """What a click on a mark opens: the sentences of a figure, the year's portrait for the findings."""
    if formats.is_missing(row.get("value")):
        return ""
    if row["item"] == "findings":
        return evidence.to_department({**row, "department": row["department_then"]})
    if row["item"] == "self_score":
        return evidence.reference("figure", evidence.key_of(row, "self_score", "claimed"))
    return evidence.reference("indicator", row)


def years(rows: DataFrame, year: object) -> str:
    """The years of a department as links, with the name that it had where that was another."""
    links = []
    for row in records(rows.drop_duplicates(["fiscal_year", "department_then"]).sort_values("fiscal_year")):
        report = {**row, "department": row["department_then"]}
        name = "" if row["department_then"] == row["line_label"] else f"（{row['department_then']}）"
        words = f"{row['fiscal_year']}{name}"
        is_shown = row["fiscal_year"] == year
        links.append(
            f"<strong>{markup.words(words)}</strong>"
            if is_shown
            else markup.link(words, "department", **filters.of_report(report))
        )
    changes = [
        f"{row['fiscal_year']} 年起与以前不可比：{row['break_note']}"
        for row in records(rows.drop_duplicates(["fiscal_year"]))
        if formats.text(row["break_note"])
    ]
    return f'<p class="years">各年：{"　".join(links)}</p>' + "".join(map(markup.note, changes))


def standing(filing: Row) -> Card:
    """Every indicator that does not depend on size, beside the peers'."""
    rows = frame(
        "benchmarks.series",
        report_id=filing["report_id"],
        kind=list(COMPARED),
        order=["position"],
        limit=cards.MOST_ROWS,
    )
    rows = rows[rows["value"].notna()]
    keys = frame("benchmarks.ranks", department_id=list(set(rows["department_id"])), fiscal_year=filing["fiscal_year"])
    rows = rows.merge(keys[["indicator", "rank_said"]], on="indicator", how="left")
    low, high = said(rows, "lower_quartile"), said(rows, "upper_quartile")
    rows = rows.assign(
        value_said=said(rows, "value"),
        median_said=said(rows, "median"),
        change_said=list(map(formats.change, rows["change"], rows["base_unit"])),
        quartiles_said=[one if one == formats.UNKNOWN else f"{one}—{two}" for one, two in zip(low, high, strict=True)],
    )
    return Card(
        name="standing", title="同组里的位置", aside=formats.text(filing["peer_note"]) or "高低不等于好坏，看口径",
        rows=rows, fields=STANDING, view="benchmarks.series", shown=10,
        excluded="没有数的指标不列；不足 5 个部门的不算中位数、不排位次",
    )  # fmt: skip


def show_neighbours(filing: Row, line_id: str) -> Card:
    """The departments that are most like it, which make a fairer comparison than all; for the exports, as rows."""
    card = _neighbours(filing)
    with st.container(border=True, key="card-neighbours"):
        st.html(markup.heading(card.title, card.aside))
        st.html(neighbours_table(card, filing, line_id) if len(card.rows) else markup.note(NO_NEIGHBOURS))
    return card


def _neighbours(filing: Row) -> Card:
    rows = frame("core.neighbours", report_id=filing["report_id"], order=["position"]).round({"distance": 1})
    return Card(
        name="neighbours", title="最相近的部门", aside="按人数、支出规模、项目支出占比", rows=rows, fields=NEIGHBOURS,
        view="core.neighbours", shown=10, sentence_column="",
    )  # fmt: skip


def neighbours_table(card: Card, filing: Row, line_id: str) -> str:
    """The neighbours with their portraits, and the way to a comparison with the nearest."""
    rows = [
        [
            filters.department_link({**row, "department": row["neighbour"]}),
            *(markup.words(field.said(row[field.column])) for field in card.fields[2:]),
            markup.words(f"{row['distance']:.1f}"),
        ]
        for row in records(card.rows)
    ]
    columns = [Column("部门"), *(Column(field.heading, True) for field in card.fields[2:]), Column("距离", True)]
    names = list(card.rows["neighbour"].head(MOST_NEIGHBOURS))
    place = formats.text(filing["jurisdiction"])
    link = markup.link(f"与最近的 {len(names)} 个对比 →", "comparison", jurisdiction=place, line=[line_id, *names])
    table = markup.table(columns, rows[:MOST_NEIGHBOURS], card.title)
    if rest := rows[MOST_NEIGHBOURS:]:
        table += markup.folded(f"其余 {len(rest)} 个", markup.table(columns, rest, f"{card.title}：其余"))
    return table + link


def show_flags(filing: Row) -> Card:
    """Where it stands far from the peers; for the exports, as rows."""
    rows = frame(
        "benchmarks.flags", report_id=filing["report_id"], is_flagged=True, order=["-money_yuan", "label", "grouping"]
    )
    card = Card("flags", "离群提示", rows, FLAGS, "benchmarks.flags")
    with st.container(border=True, key="card-flags"):
        st.html(markup.heading(card.title, "风险提示，不是问题认定；点句子看原文") + flags_list(card))
    return card


def flags_list(card: Card) -> str:
    """The flags under the usual comparison first, each opening its evidence."""
    told = [
        f"{markup.muted(row['grouping_name'])}　{evidence.of('indicator', row, row['detail'])}"
        + (f" {markup.chip(row['years_said'], 'medium')}" if formats.text(row["years_said"]) else "")
        for row in records(card.rows)
    ]
    return markup.listing(told) if told else markup.note("没有差得远、差得多、折合金额又大的指标。")


def said(rows: DataFrame, column: str) -> list[str]:
    """Values in the units of their indicators."""
    return [formats.measured(value, unit) for value, unit in zip(rows[column], rows["base_unit"], strict=True)]

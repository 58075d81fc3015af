"""What checks and formulas say of one report: the strip of its numbers, its findings, its rates worked out again."""

import streamlit as st
from pandas import DataFrame

from dashboard import evidence, filters, formats, markup
from dashboard.contents import PERCENT, QUOTE, STEP, TEXT, Card, Field
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, records

EXECUTION_RATES = ("budget_execution_rate", "budget_completion_rate", "expenditure_completion_rate")
VERDICT_TONES = {"不符": "high", "相符": "pass", "与所列算式相符": "pass", "按别的算法相符": "medium"}
RATES = (
    Field("比率", "title", TEXT),
    Field("部门自报", "claimed_text", QUOTE),
    Field("重算", "computed_pct", PERCENT),
    Field("相差百分点", "difference_points", STEP),
    Field("算法", "description", TEXT),
    Field("结论", "verdict", TEXT),
)
LEADS = (
    Field("结论", "outcome_name", TEXT),
    Field("程度", "severity_name", TEXT),
    Field("检查", "check_label", TEXT),
    Field("说明", "detail", QUOTE),
)


def headline_numbers(filing: Row, ledger: DataFrame, claims: DataFrame, leads: DataFrame) -> str:
    """The strip below the name."""
    own_year = ledger[(ledger["fiscal_year"] == filing["fiscal_year"]) & (ledger["breakdown"] == "")]
    tiles = [
        tile("决算支出", own_year, "expenditure", ("actual",)),
        execution_tile(claims),
        tile("“三公”经费", own_year, "three_public", ("actual", "", "budget")),
        tile("自评得分", own_year, "self_score", ("claimed",)),
        tile("自评等级", own_year, "self_grade", ("claimed",)),
    ]
    outcomes = [
        f"{name} {len(leads[leads['outcome'] == outcome])}"
        for outcome, name in (("uncertain", "存疑"), ("pass", "通过"))
    ]
    hits = markup.link(str(len(leads[leads["outcome"] == "hit"])), "findings", **filters.of_report(filing))
    return markup.tiles([*tiles, Tile("疑点", f"{hits}<small>条</small>", "，".join(outcomes))])


def tile(name: str, own_year: DataFrame, measure: str, stages: tuple[str, ...]) -> Tile:
    """A figure of the first stage that the report speaks of."""
    for stage in stages:
        found = own_year[(own_year["measure"] == measure) & (own_year["stage"] == stage)]
        if not found.empty:
            cell = records(found)[0]
            note = "" if cell["state"] == "stated" else cell["rule"]
            return Tile(name, evidence.printed(cell), note)
    return Tile(name, markup.muted(formats.MISSING), "报告里没有写")


def execution_tile(claims: DataFrame) -> Tile:
    """Spending against the budget, by the first formula that the report has the figures for."""
    for rate in EXECUTION_RATES:
        found = claims[(claims["rate"] == rate) & claims["computed_pct"].notna()]
        if not found.empty:
            claim = records(found)[0]
            claimed = formats.text(claim["claimed_text"])
            note = (
                f"自报 {claimed}，{claim['verdict']}"
                if claimed
                else f"没有以此名称自报，见比率核对；{claim['description']}"
            )
            return Tile(claim["label"], evidence.of("rate", claim, formats.percent(claim["computed_pct"])), note)
    return Tile("预算执行率", markup.muted(formats.MISSING), "报告里的数不够重算")


def show_findings(leads: DataFrame) -> Card:
    """The card of what the checks found; for the exports, the same as rows."""
    with st.container(border=True, key="card-findings"):
        st.html(markup.heading("疑点", "风险提示，不是问题认定；点句子看原文") + findings_list(leads))
    return Card("leads", "疑点", leads[leads["outcome"] != "pass"], LEADS, "targets.leads")


def show_rates(claims: DataFrame) -> Card:
    """The card of the rates that the report claims, and those that can be worked out all the same."""
    claimed, silent = claims[claims["claimed_text"].notna()], claims[claims["claimed_text"].isna()]
    with st.container(border=True, key="card-rates"):
        st.html(markup.heading("比率核对", "自报的与用报告自己的数重算的并列") + rates_table(claimed))
        if not silent.empty:
            st.html(markup.folded(f"没有自报、但可以算出的 {len(silent)} 项", rates_table(silent)))
    return Card("rates", "比率核对", claimed, RATES, "core.claims")


def points(leads: DataFrame) -> list[str]:
    """The findings in words, for paper."""
    return [f"{lead['check_label']}：{lead['detail']}" for lead in records(leads[leads["outcome"] == "hit"])]


def findings_list(leads: DataFrame) -> str:
    """What the checks found in this report, each sentence opening its evidence."""
    shown = leads[leads["outcome"] != "pass"]
    if shown.empty:
        return markup.note("各项检查没有发现疑点。没有写到的内容不在检查之内。")
    return markup.listing(
        f"{markup.chip(lead['severity_name'] if lead['outcome'] == 'hit' else '存疑', lead['severity'])} "
        f"{markup.muted(lead['check_label'])}　{evidence.of('finding', lead, lead['detail'])}"
        for lead in records(shown)
    )


def rates_table(claims: DataFrame) -> str:
    """What the department claims beside what its own figures give."""
    rows = [
        [
            markup.words(claim["title"]),
            evidence.of("rate", claim, formats.text(claim["claimed_text"]) or formats.MISSING),
            evidence.of("rate", claim, formats.percent(claim["computed_pct"])),
            markup.words(formats.points(claim["difference_points"])),
            f"{markup.words(formats.text(claim['description']))}　{markup.muted(formats.text(claim['arithmetic']))}",
            markup.chip(claim["verdict"], VERDICT_TONES.get(claim["verdict"], "")),
        ]
        for claim in records(claims)
    ]
    columns = [
        Column("比率"),
        Column("部门自报", is_number=True),
        Column("重算", is_number=True),
        Column("相差百分点", is_number=True),
        Column("算法与算式"),
        Column("结论"),
    ]
    return markup.table(columns, rows, "自报比率与重算")

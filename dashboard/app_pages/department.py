"""部门画像: one report of one department: every figure in it, its rates worked out again, and its findings."""

from functools import partial
from itertools import groupby

import streamlit as st
from pandas import DataFrame

from dashboard import cards, evidence, filters, formats, markup, standing
from dashboard.contents import NUMBER, PERCENT, QUOTE, TEXT, YEAR, Card, Field
from dashboard.exports.portrait import portrait
from dashboard.markup import Column, Tile
from dashboard.warehouse import Row, frame, records

STAGES = ("budget", "adjusted_budget", "actual", "opening", "closing", "claimed", "")
EXECUTION_RATES = ("budget_execution_rate", "budget_completion_rate", "expenditure_completion_rate")
VERDICT_TONES = {"不符": "high", "相符": "pass", "与所列算式相符": "pass", "按别的算法相符": "medium"}

# What of the page can be taken along.
FIGURES = (
    Field("类别", "topic", TEXT),
    Field("指标", "label", TEXT),
    Field("分项", "breakdown_label", TEXT),
    Field("年度", "fiscal_year", YEAR),
    Field("口径", "stage_label", TEXT),
    Field("报告写明", "reading", QUOTE),
)
RATES = (
    Field("比率", "title", TEXT),
    Field("部门自报", "claimed_text", QUOTE),
    Field("重算", "computed_pct", PERCENT),
    Field("相差百分点", "difference_points", NUMBER),
    Field("算法", "description", TEXT),
    Field("结论", "verdict", TEXT),
)
LEADS = (
    Field("结论", "outcome_name", TEXT),
    Field("程度", "severity_name", TEXT),
    Field("检查", "check_label", TEXT),
    Field("说明", "detail", QUOTE),
)


def choose_report() -> DataFrame:
    """The boxes at the top; the chosen report, or none."""
    where = filters.choose_jurisdiction().where
    filings = frame("core.filings", where, order=["department_name", "-fiscal_year", "source"])
    departments = list(dict.fromkeys(filings["department_name"]))
    department = filters.pick("部门", "department", departments, placeholder="输入部门名称查找")
    found = filings[filings["department_name"] == department]
    years = list(dict.fromkeys(formats.text(year) or filters.UNSTATED for year in found["fiscal_year"]))
    if years:
        year = filters.pick("年度", "fiscal_year", years)
        found = found[[(formats.text(about) or filters.UNSTATED) == year for about in found["fiscal_year"]]]
    if len(found) > 1:
        found = found[found["source"] == filters.pick("报告", "source", list(found["source"]))]
    return found


def invitation() -> str:
    """What stands here until a department is chosen."""
    filings = frame("core.filings", order=["department_name", "-fiscal_year"], limit=200)
    rows = [
        [
            filters.department_link(filing),
            markup.words(filing["jurisdiction_name"]),
            markup.words(filing["year_name"]),
            markup.words(filing["kind_name"]),
        ]
        for filing in records(filings)
    ]
    return markup.table([*map(Column, ("部门", "地区", "年度", "报告"))], rows, "可以看的部门")


def identity(filing: Row) -> dict[str, str]:
    """Who wrote this report, when, and where it was read from."""
    return {
        "地区": filing["jurisdiction_name"],
        "评价年度": filing["year_name"],
        "报告": filing["kind_name"],
        "范围": formats.text(filing["scope_name"]) or filters.UNSTATED,
        "填报日期": formats.day(filing["filed_on"]),
        "来源文件": filing["source"],
        "全文": "已载入" if filing["has_text"] else "未随数据提供，只有原句",
        "同组比较": formats.text(filing["peer_note"]) or f"{filing['peer_group']} {filing['peers_in_group']} 个部门",
    }


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
    """A figure as the report prints it, of the first stage that the report speaks of."""
    for stage in stages:
        found = own_year[(own_year["measure"] == measure) & (own_year["stage"] == stage)]
        if not found.empty:
            cell = records(found)[0]
            note = "" if cell["state"] == "stated" else cell["rule"]
            return Tile(name, evidence.of("figure", cell, cell["reading"], cell["state"]), note)
    return Tile(name, markup.muted(formats.MISSING), "报告里没有写")


def execution_tile(claims: DataFrame) -> Tile:
    """Spending against the budget, by the first formula that the report has the figures for."""
    for rate in EXECUTION_RATES:
        found = claims[(claims["rate"] == rate) & claims["computed_pct"].notna()]
        if not found.empty:
            claim = records(found)[0]
            claimed = formats.text(claim["claimed_text"])
            note = f"自报 {claimed}，{claim['verdict']}" if claimed else f"未自报；{claim['description']}"
            return Tile(claim["label"], evidence.of("rate", claim, formats.percent(claim["computed_pct"])), note)
    return Tile("预算执行率", markup.muted(formats.MISSING), "报告里的数不够重算")


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


def topic_table(topic: str, ledger: DataFrame, year: object) -> str:
    """The figures of one heading: a line for each measure, part and year, a column for each stage that occurs."""
    stages = [stage for stage in STAGES if stage in set(ledger["stage"])]
    labels = dict(zip(ledger["stage"], ledger["stage_label"], strict=True))
    rows = []
    for (_, label, breakdown, about), cells in groupby(records(ledger), key=line_of):
        name = markup.words(label) + (markup.muted(f"（{breakdown}）") if breakdown else "")
        if about != formats.text(year):
            name += " " + markup.chip(f"{about}年" if about else "年度不明")
        readings = {cell["stage"]: reading(cell) for cell in cells}
        rows.append([name, *(readings.get(stage, "") for stage in stages)])
    columns = [Column(topic), *(Column(labels[stage], is_number=True) for stage in stages)]
    return markup.table(columns, rows, f"{topic}：报告写明的数")


def score_sheet(items: list[Row]) -> str:
    """The sheet as the department filled it in; points that were lost stand out."""
    rows = [
        [
            markup.words(item["level1"]),
            markup.words(item["level2"]),
            markup.words(item["level3"]),
            markup.words(full_points(item)),
            markup.words(formats.number(item["self_points"]))
            + (" " + markup.chip("扣分", "medium") if loses_points(item) else ""),
            markup.words(item["standard"]),
            markup.words(item["deduction_reason"]),
        ]
        for item in items
    ]
    columns = [
        *map(Column, ("一级指标", "二级指标", "三级指标")),
        Column("分值", is_number=True),
        Column("自评得分", is_number=True),
        *map(Column, ("评分标准", "扣分原因")),
    ]
    return markup.table(columns, rows, "评分表")


def full_points(item: Row) -> str:
    """The points that an indicator has; one number printed over several stands with the first of them."""
    if not formats.is_missing(item["merged_points"]):
        return f"合并 {formats.number(item['merged_points'])}"
    return formats.UNKNOWN if formats.is_missing(item["full_points"]) else formats.number(item["full_points"])


def loses_points(item: Row) -> bool:
    """Whether an indicator was given fewer points than it has."""
    points = item["self_points"], item["full_points"]
    return not any(map(formats.is_missing, points)) and bool(points[0] < points[1])


def targets_table(targets: list[Row]) -> str:
    """What was to be reached, and what was reached, in the report's words."""
    rows = [[markup.words(target[name]) for name in ("indicator", "goal", "achieved")] for target in targets]
    return markup.table([*map(Column, ("绩效指标", "目标值", "完成值"))], rows, "绩效目标完成情况")


def passages(excerpts: list[Row]) -> str:
    """What the report admits, and what it will do about it, as it says it."""
    titles = {"problems": "存在问题", "improvements": "改进措施"}
    return "".join(
        f'<figure class="quote"><figcaption>{titles[excerpt["kind"]]}</figcaption>'
        f"<blockquote>{markup.words(excerpt['evidence'].strip())}</blockquote></figure>"
        for excerpt in excerpts
    )


def line_of(cell: Row) -> tuple[str, str, str, str]:
    """What stands on one line."""
    return cell["measure"], cell["label"], formats.text(cell["breakdown_label"]), formats.text(cell["fiscal_year"])


def reading(cell: Row) -> str:
    """A figure as the report prints it; what contradicts itself says so."""
    shown = evidence.of("figure", cell, cell["reading"], cell["state"])
    return shown + (" " + markup.chip("前后不一", "high") if cell["state"] == "conflicting" else "")


heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
with heading:
    st.title("部门画像", anchor=False)
    chosen = choose_report()
if chosen.empty:
    wanted = st.query_params.get("department")
    if wanted:
        st.warning(f"没有找到“{wanted}”：可能换了名称，或不在所选地区。请另选一个部门。")
    with st.container(border=True, key="card-departments"):
        st.html(markup.heading("先选一个部门", "在上面输入名称，或点下面的部门名") + invitation())
else:
    filing = records(chosen)[0]
    report, year = filing["report_id"], filing["fiscal_year"]
    ledger = frame(
        "core.ledger",
        report_id=report,
        order=["topic_position", "position", "label", "breakdown", "-fiscal_year", "stage"],
    )
    claims = frame("core.claims", report_id=report, order=["position", "label", "-fiscal_year"])
    leads = frame("targets.leads", report_id=report, order=["outcome_rank", "severity_rank", "check_name", "subject"])
    name, who = filing["department_name"], identity(filing)
    st.html(f'<h2 class="department">{markup.words(name)}</h2>{markup.properties(who)}')
    page = cards.Page(f"{name}{filing['year_name']}", heading, filters.chosen())
    line = standing.line_of(report)
    history = standing.history_of(line)
    if not history.empty:
        st.html(standing.years(history, year))
    st.html(headline_numbers(filing, ledger, claims, leads))
    if not history.empty:
        page.show(standing.history(history))
    with st.container(border=True, key="card-findings"):
        st.html(markup.heading("疑点", "风险提示，不是问题认定；点句子看原文") + findings_list(leads))
    if line:
        left, right = st.columns([3, 2])
        flags, neighbours = standing.flags(filing), standing.neighbours(filing)
        with left.container(border=True, height="stretch", key="card-flags"):
            st.html(markup.heading("离群提示", "风险提示，不是问题认定；点句子看原文") + standing.flags_list(flags))
        with right.container(border=True, height="stretch", key="card-neighbours"):
            st.html(markup.heading(neighbours.title, neighbours.aside))
            st.html(
                standing.neighbours_table(neighbours, filing, line)
                if len(neighbours.rows)
                else markup.note("没有写全人数、支出和项目支出，找不出相近的部门。")
            )
        page.show(standing.standing(filing))
        page.hold(flags)
        page.hold(neighbours)
    with st.container(border=True, key="card-rates"):
        stated, silent = claims[claims["claimed_text"].notna()], claims[claims["claimed_text"].isna()]
        st.html(markup.heading("比率核对", "自报的与用报告自己的数重算的并列") + rates_table(stated))
        if not silent.empty:
            st.html(markup.folded(f"没有自报、但可以算出的 {len(silent)} 项", rates_table(silent)))
    with st.container(border=True, key="card-figures"):
        topics = ledger[ledger["kind"] != "rate"].groupby("topic", sort=False)
        sections = "".join(f"<section>{topic_table(str(topic), figures, year)}</section>" for topic, figures in topics)
        st.html(
            markup.heading("报告里的数", "金额、人数照录原文；点数字看原句") + f'<div class="topics">{sections}</div>'
        )
    items = records(frame("staging.score_items", report_id=report, order=["item"]))
    targets = records(frame("staging.targets", report_id=report, order=["target"]))
    excerpts = records(frame("staging.excerpts", report_id=report, order=["excerpt"]))
    if items or targets or excerpts:
        with st.container(border=True, key="card-words"):
            st.html(markup.heading("评分表、目标和自述的问题", "照录报告原话"))
            for title, shown in (
                (f"评分表 {len(items)} 项", score_sheet(items) if items else ""),
                (f"绩效目标 {len(targets)} 项", targets_table(targets) if targets else ""),
                ("存在问题和改进措施", passages(excerpts)),
            ):
                if shown:
                    st.html(markup.folded(title, shown))
    told = leads[leads["outcome"] != "pass"]
    for card in (
        Card("leads", "疑点", told, LEADS, "targets.leads"),
        Card("rates", "比率核对", stated, RATES, "core.claims"),
        Card("figures", "报告里的数", ledger[ledger["kind"] != "rate"], FIGURES, "core.ledger"),
    ):
        page.hold(card)
    spoken = [f"{lead['check_label']}：{lead['detail']}" for lead in records(told[told["outcome"] == "hit"])]
    page.end({"部门画像": partial(portrait, identity=who, points=spoken)})

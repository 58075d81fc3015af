"""口径与术语: what measures, indicators, thresholds, rules, groupings and views are; thresholds can be changed."""

from functools import partial

import streamlit as st

from dashboard import amending, evidence, filters, formats, markup, meanings, standards, warehouse
from dashboard.markup import Column
from dashboard.warehouse import Row, frame, records

SCHEMAS = {
    "checks": "检查：一份报告与它自己对照",
    "benchmarks": "对标：一个部门与其他部门并列",
    "targets": "线索：汇总检查和对标",
    "core": "核心：从报告的数得出一个判断",
    "staging": "底层：报告写明的内容，换算成统一单位",
}
ENGLISH = "代码里的英文说明"

# The words that pages use for what they show.
WORDS = {
    "疑点 / 存疑 / 通过": "检查的三种结论：对不上；可能对不上，但凭报告不能断定；对得上。没写到的不检查，也不算通过。",
    "程度 高 / 中 / 低": "按差额和所涉数字的分量排列先后，不代表性质。一切结论都是风险提示，不是问题认定。",
    "缺": "报告里没有这个数。缺不是零，不参与任何计算。",
    "—": "报告里的数不够，或前后不一，算不出来。",
    "（空白）": "表格或文字里有这一栏，但没有填。",
    "（在……反映）": "报告写明由别的单位统一反映。",
    "（不涉及）": "报告写明没有这类事项。",
    "前后不一": "同一个数在报告里写成不同的值，全部列出，不作取舍，也不参与计算。",
    "重算": "用报告自己写的金额，按各种已知算法计算；容许的误差是末位数字的一半。",
    "同组": "同一地区、同一年度的部门；不足 5 个不作比较。",
}


def matches(search: str, *words: object) -> bool:
    """Whether what was searched for stands in any of the words."""
    return search.strip().casefold() in " ".join(map(str, words)).casefold()


def measures_table(glossary: list[Row]) -> str:
    """One line a measure."""
    rows = []
    for entry in glossary:
        made_of = [*formats.text(entry["sums"]).splitlines(), *formats.text(entry["formulas"]).splitlines()]
        rows.append(
            [
                f"<b>{markup.words(entry['label'])}</b><br>{markup.muted(entry['explanation'])}",
                markup.words("，".join(filter(None, (entry["kind_name"], entry["base_unit"])))),
                "<br>".join(map(markup.words, made_of)),
                markup.words("、".join(formats.items(entry["aliases"]))),
                markup.figure(formats.number(entry["reports"]), f"{evidence.MEASURE}~{entry['measure']}"),
            ]
        )
    columns = [
        Column("指标", width="29%"),
        Column("类型与单位", width="8%"),
        Column("构成与算法", width="27%"),
        Column("报告里又写作", width="29%"),
        Column("写到的报告", is_number=True, width="7%"),
    ]
    return markup.table(columns, rows, "指标口径")


def views_table(views: list[Row]) -> str:
    """One line a view, in the words stored in the database."""
    rows = []
    for view in views:
        title, explanation = meanings.chinese_of(view["comment"])
        english = view["comment"].partition("中文：")[0]
        rows.append(
            [
                f"<b>{markup.words(title or view['name'])}</b>",
                markup.words(explanation) + markup.folded(ENGLISH, markup.words(english)),
                markup.muted(view["name"]),
            ]
        )
    return markup.table([*map(Column, ("名称", "说明", "视图"))], rows, "视图")


with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
    st.title("口径与术语", anchor=False)
    search = filters.write("查找", "q", placeholder="指标、别名、算法、阈值、地区或检查的名称")
amending.show_answer()
stands_in = partial(matches, search)
glossary = frame("core.glossary", order=["topic_position", "position", "label"])
found = glossary[
    [
        matches(search, entry.label, entry.explanation, entry.measure, entry.aliases, entry.formulas, entry.sums)
        for entry in glossary.itertuples()
    ]
]
views = warehouse.views()
views = views[[matches(search, view.name, view.comment) for view in views.itertuples()]]
words = {word: meaning for word, meaning in WORDS.items() if matches(search, word, meaning)}
indicators = standards.indicators(stands_in)
thresholds = standards.thresholds(stands_in)
rubrics, items = standards.rubrics(stands_in)
groupings = standards.groupings(stands_in)
counts = {
    "指标": len(found),
    "对标指标": len(indicators),
    "阈值与权重": len(thresholds),
    "评分规则": len(rubrics) + len(items),
    "与谁比": len(groupings),
    "检查、对标和其他视图": len(views),
    "页面用语": len(words),
}
if not any(counts.values()):
    st.info(f"没有找到“{search}”。换个说法试试，例如“执行率”。")
labels = {name: f"{name}（{count}）" for name, count in counts.items()}
part = st.query_params.get("part", "")
filled = next((name for name, count in counts.items() if count), "指标") if search else "指标"
tabs = dict(zip(labels, st.tabs(list(labels.values()), default=labels.get(part, labels[filled])), strict=True))
with tabs["指标"]:
    for number, (topic, measures) in enumerate(found.groupby("topic", sort=False)):
        with st.container(border=True, key=f"card-topic-{number}"):
            st.html(markup.heading(str(topic), "点份数看原句") + measures_table(records(measures)))
with tabs["对标指标"]:
    standards.show_indicators(indicators)
with tabs["阈值与权重"]:
    standards.show_thresholds(thresholds)
with tabs["评分规则"]:
    standards.show_rubrics(rubrics, items)
with tabs["与谁比"]:
    standards.show_groupings(groupings)
with tabs["检查、对标和其他视图"]:
    for schema, title in SCHEMAS.items():
        listed = views[views["schema_name"] == schema]
        if not listed.empty:
            with st.container(border=True, key=f"card-{schema}"):
                st.html(markup.heading(title) + views_table(records(listed)))
with tabs["页面用语"], st.container(border=True, key="card-words"):
    rows = [[f"<b>{markup.words(word)}</b>", markup.words(meaning)] for word, meaning in words.items()]
    st.html(markup.table([*map(Column, ("用语", "意思"))], rows, "页面用语"))

"""趋势与离群: who stands far from the peers, by how much and for how long, and an indicator of all over the years."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from dashboard import cards, charts, evidence, filters, formats, markup
from dashboard.contents import AMOUNT, DEPARTMENT, TEXT, YEAR, Card, Field, kind_of
from dashboard.filters import Choice
from dashboard.warehouse import Row, frame, records

FLAGS, SERIES = "benchmarks.flags", "benchmarks.series"
COMPARED = ("rate", "share", "per_head", "change")
DRAWN = 40  # departments in the heat map
DISTANCE, VALUE = "离同组多远", "数值"
OPENS = ("indicator",)
EXACT_SHARE = "同组一半以上的部门数值相同（如都是 100%）时算不出离散程度，修正 z 值没有意义，改看与众不同的占多少。"
ORDER = ("verdict_rank", "-flagged_years", "-worse_years", "-money_yuan", "department", "-fiscal_year")

LISTED = (
    Field("部门", "department", DEPARTMENT),
    Field("年度", "fiscal_year", YEAR),
    Field("指标", "label", TEXT),
    Field("值", "value_said", TEXT, OPENS),
    Field("同组中位数", "median_said", TEXT),
    Field("差多远", "distance_said", TEXT),
    Field("差多少", "size_said", TEXT),
    Field("折合", "money_yuan", AMOUNT, note="偏离中位数的部分乘以分母", missing="算不出"),
    Field("连续几年", "years_said", TEXT, note="按同地区同年度的对比"),
    Field("结论", "verdict", TEXT),
)


def choose_indicator(flags: DataFrame) -> Row:
    """The box of what the pictures show: the indicator of the first of the list, until another is chosen."""
    known = {row["label"]: row for row in records(frame("staging.indicators", kind=list(COMPARED), order=["position"]))}
    flagged = [label for label in dict.fromkeys(flags["label"]) if label in known]
    label = filters.pick("指标", "indicator", list(dict.fromkeys([*flagged[:1], *known])))
    return known[str(label)]


def outliers_list(flags: DataFrame) -> Card:
    """The list, those that are worth a look first."""
    rows = flags.assign(
        value_said=list(map(formats.measured, flags["value"], flags["base_unit"])),
        median_said=list(map(formats.measured, flags["median"], flags["base_unit"])),
    )
    return Card(
        name="flags", title="离群提示", rows=rows,
        aside="风险提示，不是问题认定；差得远、差得多、折合金额大且偏向不利一侧才列为提示",
        fields=LISTED, view=FLAGS, shown=15, excluded="同组不足 5 个部门的不作比较",
    )  # fmt: skip


def first_lines(flags: DataFrame) -> str:
    """What is flagged, as sentences that open their evidence."""
    said = [
        f"{markup.chip('提示', 'high')} {filters.department_link(row)} {markup.muted(str(row['fiscal_year']))}　"
        f"{evidence.of('indicator', row, row['detail'])}"
        + (f" {markup.chip(row['years_said'], 'medium')}" if formats.text(row["years_said"]) else "")
        for row in records(flags[flags["is_flagged"]].head(3))
    ]
    return markup.listing(said) if said else markup.note("没有既差得远、又差得多、折合金额又大的；下面列的只是差得远。")


def heat_map(series: DataFrame, indicator: Row, is_distance: bool) -> Card:
    """Departments down, years across; those that are flagged longest on top, those that state nothing at the bottom."""
    label, kind = indicator["label"], kind_of(indicator["base_unit"])
    stated = set(series.loc[series["value"].notna(), "department"])
    names = sorted(dict.fromkeys(series["department"]), key=lambda name: name not in stated)
    rows = series[series["department"].isin(names[:DRAWN])]
    middle = 0.0 if is_distance or indicator["kind"] == "change" else None
    figure = partial(charts.heat_map,
        rows, "modified_z" if is_distance else "value", f"{label}{'的修正 z 值' if is_distance else ''}",
        "" if is_distance else kind, middle=middle, order=names[:DRAWN], breaks="break_note", mark="flag_mark",
        missing="distance_note" if is_distance else None, of=series, refer=opened,
    )  # fmt: skip
    cut = f"画前 {DRAWN} 个部门，其余请用地区缩小；" if len(names) > DRAWN else ""
    fields = (
        Field("部门", "department", TEXT),
        Field("年度", "fiscal_year", YEAR),
        Field(label, "value", kind, OPENS),
        Field("同组中位数", "median", kind, missing="不足 5 个，不算"),
        Field("修正 z 值", "z_said", TEXT),
        Field("说明", "remark", TEXT),
    )
    return Card(
        name="heat-map", title=f"{label}：部门 × 年度", rows=series.assign(z_said=distances(series)), fields=fields,
        aside=f"{cut}▲ ▼ 为离群提示；{indicator['formula']}", figure=figure, alt=f"各部门逐年的{label}", view=SERIES,
        counted="value", excluded="同组不足 5 个部门的没有距离",
    )  # fmt: skip


def distances(rows: DataFrame) -> list[str]:
    """How far each value is, or why that cannot be said."""
    return [
        formats.text(note) if formats.is_missing(distance) else f"{distance:+.1f}".replace("-", "−")
        for distance, note in zip(rows["modified_z"], rows["distance_note"], strict=True)
    ]


def spread(series: DataFrame, indicator: Row, choice: Choice) -> Card:
    """Every department as a dot: a strip a year, or a strip a place where several places are shown."""
    label, kind = indicator["label"], kind_of(indicator["base_unit"])
    years = [str(year) for year in sorted(series["fiscal_year"].unique())]
    is_one_place = series["jurisdiction"].nunique() == 1
    year = choice.fiscal_year if choice.fiscal_year in years else years[-1]
    is_cut = not is_one_place or choice.fiscal_year in years
    rows = series[series["fiscal_year"] == int(year)] if is_cut else series
    by = "fiscal_year" if is_one_place else "jurisdiction"
    figure = partial(charts.strip, rows, "value", label, kind, by=by, flag="is_flagged", refer=opened)
    fields = (
        Field("部门", "department", TEXT), Field("地区", "jurisdiction", TEXT), Field("年度", "fiscal_year", YEAR),
        Field(label, "value", kind, OPENS), Field("说明", "remark", TEXT),
    )  # fmt: skip
    return Card(
        name="spread", title=f"{label}：分布" + (f"（{year} 年度）" if is_cut else ""), rows=rows, fields=fields,
        view=SERIES, aside="一点一个部门，菱形为离群提示", figure=figure, alt=f"{label}的分布", counted="value",
    )  # fmt: skip


def opened(row: Row, _: str = "") -> str:
    """What a click on a mark opens."""
    return "" if formats.is_missing(row["value"]) else evidence.reference("indicator", row)


page = cards.begin("趋势与离群", view=FLAGS)
choice = page.choice
flags = frame(FLAGS, choice.where, order=ORDER, limit=cards.MOST_ROWS)
left, right = st.columns([2, 1])
with left:
    indicator = choose_indicator(flags)
with right:
    is_distance = filters.pick_one("热力图的颜色", "colour", [DISTANCE, VALUE]) == DISTANCE
with st.container(border=True, key="card-first"):
    st.html(markup.heading("先看这几条", "风险提示，不是问题认定") + first_lines(flags))
    if (flags["rule"] == "exact_share").any():
        st.html(markup.folded("有的指标为什么不用修正 z 值", markup.note(EXACT_SHARE)))
where = Choice(choice.jurisdiction, further=choice.further).where
series = frame(
    SERIES, where, indicator=indicator["indicator"],
    order=["-flagged_years", "jurisdiction", "line_label", "fiscal_year"], limit=cards.MOST_ROWS,
)  # fmt: skip
series = series.assign(department_then=series["department"], department=series["line_label"])
if series["value"].isna().all():
    st.info(f"这里没有部门写出算“{indicator['label']}”要用的数，请换一个指标。")
else:
    page.show(heat_map(series, indicator, is_distance))
    page.show(spread(series, indicator, choice))
page.show(outliers_list(flags))
page.end()

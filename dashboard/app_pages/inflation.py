"""自评虚高: how the scores crowd, what the report's own figures bear out, how they moved, and what reviews found."""

from functools import partial

import streamlit as st
from pandas import DataFrame
from plotly.graph_objects import Figure

from dashboard import cards, charts, evidence, filters, formats, markup
from dashboard.cards import DRAWN, opener
from dashboard.charts.dumbbells import DIAMOND, FILLED
from dashboard.contents import COUNT, DEPARTMENT, PERCENT, POINTS, TEXT, YEAR, Card, Field
from dashboard.filters import ALL
from dashboard.markup import Tile
from dashboard.warehouse import Row, frame, records

WHOLE = "上面的数、得分的分布和秩相关是这个地区全部部门的；职能、层级、规模只筛其余的图和表。"
PLACES = 6  # of which what a distribution means is said in words
FIRST = "预算执行率"  # the rate that the scores are held against unless another is chosen
VIEW = "benchmarks.score_inflation"
SCORE, SCORES = ("figure", "self_score", "claimed"), ("measure", "self_score")
SUPPORT = {
    "supported": "supported_points",
    "contradicted": "contradicted_points",
    "unsupported": "unsupported_points",
}
REVIEWED = {"review_score": ("复核得分", FILLED), "self_score": ("自评得分", DIAMOND)}

WHO = (Field("部门", "department", DEPARTMENT), Field("年度", "fiscal_year", YEAR))
OWN = Field("自评得分", "self_score", POINTS, SCORE)
COUNTS = (
    Field("分数", "label", TEXT),
    Field("部门数", "departments", COUNT, SCORES),
    Field("从", "from_points", POINTS),
    Field("到", "to_points", POINTS),
)
DISTRIBUTIONS = (
    Field("地区", "jurisdiction", TEXT),
    Field("年度", "fiscal_year", YEAR),
    Field("写明得分的", "scored", COUNT, SCORES),
    Field("部门", "departments", COUNT, SCORES),
    Field("满分", "at_ceiling", COUNT, SCORES),
    Field("满分占比", "share_at_ceiling_pct", PERCENT, SCORES, missing="不足 5 个"),
    Field("最高等级占比", "share_in_top_grade_pct", PERCENT, SCORES, missing="不算"),
    Field("中位数", "median_score", POINTS, SCORES),
    Field("刚过等级线", "just_above", COUNT, SCORES, missing="没有等级线"),
    Field("差一点没过", "just_below", COUNT, SCORES, missing="没有等级线"),
)
SUPPORTED = (
    *WHO,
    OWN,
    Field("有数支持", "supported_points", POINTS, SCORE, missing="算不出"),
    Field("与数矛盾", "contradicted_points", POINTS, SCORE, missing="算不出"),
    Field("报告里没有数", "unsupported_points", POINTS, SCORE, missing="算不出"),
    Field("与数矛盾的指标", "contradicted_indicators", TEXT),
)
RESCORED = (
    *WHO,
    OWN,
    Field("重算最低", "least_score", POINTS, SCORE, "没有数支持的分全部不给", missing="算不出"),
    Field("重算最高", "most_score", POINTS, SCORE, "没有数支持的分全部给足", missing="算不出"),
    Field("矛盾的指标", "contradictions", COUNT, SCORE),
)
PAIRS = (
    *WHO,
    OWN,
    Field("比率", "label", TEXT),
    Field("数值", "value_pct", PERCENT, ("rate", "{rate}")),
)
CORRELATIONS = (
    Field("地区", "jurisdiction", TEXT),
    Field("年度", "fiscal_year", YEAR),
    Field("比率", "label", TEXT),
    Field("部门数", "peers", COUNT, ("page", "address")),
    Field("得分高的，数据也好吗", "said", TEXT),
)
MOVED = (
    *WHO,
    OWN,
    Field("比上年", "score_change", POINTS, SCORE),
    Field("变差的比率", "worse_figures", COUNT),
    Field("变好的比率", "better_figures", COUNT),
    Field("变差的是", "worse_figures_text", TEXT),
)
REVIEWS = (
    *WHO,
    OWN,
    Field("复核得分", "review_score", POINTS, note="来自复核记录；没有的，取报告里写的复核得分"),
    Field("自评高出", "self_minus_review", POINTS, SCORE),
    Field("该部门平均高出", "department_deviation", POINTS, note="复核少的，向本地区平均收缩", missing="—"),
    Field("该部门复核次数", "department_reviews", COUNT, missing="—"),
    Field("该年度平均高出", "year_deviation", POINTS, note="复核少的，向本地区平均收缩", missing="—"),
    Field("该年度复核数", "year_reviews", COUNT, missing="—"),
    Field("本地区平均高出", "place_deviation", POINTS, missing="—"),
    Field("本地区复核数", "place_reviews", COUNT, missing="—"),
)


def headline_numbers(total: Row) -> str:
    """The strip at the top."""
    return markup.tiles(
        Tile(name, markup.figure(formats.number(value), evidence.SCORES) + f"<small>{unit}</small>", note)
        for name, value, unit, note in (
            ("写明自评得分", total["scored"], "份", f"共 {total['reports']} 份报告"),
            ("满分", total["at_ceiling"], "份", "100 分"),
            ("95 分及以上", total["at_95_or_more"], "份", "离满分不到 5 分，或满分"),
            ("最低", total["lowest_score"], "分", "给自己打得最低的"),
        )
    )


def meanings(distributions: list[Row]) -> str:
    """What the scores of each place and year say, in words that open them."""
    return markup.listing(
        f"{markup.words(found['jurisdiction'])} {found['fiscal_year']}年："
        f"{markup.figure(found['said'], evidence.SCORES)}。"
        for found in distributions
    )


def agreement(correlations: list[Row]) -> str:
    """Whether higher scores go with better figures, place by place."""
    return markup.listing(
        markup.words(f"{found['jurisdiction']}，{found['peers']} 个部门：{found['said']}。") for found in correlations
    )


def ceilings(distributions: DataFrame, places: list[str]) -> Figure:
    """The picture of how many gave themselves full marks, place by place and year by year."""
    rows = distributions[distributions["jurisdiction"].isin(places)]
    return charts.heat_map(
        rows.assign(department=rows["jurisdiction"], silence="不足 5 个"), "share_at_ceiling_pct", "满分占比",
        missing="silence", note="满分的部门占写明得分的百分之几",
    )  # fmt: skip


def agreements(correlations: DataFrame, label: str) -> Figure:
    """The picture of the rank correlations of a year: of all rates in one place, or of one rate in several."""
    is_one_place = correlations["jurisdiction"].nunique() == 1
    rows = correlations if is_one_place else correlations[correlations["label"] == label]
    return charts.intervals(
        rows.head(DRAWN), "label" if is_one_place else "jurisdiction", "agreement", ("agreement_low", "agreement_high"),
        kind="", beside=0, note=f"{'' if is_one_place else f'{label}；'}线段是偶然也会有的范围，跨过 0 的看不出关系",
    )  # fmt: skip


def pairs_of(correlation: Row) -> str:
    """The picture of the departments behind a rank correlation."""
    place, year = correlation["jurisdiction"], correlation["fiscal_year"]
    return markup.address("inflation", jurisdiction=place, fiscal_year=year, rate=correlation["label"])


page = cards.begin("自评虚高", VIEW)
choice = page.choice
rows = frame(
    VIEW, choice.where, order=["-fiscal_year", "-contradicted_points", "-unsupported_points", "department"],
    limit=cards.MOST_ROWS,
)  # fmt: skip
if rows.empty:
    st.info(filters.nothing_to_compare(choice))
else:
    latest = records(rows.head(1))[0]["fiscal_year"]
    place = {"jurisdiction": ALL, **choice.place}
    totals = frame("targets.overview", jurisdiction=choice.jurisdiction, fiscal_year=choice.fiscal_year)
    st.html(headline_numbers(records(totals)[0]))
    if choice.fiscal_year == ALL:
        st.html(markup.note(f"没有选年度：图里是最近的 {latest} 年，表和导出是全部年度。"))
    if choice.further:
        st.html(markup.note(WHOLE))
    counts = frame("benchmarks.score_counts", place, fiscal_year=latest, order=["-from_points"])
    distributions = frame("benchmarks.score_distribution", choice.place, order=["-fiscal_year", "-scored"])
    recent = distributions[distributions["fiscal_year"] == latest].head(PLACES)
    with st.container(border=True, key="card-said"):
        st.html(markup.heading("分数说明什么", "风险提示，不是问题认定") + meanings(records(recent)))
    page.show(
        Card(
            name="counts", title=f"{latest}年的自评得分", aside="每半分一档有几个部门", rows=counts, fields=COUNTS,
            view="benchmarks.score_counts", measures=["self_score"], is_beside=True, alt="每半分一档有几个部门",
            figure=partial(charts.histogram, counts), excluded="没有写明得分的部门",
        )
    )  # fmt: skip
    page.show(
        Card(
            name="distributions", title="各地区、各年度的得分", rows=distributions, fields=DISTRIBUTIONS,
            view="benchmarks.score_distribution", measures=["self_score", "self_grade"], shown=6,
            aside="满分的部门占百分之几", alt="各地区、各年度满分的部门占比",
            figure=partial(ceilings, distributions, list(recent["jurisdiction"])),
        )
    )  # fmt: skip
    filed = rows[rows["fiscal_year"] == latest]
    rescored = filed[filed["least_score"].notna()].head(DRAWN)
    page.show(
        Card(
            name="support", title="分数站得住吗", aside="风险提示，不是问题认定；与数矛盾最多的在前", rows=rows,
            fields=SUPPORTED, view=VIEW, measures=["self_score"], counted="least_score",
            figure=None if rescored.empty else partial(charts.support, rescored, SUPPORT, opener(SUPPORTED), of=filed),
            alt="各部门自评得分中有数支持、与数矛盾和报告里没有数的分",
            excluded="没有评分表、所在地区也没有评分办法的，没法重算",
        )
    )  # fmt: skip
    page.show(
        Card(
            name="rescored", title="自评与重算", aside="重算是一个区间：没有数支持的分，既不能给也不能扣", rows=rows,
            fields=RESCORED, view=VIEW, measures=["self_score"], counted="least_score",
            figure=None if rescored.empty else partial(charts.rescoring,
                rescored, ("self_score", "least_score", "most_score"), opener(RESCORED), of=filed
            ),
            alt="各部门的自评得分与重算区间",
        )
    )  # fmt: skip
    correlations = frame(
        "benchmarks.score_rank_correlation", choice.place, order=["-fiscal_year", "-peers", "label"],
        limit=cards.MOST_ROWS,
    )  # fmt: skip
    if not correlations.empty:
        with st.container(horizontal=True, vertical_alignment="bottom", key="figures"):
            labels = sorted(set(correlations["label"]), key=lambda label: (label != FIRST, label))
            label = filters.pick("与哪项数据比", "rate", labels)
            marked = filters.pick("标出部门", "department", sorted(set(rows["department"])), placeholder="不标")
        pairs = frame(
            "core.score_pairs", choice.where, label=label, order=["-fiscal_year", "-self_score"], limit=cards.MOST_ROWS
        )
        paired = pairs[pairs["fiscal_year"] == latest]
        about = correlations[(correlations["fiscal_year"] == latest) & (correlations["label"] == label)]
        st.html(agreement(records(about)))
        page.show(
            Card(
                name="figures", title=f"得分与{label}", aside="分高的，数据也好吗", rows=pairs, fields=PAIRS,
                view="core.score_pairs", measures=["self_score"], counted="value_pct", roster=rows,
                figure=partial(charts.scatter,
                    paired, ("self_score", "自评得分", "分"),
                    ("value_pct", str(label), "%"), of=charts.among(paired, filed),
                    marked=[marked] if marked else [], refer=opener(PAIRS),
                ),
                alt=f"自评得分与{label}",
            )
        )  # fmt: skip
        page.show(
            Card(
                name="correlations", title="得分与各项数据的秩相关", fields=CORRELATIONS,
                rows=correlations.assign(address=[pairs_of(row) for row in records(correlations)]),
                view="benchmarks.score_rank_correlation", shown=8, aside="1 为完全一致，0 为无关，−1 为完全相反",
                figure=partial(agreements, correlations[correlations["fiscal_year"] == latest], str(label)),
                alt=f"{latest}年自评得分与各项数据的秩相关",
            )
        )  # fmt: skip
    page.show(
        Card(
            name="moved", title="分数升、数据差", aside="风险提示，不是问题认定", fields=MOVED, view=VIEW,
            rows=rows[rows["rises_while_figures_fall"].eq(True)], measures=["self_score"],
            excluded="没有上年报告的部门",
        )
    )  # fmt: skip
    reviewed = rows[rows["review_score"].notna()]
    if reviewed.empty:
        with st.container(border=True, key="card-reviews"):
            st.html(markup.heading("自评与复核"))
            st.info("这个地区和年度还没有复核得分。录入复核之后，这里对照自评高出多少分。")
    else:
        page.show(
            Card(
                name="reviews", title="自评与复核", aside="平均值向本地区收缩，并写明有几次复核", rows=reviewed,
                fields=REVIEWS, view=VIEW, measures=["self_score", "review_score"], counted="review_score",
                roster=rows,
                figure=partial(charts.dumbbell, reviewed.head(DRAWN), REVIEWED, opener(REVIEWS), kind="分", of=rows),
                alt="各部门的自评得分与复核得分",
            )
        )  # fmt: skip
page.end()

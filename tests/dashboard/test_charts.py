from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard import charts
from dashboard.charts import style, tallies

SPENDING = pd.DataFrame(
    {
        "department": ["市教育局", "市民政局", "市民政局"],
        "fiscal_year": [2020, 2020, 2020],
        "budget_yuan": [38301100.0, None, None],
        "adjusted_budget_yuan": [None, None, None],
        "actual_yuan": [42769100.0, 3980000.0, None],
    }
)
SCORES = pd.DataFrame(
    {"department": ["市教育局", "市民政局"], "fiscal_year": [2020, 2021], "self_score": [100.0, None]}
)
# Six departments over three years; one has no 2021.
YEARS = pd.DataFrame(
    [
        {
            "department": f"{name}局",
            "fiscal_year": year,
            "rate_pct": None if (name, year) == ("丙", 2021) else 90.0 + 3 * index + year - 2020,
            "median_pct": 97.0,
            "spent_yuan": 1e6 * 10**index,
            "break_note": "机构改革" if (name, year) == ("乙", 2021) else None,
        }
        for index, name in enumerate("甲乙丙丁戊己")
        for year in (2020, 2021, 2022)
    ]
)
RATE, SPENT = ("rate_pct", "执行率", "%"), ("spent_yuan", "决算支出", "amount")
POINTS = pd.DataFrame(
    {"department": ["甲局", "乙局"], "yes": [60.0, 80.0], "no": [10.0, None], "silent": [30.0, 20.0], "own": [100, 99]}
)


def refer(row: Mapping[str, Any], column: str) -> str:
    return f"{row['department']}/{column}"


def trace(figure: Any, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


def note(figure: Any) -> str:
    """What the picture says of itself."""
    (said,) = [annotation.text for annotation in figure.layout.annotations if annotation.name == "note"]
    return str(said)


EVERY = {
    "spending": lambda rows: charts.spending(rows, refer),
    "scores": lambda rows: charts.scores(rows.assign(self_score=rows["rate_pct"]), refer),
    "strip": lambda rows: charts.strip(rows, *RATE, marked=["甲局"], refer=refer),
    "heat_map": lambda rows: charts.heat_map(rows, *RATE, middle=100, refer=refer),
    "small_multiples": lambda rows: charts.small_multiples(rows, *RATE, median="median_pct", refer=refer),
    "profiles": lambda rows: charts.profiles(
        rows.assign(label="执行率", kind_shown="%", lower_quartile=95, median=96, upper_quartile=99), "rate_pct", refer=refer),
    "scatter": lambda rows: charts.scatter(rows, SPENT, RATE, marked=["甲局"], refer=refer),
    "funnel": lambda rows: charts.funnel(rows, SPENT, RATE, centre="median_pct", refer=refer),
    "composition": lambda rows: charts.composition(rows, {"spent_yuan": "甲", "more_yuan": "乙"}, refer),
    "support": lambda rows: charts.support(rows, dict.fromkeys(("supported",), "rate_pct") | {
        "contradicted": "median_pct", "unsupported": "more_yuan"}, refer),
    "rescoring": lambda rows: charts.rescoring(rows, ("rate_pct", "median_pct", "spent_yuan"), refer),
}  # fmt: skip
ROWS = YEARS.assign(more_yuan=1e5, budget_yuan=2e6, adjusted_budget_yuan=None, actual_yuan=1e6)


@pytest.mark.parametrize("name", EVERY)
def test_every_picture_says_how_many_departments_it_shows_and_lacks(name: str) -> None:
    assert "6 个部门" in note(EVERY[name](ROWS))
    assert "缺 0 个" in note(EVERY[name](ROWS))


@pytest.mark.parametrize("name", EVERY)
def test_nothing_to_draw_is_no_error(name: str) -> None:
    assert "0 个部门，缺 0 个" in note(EVERY[name](ROWS.head(0)))
    silent = ROWS.assign(**dict.fromkeys(("rate_pct", "spent_yuan", "more_yuan", "median_pct"), float("nan")))
    EVERY[name](silent.assign(budget_yuan=None, actual_yuan=None))


@pytest.mark.parametrize("name", EVERY)
def test_some_mark_of_every_picture_opens_something(name: str) -> None:
    opened = [str(trace.customdata) for trace in EVERY[name](ROWS).data if trace.customdata is not None]
    assert any("甲局/" in words for words in opened)


@pytest.mark.parametrize("name", EVERY)
def test_no_picture_speaks_english(name: str) -> None:
    figure = EVERY[name](ROWS)
    assert not [trace for trace in figure.data if "trace " in str(trace.name)]
    unsaid = [
        trace for trace in figure.data if trace.hoverinfo != "skip" and "<extra></extra>" not in trace.hovertemplate
    ]
    assert unsaid == []


def test_spending_is_drawn_in_its_unit_and_says_what_it_lacks() -> None:
    figure = charts.spending(SPENDING, refer)
    assert list(trace(figure, "决算支出").x[:2]) == [4276.91, 398.0]
    assert figure.layout.xaxis.ticksuffix == " 万元"
    assert note(figure) == "年初预算 1 个部门，缺 1 个；调整预算 0 个部门，缺 2 个；决算支出 2 个部门，缺 0 个"


def test_a_band_is_interrupted_where_the_peers_are_too_few() -> None:
    rows = YEARS[YEARS["department"] == "甲局"].assign(low=[95.0, None, 96.0], high=[99.0, None, 98.0])
    figure = charts.small_multiples(rows, *RATE, band=("low", "high"))
    bands = [list(band.x) for band in figure.data if band.name == "同组四分位之间"]
    assert bands == [[2020, 2020], [2022, 2022]]


def test_profiles_have_a_scale_each_and_say_what_does_not_compare() -> None:
    rows = YEARS.assign(median=96.0, lower_quartile=95.0, upper_quartile=99.0)
    both = pd.concat([
        rows.assign(label="执行率", kind_shown="%", value=rows["rate_pct"]),
        rows.assign(label="支出", kind_shown="amount", value=rows["spent_yuan"], median=None),
    ])  # fmt: skip
    figure = charts.profiles(both, "value", refer=refer)
    assert (figure.layout.yaxis.ticksuffix, figure.layout.yaxis2.ticksuffix) == ("%", " 亿元")
    assert "2 项；6 个部门" in note(figure)
    assert "机构改革" in trace(figure, "口径中断").text


def test_a_heat_map_says_why_a_cell_is_empty_and_marks_breaks_and_flags() -> None:
    rows = YEARS.assign(note="数不全", sign=["▲"] + [None] * 17).drop(index=17)
    figure = charts.heat_map(rows, *RATE, breaks="break_note", mark="sign", missing="note")
    assert figure.data[0].text[0][0] == "▲ 90.0"
    assert sorted(figure.data[1].text) == ["数不全", "无报告"]
    assert "机构改革" in figure.data[0].hovertext[1][1]
    assert len(figure.layout.shapes) == 1 and "橙色竖线" in note(figure)


def test_flagged_dots_stand_out() -> None:
    figure = charts.strip(YEARS.assign(is_far=[True] + [False] * 17), *RATE, flag="is_far")
    assert list(trace(figure, "离群提示").x) == [90.0]


def test_large_amounts_are_counted_in_larger_units() -> None:
    figure = charts.spending(SPENDING.assign(actual_yuan=[2.5e9, 1e9, None]), refer)
    assert figure.layout.xaxis.ticksuffix == " 亿元"
    assert trace(figure, "决算支出").x[0] == 25
    assert trace(figure, "决算支出").text[0] == "25.0亿元"


def test_every_mark_knows_what_its_click_opens() -> None:
    assert trace(charts.spending(SPENDING, refer), "年初预算").customdata[0] == ["市教育局/budget_yuan"]
    assert charts.scores(SCORES, refer).data[0].customdata[1] == ["市民政局/self_score"]


def test_two_reports_of_one_department_are_two_lines_and_one_year_goes_without_saying() -> None:
    assert style.names(SPENDING) == ["市教育局", "市民政局", "市民政局（2）"]
    assert style.names(SCORES) == ["市教育局 2020", "市民政局 2021"]


def test_departments_of_one_name_in_two_places_are_two() -> None:
    rows = pd.DataFrame({"department": ["教育局"] * 3, "jurisdiction": ["甲", "乙", "乙"], "value": [1.0, None, 2.0]})
    assert charts.counted(rows, "value") == "2 个部门，缺 0 个"
    assert charts.counted(rows.assign(value=[1.0, None, None]), "value") == "1 个部门，缺 1 个"
    assert charts.counted(rows.assign(value=1.0), "value") == "2 个部门（3 份报告），缺 0 个"


def test_missing_scores_are_counted_and_not_drawn_as_zero() -> None:
    figure = charts.scores(SCORES, refer)
    assert note(figure).startswith("自评得分 1 个部门，缺 1 个")
    assert pd.isna(figure.data[0].x[1])


def test_a_low_score_is_in_the_picture() -> None:
    assert charts.scores(SCORES.assign(self_score=[60.0, 100.0]), refer).layout.xaxis.range[0] == 55


def test_a_department_keeps_its_colour_and_symbol_in_every_picture() -> None:
    shade = charts.colour("甲局")
    assert trace(charts.strip(YEARS, *RATE, marked=["甲局"]), "甲局").marker.color == shade
    assert trace(charts.scatter(YEARS, SPENT, RATE, marked=["甲局"]), "甲局").marker.color == shade
    assert trace(charts.small_multiples(YEARS, *RATE), "甲局").line.color == shade
    assert {charts.colour(f"{number}局") for number in range(99)} == set(style.COLOURS)
    assert len({(charts.colour(f"{number}局"), style.symbol(f"{number}局")) for number in range(999)}) == 40


def test_the_chosen_department_stands_out_from_the_others() -> None:
    figure = charts.strip(YEARS, *RATE, marked=["甲局"])
    chosen, others = trace(figure, "甲局"), trace(figure, "其他部门")
    assert len(chosen.x) == 3 and len(others.x) == 15
    assert chosen.marker.size > others.marker.size


def test_median_and_quartiles_are_drawn_of_five_departments_or_more() -> None:
    figure = charts.strip(YEARS, *RATE)
    assert trace(figure, "中位数").x[0] == 99.5  # of 2022, the last year, on top … 92, 95, 98, 101, 104, 107
    assert note(charts.strip(YEARS.head(12), *RATE)).endswith("2020、2021、2022 不足 5 个，不画中位数")


def test_a_missing_cell_says_so_and_a_number_far_out_leaves_the_others_their_colours() -> None:
    figure = charts.heat_map(YEARS, *RATE, middle=100)
    cells, gaps = figure.data
    assert cells.z[2][1] is None and cells.text[0][0] == "90.0"
    assert list(gaps.text) == ["缺"] and (list(gaps.x), list(gaps.y)) == (["2021"], ["丙局"])
    assert 100 - cells.zmin == cells.zmax - 100
    assert "以 100% 为界" in note(figure)


def test_a_line_stops_where_a_year_is_missing_and_a_break_is_marked() -> None:
    figure = charts.small_multiples(YEARS, *RATE, breaks="break_note")
    assert pd.isna(trace(figure, "丙局").y[1]) and not trace(figure, "丙局").connectgaps
    mark = trace(figure, "口径中断")
    assert list(mark.x) == [2020.5, 2020.5] and mark.text[0] == "机构改革"
    assert mark.showlegend


def test_the_waterfall_says_what_grew_and_what_is_missing() -> None:
    steps = pd.DataFrame(
        [
            ("上年", 1.2e6, True),
            ("公车", 1.8e5, False),
            ("接待", -3e4, False),
            ("出国", None, False),
            ("本年", 1.35e6, True),
        ],
        columns=["label", "change_yuan", "is_total"],
    )
    figure = charts.waterfall(steps)
    assert list(figure.data[0].text) == ["120.0万元", "+18.0万元", "−3.0万元", "缺", "135.0万元"]
    assert list(figure.data[0].measure) == ["absolute", "relative", "relative", "relative", "absolute"]
    assert note(figure).endswith("缺 出国")


def test_points_are_told_apart_by_pattern_as_well_as_by_colour() -> None:
    figure = charts.support(POINTS, {"supported": "yes", "contradicted": "no", "unsupported": "silent"})
    looks = {(bar.marker.color, bar.marker.pattern.shape) for bar in figure.data}
    assert len(looks) == 3 and len({shape for _, shape in looks}) == 3
    assert [bar.name for bar in figure.data] == ["有数支持", "与数矛盾", "报告里没有数"]


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_knows_whether_anything_is_drawn(name: str) -> None:
    assert not charts.is_empty(EVERY[name](ROWS))
    assert charts.is_empty(EVERY[name](ROWS.head(0)))


def test_what_is_far_out_stands_at_the_edge_and_says_how_much_it_is() -> None:
    figure = charts.strip(YEARS.assign(rate_pct=[1000.0, *range(17)]), *RATE, most=200)
    (dots,) = [drawn for drawn in figure.data if drawn.name == "其他部门"]
    assert max(dots.x) == 200 and "1,000.0%" in dots.text
    assert "超过 200.0% 的 1 个画在右边线上" in note(figure)


def test_full_marks_and_edges_of_grades_stand_out_among_the_scores() -> None:
    counts = pd.DataFrame(
        {
            "from_points": [90.0, 98.5, 100.0], "departments": [3, 2, 4], "label": ["甲", "乙", "满分"],
            "is_edge": [True, False, False], "scored": 9, "missing": 1,
        }
    )  # fmt: skip
    figure = charts.histogram(counts)
    assert note(figure) == "9 个部门，缺 1 个；每半分一档，满分单列"
    assert list(trace(figure, "满分").y) == [4] and list(trace(figure, "从等级线起的半分").y) == [3]
    assert len({bars.marker.pattern.shape for bars in figure.data}) == 3, "told apart without colour"
    assert "0 个部门，缺 0 个" in note(charts.histogram(counts.head(0)))


def test_rates_that_lie_together_are_told_apart_and_amounts_begin_at_nothing() -> None:
    points: Mapping[str, tuple[str, Mapping[str, Any]]] = {"rate_pct": ("自报", {}), "median_pct": ("重算", {})}
    assert charts.dumbbell(YEARS, points, kind="%").layout.xaxis.rangemode == "normal"
    assert charts.spending(SPENDING).layout.xaxis.rangemode == "tozero"


def test_a_picture_wears_the_colours_of_its_page() -> None:
    figure = charts.heat_map(YEARS, *RATE, middle=100)
    light, dark = charts.dressed(figure, charts.LIGHT), charts.dressed(figure, charts.DARK)
    assert light.layout.template.layout.paper_bgcolor != dark.layout.template.layout.paper_bgcolor
    assert light.data[0].colorscale != dark.data[0].colorscale
    assert figure.data[0].colorscale is None, "the picture itself is left as it was"


def test_the_words_of_the_tool_bar_are_chinese_and_come_along() -> None:
    config = style.config("预算执行")
    words = config["locales"][config["locale"]]["dictionary"]
    assert words["Download plot as a PNG"] == "下载图片（PNG）"
    assert config["toImageButtonOptions"]["filename"] == "预算执行"


def test_a_cell_of_a_heat_map_can_be_clicked() -> None:
    figure = charts.heat_map(YEARS, *RATE, refer=refer)
    marks = figure.data[-1]
    assert ["甲局/rate_pct"] in [list(opened) for opened in marks.customdata]
    assert marks.marker.opacity == 0 and len(marks.x) == len(YEARS)
    assert len(charts.heat_map(YEARS, *RATE).data) == 2, "nothing to open, nothing to click"


def test_findings_are_stacked_by_severity_with_most_on_top() -> None:
    counts = pd.DataFrame(
        [("少", "few", "low", 1), ("多", "many", "high", 2), ("多", "many", "low", 3)],
        columns=["check_label", "check_name", "severity", "entries"],
    )
    figure = charts.findings(counts, "3 类", lambda row, column: f"{row['check_label']}/{column}")
    assert [bar.name for bar in figure.data] == ["高", "中", "低"]
    assert list(figure.data[0].y) == ["多", "少"]
    assert figure.data[0].customdata[0][0] == "多/high"
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 3, "told apart without colour"
    assert note(figure) == "3 类"


def test_bars_follow_one_another_where_one_of_them_is_none() -> None:
    rows = pd.DataFrame({"label": ["甲"], "came": [3], "stayed": [0], "went": [2]})
    figure = charts.tally(rows, "label", tallies.MOVES, "个", "部门数")
    assert [float(bar.x[0]) for bar in figure.data] == [3, 0, 2], "a gap would lay them over one another"
    assert figure.layout.barmode == "relative"


def test_what_is_missing_takes_no_room_in_a_bar_and_many_parts_are_told_apart() -> None:
    parts = {f"part{number}": f"第{number}项" for number in range(9)}
    rows = pd.DataFrame([{"department": "甲局", **dict.fromkeys(parts, 1.0), "part3": None}])
    figure = charts.composition(rows, parts, refer, "分")
    assert list(trace(figure, "第3项").x) == [None] and list(trace(figure, "第4项").x) == [1.0]
    assert len({(bar.marker.color, bar.marker.pattern.shape) for bar in figure.data}) == 9


def test_an_interval_reaches_from_its_lower_to_its_upper_end() -> None:
    rows = pd.DataFrame([{"arm_name": "随机", "rate": 25.0, "low": 10.0, "high": 55.0}])
    figure = charts.intervals(rows, "arm_name", "rate", ("low", "high"), note="线段为 95% 区间", beside=30)
    (dots,) = figure.data
    assert (dots.error_x.array[0], dots.error_x.arrayminus[0], dots.text[0]) == (30, 15, "25.0%（10.0% 至 55.0%）")
    assert note(figure) == "线段为 95% 区间"


def test_a_picture_counts_all_departments_and_not_only_those_that_it_draws() -> None:
    names = [f"部门{number}" for number in range(20)]
    rows = pd.DataFrame(
        {"department": names, "jurisdiction": "某市", "self_score": [95.0] * 17 + [None] * 3, "rate": [90.0] * 20}
    )
    drawn = charts.scores(rows.head(12), of=rows)
    assert "17 个部门，缺 3 个" in str(drawn.layout.annotations[0].text)
    pairs = rows[rows["self_score"].notna()]  # a view of pairs has no row for who lacks one of the two
    figure = charts.scatter(
        pairs, ("self_score", "自评得分", "分"), ("rate", "执行率", "%"), of=charts.among(pairs, rows)
    )
    assert "17 个部门，缺 3 个" in str(figure.layout.annotations[-1].text)

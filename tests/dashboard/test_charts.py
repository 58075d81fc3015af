from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard import charts

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


def refer(row: Mapping[str, Any], column: str) -> str:
    return f"{row['department']}/{column}"


def trace(figure: Any, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


def test_spending_is_drawn_in_its_unit_and_says_what_it_lacks() -> None:
    figure = charts.spending(SPENDING, refer)
    assert list(trace(figure, "决算支出").x[:2]) == [4276.91, 398.0]
    assert figure.layout.xaxis.ticksuffix == " 万元"
    assert figure.layout.annotations[0].text == "年初预算 1 份，缺 2 份；调整预算 0 份，缺 3 份；决算支出 2 份，缺 1 份"


def test_large_amounts_are_counted_in_larger_units() -> None:
    figure = charts.spending(SPENDING.assign(actual_yuan=[2.5e9, 1e9, None]), refer)
    assert figure.layout.xaxis.ticksuffix == " 亿元"
    assert trace(figure, "决算支出").x[0] == 25


def test_every_mark_knows_what_its_click_opens() -> None:
    assert trace(charts.spending(SPENDING, refer), "年初预算").customdata[0] == ["市教育局/budget_yuan"]
    assert charts.scores(SCORES, refer).data[0].customdata[1] == ["市民政局/self_score"]


def test_two_reports_of_one_department_are_two_lines() -> None:
    assert list(trace(charts.spending(SPENDING, refer), "决算支出").y) == [
        "市教育局 2020",
        "市民政局 2020",
        "市民政局 2020（2）",
    ]


def test_missing_scores_are_counted_and_not_drawn_as_zero() -> None:
    figure = charts.scores(SCORES, refer)
    assert figure.layout.annotations[0].text.startswith("自评得分 1 份，缺 1 份")
    assert pd.isna(figure.data[0].x[1])


def test_a_low_score_is_in_the_picture() -> None:
    assert charts.scores(SCORES.assign(self_score=[60.0, 100.0]), refer).layout.xaxis.range[0] == 55


@pytest.mark.parametrize("column", ["budget_yuan", "actual_yuan"])
def test_nothing_to_draw_is_no_error(column: str) -> None:
    charts.spending(SPENDING.head(0), refer)
    charts.spending(SPENDING.assign(**dict.fromkeys(charts.SPENDING)), refer)
    charts.scores(SCORES.head(0), refer)


def test_a_department_keeps_its_colour() -> None:
    assert charts.colour("市教育局") == charts.colour("市教育局")
    assert charts.scores(SCORES, refer).data[0].marker.color[0] == charts.colour("市教育局")

from datetime import datetime

import pandas as pd
import pytest

from dashboard import formats


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        (42769100.0, "4,276.91万元"),
        (223.53, "223.53元"),
        (0, "0元"),
        (-131_900.0, "−13.19万元"),
        (4700, "0.47万元"),
        (-400.0, "−0.04万元"),
        (999_999_999_999.99, "100,000,000.00万元"),
        (123_456_789_012.3, "12,345,678.90万元"),
        (10_050.0, "1.01万元"),
        (None, "缺"),
        (float("nan"), "缺"),
        (pd.NA, "缺"),
    ],
)
def test_amounts_read_as_reports_print_them(yuan: float | None, text: str) -> None:
    assert formats.amount(yuan) == text


def test_rates_and_differences() -> None:
    assert (formats.percent(97.0239), formats.percent(1025.6), formats.percent(None)) == ("97.02%", "1,025.60%", "—")
    assert (formats.points(-0.0874), formats.points(0.001), formats.points(5), formats.points(None)) == (
        "−0.09",
        "0.00",
        "+5.00",
        "",
    )


@pytest.mark.parametrize(
    ("value", "text"), [(98.0, "98"), (96.50, "96.5"), (100, "100"), (1234, "1,234"), (0.0, "0"), (None, "缺")]
)
def test_counts_and_scores_have_no_needless_zeros(value: float | None, text: str) -> None:
    assert formats.number(value) == text


def test_what_is_small_is_said_in_the_unit_of_its_neighbours_where_that_is_exact() -> None:
    assert [formats.short_amount(yuan) for yuan in (42_769_100, 2300, 300.5, 2.5e9)] == [
        "4,276.9万元",
        "0.2万元",
        "300.5元",
        "25.0亿元",
    ]
    assert [formats.per_head(yuan) for yuan in (1600, 2642.78, 184_300)] == ["1,600.00元", "2,642.78元", "18.43万元"]
    assert (formats.change(-0.82, "%"), formats.change(1600, "元/人"), formats.change(None, "%")) == (
        "−0.82 个百分点",
        "1,600.00元/人",
        "—",
    )


def test_dates() -> None:
    assert (formats.day(pd.Timestamp("2021-06-10")), formats.day(pd.NaT)) == ("2021-06-10", "未写明")
    assert formats.minute(datetime(2026, 11, 21, 8, 5)) == "2026-11-21 08:05"


def test_words_that_are_not_there_are_empty() -> None:
    assert (formats.text(None), formats.text(float("nan")), formats.text("优")) == ("", "", "优")
    assert (formats.items(None), formats.items(["甲", "乙"])) == ([], ["甲", "乙"])

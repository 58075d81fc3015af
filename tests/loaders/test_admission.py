"""What the door of the warehouse refuses, and in what words."""

from decimal import Decimal

import pytest

from loaders import vocabulary
from loaders.admission import RefusedError, admit, number
from loaders.models import Fact, Formula, Place, Report, ScoreItem
from tests.loaders.records import TEXT, fact, place, report

WORDS = vocabulary.load()
SPENT = "支出决算为398万元"


def spending(value: str = "398", **more: object) -> Fact:
    return fact("expenditure", "actual", value, SPENT, **more)


def at(start: int, end: int, evidence: str) -> Fact:
    return spending().model_copy(update={"places": (Place(start=start, end=end, evidence=evidence),)})


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (report(fiscal_year=20200), "20200"),
        (report(facts=(spending(fiscal_year=202),)), "202"),
        (report(facts=(fact("spending", "actual", "398", SPENT),)), "没有“spending”这个指标"),
        (report(facts=(spending("三百九十八"),)), "“三百九十八”不是数"),
        (report(facts=(spending("NaN"),)), "“NaN”不是数"),
        (report(facts=(spending("1" + "0" * 20),)), "太大"),
        (report(facts=(at(0, 2, "山城"),)), "原文 0–2 处是“海城”，不是“山城”"),
        (report(facts=(at(0, 6, "海城"),)), "位置按字符数"),
        (report(facts=(at(len(TEXT), len(TEXT) + 2, "海城"),)), "海城"),
        (report(text=None, facts=(at(5, 5 + len("海城".encode()), "海城"),)), "位置按字符数"),
        (
            report(score_items=(ScoreItem(level3="执行率", place=Place(start=0, end=2, evidence="山城")),)),
            "第 1 行评分（执行率）",
        ),
        (report(score_items=(ScoreItem(level3="执行率", full_points=Decimal(10**6), place=place("海城")),)), "太大"),
    ],
)
def test_what_does_not_fit_is_refused(odd: Report, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        admit(odd, WORDS)


def test_a_bound_too_large_for_the_table_is_refused() -> None:
    wild = Formula(printed="398/0.00", low=Decimal(10**20), high=Decimal(10**21))
    with pytest.raises(RefusedError, match="太大"):
        admit(report(facts=(spending().model_copy(update={"formula": wild}),)), WORDS)


def test_a_good_report_goes_through_as_it_is() -> None:
    good = report()
    assert admit(good, WORDS) is good


def test_places_count_characters_beyond_the_basic_plane() -> None:
    text = "𠮷城支出决算为398万元"
    good = report(text=text, facts=(fact("expenditure", "actual", "398", SPENT, text),))
    assert admit(good, WORDS) == good


def test_a_fact_printed_twice_is_joined_with_what_each_place_adds() -> None:
    formula = Formula(printed="398/410.5", low=Decimal("96.8"), high=Decimal("97.1"))
    rate = fact("expenditure_completion_rate", "claimed", "96.95", SPENT, unit="%")
    again = rate.model_copy(update={"formula": formula, "places": (place("支出预算为410.5万元"), *rate.places)})
    (joined,) = admit(report(facts=(rate, again)), WORDS).facts

    assert joined.formula == formula
    assert joined.places == (place(SPENT), place("支出预算为410.5万元"))


def test_two_values_of_one_figure_stay_two_facts() -> None:
    assert len(admit(report(facts=(spending("398"), spending("398.0"), spending("399"))), WORDS).facts) == 3


@pytest.mark.parametrize(("printed", "value"), [("398", 398), ("-5.2", Decimal("-5.2")), ("优秀", None), ("inf", None)])
def test_a_number_is_what_the_text_prints(printed: str, value: Decimal | None) -> None:
    assert number(printed) == value

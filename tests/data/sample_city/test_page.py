from dataclasses import replace
from decimal import Decimal

import pytest

from data.sample_city.filing import Slip
from data.sample_city.page import Cell, Fact, Page, Said, Table
from tests.data.sample_city.plans import NAMES, drafts, plan

FILING = drafts(plan(first_year=2021, last_year=2021))[0]


@pytest.fixture
def page() -> Page:
    values = {
        "expenditure.actual": Decimal("4276.91"),
        "three_public.actual@-1": Decimal("6.25"),
        "three_public_change_rate.claimed": Decimal("-8.62"),
        "procurement_execution_rate.claimed": Decimal("100.00"),
        "staff_quota[institution].actual": Decimal(4),
        "overseas_travel.actual": Decimal(0),
    }
    page = Page(replace(FILING, values=values, slips={}), NAMES, "万元", {"we": "我局", "year": "2021"})
    page.has_commas, page.is_trimmed, page.gap, page.percent = True, False, "", "%"
    return page


def test_a_sentence_remembers_what_it_states(page: Page) -> None:
    said = page.say("{year}年{we}基本平稳。决算总支出为{expenditure.actual}，较为合理。")

    assert said.text == "2021年我局基本平稳。决算总支出为4,276.91万元，较为合理。"
    assert said.facts == (
        Fact(2021, "expenditure", "", "actual", "4276.91", "万元", "stated", "决算总支出为4,276.91万元，较为合理"),
    )


@pytest.mark.parametrize(
    ("template", "text", "value", "year"),
    [
        ("{three_public.actual@-1}", "6.25万元", "6.25", 2020),
        ("{expenditure.actual!bare}", "4,276.91", "4276.91", 2021),
        ("{three_public_change_rate.claimed!change}", "下降8.62%", "-8.62", 2021),
        ("{procurement_execution_rate.claimed}", "100%", "100", 2021),
        ("{procurement_execution_rate.claimed!full}", "100%", "100", 2021),
        ("未发生出国费{overseas_travel.actual!none}", "未发生出国费", "0", 2021),
    ],
)
def test_a_figure_is_printed_in_its_manner(page: Page, template: str, text: str, value: str, year: int) -> None:
    said = page.say(template)
    assert said.text == text
    assert [(fact.value, fact.fiscal_year) for fact in said.facts] == [(value, year)]


def test_what_has_no_number_is_remembered_too(page: Page) -> None:
    (blank,) = page.say("{three_public.actual!blank}").facts
    (elsewhere,) = page.say("统一反映在某局。{three_public.any!elsewhere}").facts
    assert (blank.disclosure, blank.stage, blank.value) == ("blank", "actual", "")
    assert (elsewhere.disclosure, elsewhere.stage, elsewhere.evidence) == ("reported_elsewhere", "", "统一反映在某局")


def test_a_measure_goes_by_one_of_its_names(page: Page) -> None:
    assert page.say("{operating_expenditure}").text in NAMES["operating_expenditure"]
    assert page.say("{operating_expenditure}") == page.say("{operating_expenditure}")


def test_a_slip_is_a_fact_as_printed_and_a_fault(page: Page) -> None:
    page.filing.slips["expenditure.actual"] = Slip("conflicting_figures", "4276.91 → 5", Decimal(5), only=2)

    first, second = page.say("支出{expenditure.actual}"), page.say("支出{expenditure.actual}")
    assert (first.faults, second.text) == ((), "支出5.00万元")
    assert [(fault.kind, fault.words) for fault in second.faults] == [("conflicting_figures", "支出5.00万元")]


def test_a_wrong_unit_is_kept_as_printed(page: Page) -> None:
    page.filing.slips["expenditure.actual"] = Slip("unit_mismatch", "万元 → 元", unit="元")
    said = page.say("支出{expenditure.actual}")
    assert said.text == "支出4,276.91元"
    assert said.facts[0].unit == "元"


def test_only_what_stands_on_the_page_is_kept(page: Page) -> None:
    page.say("支出{expenditure.actual}")
    assert page.facts == []
    page.paragraph("支出{expenditure.actual}。")
    page.table([["支出", "{expenditure.actual!bare}"]])
    assert [fact.evidence for fact in page.facts] == ["支出4,276.91万元", "支出 | 4,276.91"]


def test_covered_places_are_skipped() -> None:
    table = Table(
        (
            (Cell(Said("机构"), rows=2), Cell(Said("其中："), columns=2)),
            (Cell(Said("人员")), Cell(Said("公用"))),
        )
    )
    assert [(row, column, cell.text) for row, column, cell in table.placed()] == [
        (0, 0, "机构"), (0, 1, "其中："), (1, 1, "人员"), (1, 2, "公用"),
    ]  # fmt: skip
    assert table.width == 3

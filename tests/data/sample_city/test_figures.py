from decimal import Decimal

import pytest

from data.sample_city.city import departments
from data.sample_city.figures import RATES, Year, evaluate, history, rates
from loaders import vocabulary
from tests.data.sample_city.plans import plan

CITY = plan(departments=40)
YEARS = [year for department in departments(CITY) for year in history(department, CITY)]
SUMS = [
    *(
        (f"expenditure.{stage}", (f"basic_expenditure.{stage}", f"project_expenditure.{stage}"))
        for stage in ("budget", "adjusted_budget", "actual")
    ),
    *(
        (f"basic_expenditure.{stage}", (f"personnel_expenditure.{stage}", f"operating_expenditure.{stage}"))
        for stage in ("budget", "adjusted_budget", "actual")
    ),
    *(
        (f"three_public.{stage}", (f"official_reception.{stage}", f"vehicle.{stage}", f"overseas_travel.{stage}"))
        for stage in ("budget", "actual")
    ),
    ("vehicle.actual", ("vehicle_operation.actual", "vehicle_purchase.actual")),
    ("personnel_expenditure.actual", ("wages_and_benefits.actual", "individual_and_family_subsidy.actual")),
    ("operating_expenditure.actual", ("goods_and_services.actual", "capital_expenditure.actual")),
    ("fixed_assets.actual", ("fixed_assets[in_use].actual", "fixed_assets[leased].actual")),
    ("staff_total.actual", ("staff_on_post.actual", "staff_retired.actual")),
    ("revenue_grand_total.actual", ("revenue.actual", "carryover.opening")),
    ("expenditure_grand_total.actual", ("expenditure.actual", "carryover.closing")),
    ("expenditure_grand_total.actual", ("revenue_grand_total.actual",)),
]


@pytest.mark.parametrize(("whole", "parts"), SUMS, ids=lambda name: name if isinstance(name, str) else "")
def test_a_total_is_the_sum_of_its_parts_to_the_cent(whole: str, parts: tuple[str, ...]) -> None:
    for year in YEARS:
        assert year.values[whole] == sum(year.values[part] for part in parts)


def test_what_is_left_is_what_was_there_and_came_less_what_went() -> None:
    for year in YEARS:
        assert year.values["carryover.closing"] == evaluate(
            "carryover.opening + revenue.actual - expenditure.actual", year.values
        )


def test_a_year_opens_with_what_the_year_before_left() -> None:
    for department in departments(CITY):
        before: Year | None = None
        for year in history(department, CITY):
            if before:
                assert year.values["carryover.opening"] == before.values["carryover.closing"]
                assert year.values["treasury_carryover.opening"] == before.values["treasury_carryover.closing"]
                assert year.values["three_public.actual@-1"] == before.values["three_public.actual"]
            before = year


def test_nothing_is_negative_or_finer_than_a_cent() -> None:
    for year in YEARS:
        for key, value in year.values.items():
            assert value == value.quantize(Decimal("0.01"))
            assert value >= 0 or key.startswith(
                ("surplus", "revenue_deviation", "treasury_carryover_change", "three_pub")
            )


def test_nobody_spends_more_than_the_adjusted_budget() -> None:
    assert all(year.values["expenditure.actual"] <= year.values["expenditure.adjusted_budget"] for year in YEARS)


def test_rates_are_rounded_half_up() -> None:
    found = rates({"procurement.actual": Decimal("0.01"), "procurement.budget": Decimal(80)})
    assert found == {"procurement_execution_rate.claimed": Decimal("0.01")}
    found = rates({"procurement.actual": Decimal("97.125"), "procurement.budget": Decimal(100)})
    assert found == {"procurement_execution_rate.claimed": Decimal("97.13")}


def test_rates_are_computed_as_the_vocabulary_has_them() -> None:
    known = vocabulary.load().measures
    for name, (numerator, denominator) in RATES.items():
        formulas = [
            tuple(
                sorted(
                    ("-" if term.sign < 0 else "+")
                    + term.measure
                    + (f"[{term.breakdown}]" if term.breakdown else "")
                    + f".{term.stage}"
                    + ("@-1" if term.year_offset else "")
                    for term in terms
                )
                for terms in (formula.numerator, formula.denominator)
            )
            for formula in known[name].formulas
        ]
        ours = tuple(
            sorted(sign + key for sign, key in zip(terms[::2], terms[1::2], strict=True))
            for terms in (f"+ {numerator}".split(), f"+ {denominator}".split())
        )
        assert ours in formulas, name


def test_three_public_expenses_fall_more_often_than_they_rise() -> None:
    changes = [year.values["three_public_change_rate.claimed"] for year in YEARS]
    assert 0 < sum(change > 0 for change in changes) < sum(change < 0 for change in changes)

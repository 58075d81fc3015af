"""A department's years → its figures: amounts in 万元 with two decimals, counts, rates in percent, true quality.

Totals are sums of their parts, what is left over is what came in less what went out, and a year opens with what the
year before left. Keys are those of the vocabulary's formulas: `three_public.actual`, `staff_quota[institution].actual`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.sample_city.chance import CENT, Chance
from data.sample_city.city import Department, Plan

Values = dict[str, Decimal]

ZERO, ONE, HUNDRED, TENTH = Decimal(0), Decimal(1), Decimal(100), Decimal("0.1")
SCALE = {"small": Decimal("0.55"), "medium": ONE, "large": Decimal("1.6")}

# Each rate in percent: what is divided by what. The year before is @-1.
RATES: Mapping[str, tuple[str, str]] = {
    "budget_execution_rate": ("expenditure.actual", "expenditure.adjusted_budget"),
    "basic_execution_rate": ("basic_expenditure.actual", "basic_expenditure.adjusted_budget"),
    "project_execution_rate": ("project_expenditure.actual", "project_expenditure.adjusted_budget"),
    "expenditure_completion_rate": ("expenditure.actual", "revenue.actual + carryover.opening"),
    "revenue_deviation_rate": ("revenue.actual - revenue.budget", "revenue.budget"),
    "carryover_rate": ("carryover.closing", "revenue.actual + carryover.opening"),
    "treasury_carryover_change_rate": (
        "treasury_carryover.closing - treasury_carryover.opening",
        "treasury_carryover.opening",
    ),
    "procurement_execution_rate": ("procurement.actual", "procurement.budget"),
    "operating_control_rate": ("operating_expenditure.actual", "operating_expenditure.budget"),
    "three_public_control_rate": ("three_public.actual", "three_public.budget"),
    "three_public_change_rate": ("three_public.actual - three_public.actual@-1", "three_public.actual@-1"),
    "fixed_assets_utilisation_rate": ("fixed_assets[in_use].actual", "fixed_assets.actual"),
    "staffing_control_rate": ("staff_on_post.actual", "staff_quota.actual"),
    "basic_expenditure_share": ("basic_expenditure.actual", "expenditure.actual"),
    "project_expenditure_share": ("project_expenditure.actual", "expenditure.actual"),
}


@dataclass(frozen=True)
class Year:
    """What is true of one department in one year. `values` holds last year's figures too, as `…@-1`."""

    year: int
    values: Mapping[str, Decimal]
    quality: int


def history(department: Department, plan: Plan) -> Iterator[Year]:
    """Every year in which the department existed, one after the other."""
    first = max(plan.first_year, department.spells[0].first_year or 0)
    scale, before = SCALE[department.size], None
    for year in range(first - 1, plan.last_year + 1):
        if department.ends is not None and year > department.ends:
            return
        if department.absorbs_after == year - 1:
            scale *= Decimal("1.4")
        chance = department.chance.at("year", year)
        # One year more than there is, so that the first one has a year before it.
        values = _amounts(department, chance, scale, before, is_last=department.ends == year)
        if before is not None:
            values |= {f"{key}@-1": value for key, value in before.items() if "@" not in key}
        values |= rates(values)
        values |= _surveys(chance)
        if before is not None:
            yield Year(year, values, _quality(department, chance, values))
        before = {key: value for key, value in values.items() if not key.endswith("@-1")}


def rates(values: Mapping[str, Decimal]) -> Values:
    """Every rate that can be computed, in percent with two decimals, rounded half up."""
    found: Values = {}
    for name, (above, below) in RATES.items():
        numerator, denominator = evaluate(above, values), evaluate(below, values)
        if numerator is not None and denominator:
            found[f"{name}.claimed"] = rounded(HUNDRED * numerator / denominator)
    return found


def evaluate(expression: str, values: Mapping[str, Decimal]) -> Decimal | None:
    """`revenue.actual - revenue.budget`; None where a term is not known."""
    terms = f"+ {expression}".split()
    found = [(sign, values.get(key)) for sign, key in zip(terms[::2], terms[1::2], strict=True)]
    if any(value is None for _, value in found):
        return None
    return sum(((ONE if sign == "+" else -ONE) * (value or ZERO) for sign, value in found), ZERO)


def rounded(value: Decimal, step: Decimal = CENT) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)


def _amounts(department: Department, chance: Chance, scale: Decimal, before: Values | None, is_last: bool) -> Values:
    values = _staff(department, chance, scale, before)
    heads = values["staff_on_post.actual"]
    values |= _spending(department, chance, heads, before)
    values |= _stocks(chance, values, before, is_last)
    values |= _three_public(department, chance, heads, before)
    values |= _procurement(chance, values)
    values |= _assets(chance, heads, before)
    values["project_count.actual"] = Decimal(chance.between(4, 26, "project count"))
    values["petition_count.actual"] = Decimal(chance.pick((0, 0, 0, 1, 2, 3), "petitions"))
    values["satisfaction_rate.claimed"] = chance.decimal("93.0", "99.8", "satisfaction", step=TENTH)
    return values


def _surveys(chance: Chance) -> Values:
    return {"target_completion_rate.claimed": chance.pick((HUNDRED, HUNDRED, Decimal("98.5"), Decimal(96)), "targets")}


def _staff(department: Department, chance: Chance, scale: Decimal, before: Values | None) -> Values:
    low, high = department.profile["staff"]
    steady = department.chance
    heads = int(scale * steady.between(low, high, "heads"))
    support = steady.between(0, 3, "support")
    institution = heads * steady.between(10, 40, "institution") // 100
    quota = {"administrative": heads - institution, "institution": institution, "administrative_support": support}
    values: Values = {}
    for post, number in quota.items():
        values[f"staff_quota[{post}].actual"] = Decimal(number)
        vacant = chance.between(0, max(1, number // 10), "vacant", post) if number > 3 else 0
        values[f"staff_on_post[{post}].actual"] = Decimal(number - vacant)
    for measure in ("staff_quota", "staff_on_post"):
        values[f"{measure}.actual"] = sum((values[f"{measure}[{post}].actual"] for post in quota), ZERO)
    former = before["staff_retired.actual"] if before else Decimal(heads * steady.between(20, 70, "retired") // 100)
    values["staff_retired.actual"] = former + chance.between(0, 2, "retiring")
    values["staff_total.actual"] = values["staff_on_post.actual"] + values["staff_retired.actual"]
    values["staff_contract.actual"] = Decimal(chance.between(1, max(2, heads // 8), "contract"))
    return values


def _spending(department: Department, chance: Chance, heads: Decimal, before: Values | None) -> Values:
    """The budget grows from last year's; money comes on top towards the end of the year and is mostly spent."""
    values: Values = {}
    steady = department.chance
    growth = chance.decimal("0.98", "1.07", "growth")
    low, high = department.profile["project"]
    if before is None:
        personnel = rounded(heads * steady.decimal("11.00", "17.00", "pay"))
        operating = rounded(heads * steady.decimal("1.80", "3.60", "running"))
        project = rounded(heads * steady.decimal(str(low), str(high), "project"))
    else:
        kinds = ("personnel_expenditure", "operating_expenditure", "project_expenditure")
        grown = heads / before["staff_on_post.actual"]
        personnel, operating, project = (rounded(before[f"{kind}.budget"] * growth * grown) for kind in kinds)
    wanted = {
        "personnel_expenditure": (personnel, ("1.00", "1.05"), ("0.980", "1.000")),
        "operating_expenditure": (operating, ("1.00", "1.01"), ("0.900", "0.990")),
        "project_expenditure": (project, ("1.01", "1.22"), ("0.900", "0.998")),
    }
    for kind, (budget, rush, spent) in wanted.items():
        adjusted = rounded(budget * chance.decimal(*rush, "rush", kind))
        values[f"{kind}.budget"] = budget
        values[f"{kind}.adjusted_budget"] = adjusted
        actual = adjusted * chance.decimal(*spent, "spent", kind, step=Decimal("0.001"))
        if kind == "operating_expenditure" and chance.happens(Decimal("0.9"), "frugal"):
            actual = min(actual, budget)
        values[f"{kind}.actual"] = rounded(actual)
    for stage in ("budget", "adjusted_budget", "actual"):
        basic = values[f"personnel_expenditure.{stage}"] + values[f"operating_expenditure.{stage}"]
        values[f"basic_expenditure.{stage}"] = basic
        values[f"expenditure.{stage}"] = basic + values[f"project_expenditure.{stage}"]
    subsidy = rounded(values["personnel_expenditure.actual"] * chance.decimal("0.03", "0.16", "subsidy"))
    capital = rounded(values["operating_expenditure.actual"] * chance.decimal("0.02", "0.12", "capital"))
    values["individual_and_family_subsidy.actual"] = subsidy
    values["wages_and_benefits.actual"] = values["personnel_expenditure.actual"] - subsidy
    values["capital_expenditure.actual"] = capital
    values["goods_and_services.actual"] = values["operating_expenditure.actual"] - capital
    for name, most in (("meeting_expense", "0.60"), ("training_expense", "0.90")):
        values[f"{name}.actual"] = rounded(
            chance.decimal("0.05", most, name) * values["goods_and_services.actual"] / 20
        )
    return values


def _stocks(chance: Chance, values: Values, before: Values | None, is_last: bool) -> Values:
    """What was there at the start, plus revenue, less expenditure, is what is left: to the cent."""
    adjusted, spent = values["expenditure.adjusted_budget"], values["expenditure.actual"]
    opening = before["carryover.closing"] if before else rounded(adjusted / 40)
    treasury = before["treasury_carryover.closing"] if before else rounded(opening / 3)
    revenue = adjusted - opening
    if is_last:  # who ends gives back what is left
        revenue = spent - opening
    closing = opening + revenue - spent
    other = rounded(revenue * chance.pick((ZERO, ZERO, Decimal("0.01"), Decimal("0.03")), "other revenue"))
    return {
        "carryover.opening": opening,
        "carryover.closing": closing,
        "revenue.budget": values["expenditure.budget"],
        "revenue.actual": revenue,
        "surplus.actual": revenue - spent,
        "fiscal_appropriation.actual": revenue - other,
        "revenue_grand_total.actual": opening + revenue,
        "expenditure_grand_total.actual": spent + closing,
        "treasury_carryover.opening": treasury,
        "treasury_carryover.closing": rounded(closing * chance.decimal("0.10", "0.60", "treasury")),
    }


def _three_public(department: Department, chance: Chance, heads: Decimal, before: Values | None) -> Values:
    """Less every year, with a rebound now and then; a car is bought in some years only."""
    steady = department.chance
    trend = chance.decimal("0.82", "0.99", "decline")
    if chance.happens(Decimal("0.18"), "rebound"):
        trend = chance.decimal("1.02", "1.30", "rebound by")
    if before is None:
        reception = rounded(heads * steady.decimal("0.05", "0.22", "reception"))
        operation = rounded(heads * steady.decimal("0.08", "0.25", "cars"))
    else:
        reception = rounded(before["official_reception.actual"] * trend)
        operation = rounded(before["vehicle_operation.actual"] * trend)
    buys = chance.happens(Decimal("0.08"), "buys a car")
    travels = chance.happens(Decimal("0.12"), "travels")
    actual = {
        "official_reception": max(reception, Decimal("0.20")),
        "vehicle_operation": max(operation, Decimal("0.50")),
        "vehicle_purchase": chance.decimal("12.00", "24.00", "car") if buys else ZERO,
        "overseas_travel": chance.decimal("2.00", "9.00", "travel") if travels else ZERO,
    }
    values: Values = {}
    for name, spent in actual.items():
        values[f"{name}.actual"] = spent
        values[f"{name}.budget"] = rounded(spent * chance.decimal("1.00", "1.40", "planned", name))
    for stage in ("budget", "actual"):
        vehicle = values[f"vehicle_operation.{stage}"] + values[f"vehicle_purchase.{stage}"]
        values[f"vehicle.{stage}"] = vehicle
        values[f"three_public.{stage}"] = (
            vehicle + values[f"official_reception.{stage}"] + values[f"overseas_travel.{stage}"]
        )
    values["vehicle_count.actual"] = Decimal(steady.between(1, 3 + int(heads) // 25, "car count"))
    batches = max(1, int(values["official_reception.actual"] * 6))
    values["reception_batches.actual"] = Decimal(batches)
    values["reception_guests.actual"] = Decimal(batches * chance.between(5, 9, "guests"))
    return values


def _procurement(chance: Chance, values: Values) -> Values:
    budget = rounded(values["project_expenditure.adjusted_budget"] * chance.decimal("0.08", "0.30", "procurement"))
    return {
        "procurement.budget": budget,
        "procurement.actual": rounded(budget * chance.decimal("0.935", "1.000", "procured", step=Decimal("0.001"))),
    }


def _assets(chance: Chance, heads: Decimal, before: Values | None) -> Values:
    total = (
        rounded(before["fixed_assets.actual"] + chance.decimal("-30.00", "80.00", "assets"))
        if before
        else rounded(heads * chance.decimal("8.00", "40.00", "assets"))
    )
    total = max(total, Decimal("50.00"))
    leased = rounded(total * chance.pick((ZERO, ZERO, ZERO, Decimal("0.02"), Decimal("0.06")), "leased"))
    return {
        "fixed_assets.actual": total,
        "fixed_assets[in_use].actual": total - leased,
        "fixed_assets[leased].actual": leased,
    }


def _quality(department: Department, chance: Chance, values: Mapping[str, Decimal]) -> int:
    """Of 100: the department's own, a little better or worse each year, and worse where money is left lying."""
    idle = max(ZERO, Decimal(96) - values["budget_execution_rate.claimed"])
    return max(30, min(100, department.quality + chance.between(-3, 3, "quality") - int(idle)))

"""Plants faults in a filing: each kind with its own chance, each at most once, and none that would hide another.

A kind is named for the check of the domain that ought to find it, or for what a department does to look better. What is
planted is told by the page, where the words stand; `missing` tells of what was left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.sample_city import scoring, words
from data.sample_city.chance import Chance
from data.sample_city.figures import ZERO, rates, rounded
from data.sample_city.filing import Addition, Filing, Problem, Slip, problems
from data.sample_city.forms import Carries
from data.sample_city.page import Fault

SEEN = Decimal("0.30")  # 万元: more than is lost where numbers are printed coarsely
INFLATED = Decimal(85)  # points that are deserved at most where a hundred are claimed


@dataclass(frozen=True)
class Planting:
    """A filing to spoil, and what stands around it."""

    filing: Filing
    carries: Carries
    chance: Chance
    number: int  # of the year, from 0
    before: Filing | None = None  # last year's, if it was filed
    neighbours: Sequence[Filing] = ()  # of the same place and year

    def change(self, key: str, value: Decimal) -> str:
        return f"{key}: {self.filing.values[key]} → {value}"


# Plants if it can, and says what it touched: nothing else may touch the same.
Plant = Callable[[Planting], set[str]]
NOTHING: set[str] = set()


def plant(planting: Planting, rate: Decimal) -> None:
    """Each kind happens in `rate` of the reports that can carry it."""
    touched: set[str] = set()
    for number, phase in enumerate(PHASES):
        for kind in planting.chance.order(phase, "order", number):
            needs, function = phase[kind]
            chance = planting.chance.at(kind)
            if chance.happens(rate, "happens") and not touched & needs:
                touched |= function(replace(planting, chance=chance))


def missing(filing: Filing) -> list[Fault]:
    """Faults that no words tell of."""
    return [Fault(kind, change, "") for kind, change in filing.omitted.values()]


# --- what is left out


def _three_public_not_disclosed(planting: Planting) -> set[str]:
    planting.filing.omitted["three_public"] = ("three_public_not_disclosed", "three_public")
    return {"three_public", "last_year"}


def _three_public_moved(planting: Planting) -> set[str]:
    others = [other.spell.name for other in planting.neighbours if other.department != planting.filing.department]
    if not others:
        return NOTHING
    filing = planting.filing
    filing.moved_to = planting.chance.pick(others, "to")
    filing.words_of[filing.moved_to] = ("three_public_moved", f"three_public → {filing.moved_to}")
    return {"three_public", "last_year"}


def _full_points_without_figures(planting: Planting) -> set[str]:
    filing = planting.filing
    if not planting.carries.has_sheet or filing.score == 100:
        return NOTHING
    _rescore(filing, _with_full(filing.items, "procurement_execution_rate.claimed"))
    filing.omitted["procurement"] = ("full_points_without_figures", "procurement")
    return {"procurement", "score"}


# --- figures that are not what they are


def _spending_exceeds_budget(planting: Planting) -> set[str]:
    values = planting.filing.values
    less = rounded(values["expenditure.actual"] * planting.chance.decimal("0.90", "0.98", "less"))
    project = less - values["basic_expenditure.adjusted_budget"]
    if project <= 0:
        return NOTHING
    change = planting.change("expenditure.adjusted_budget", less)
    values["expenditure.adjusted_budget"], values["project_expenditure.adjusted_budget"] = less, project
    _recompute(planting.filing)
    _mark(planting, "spending_exceeds_budget", "expenditure.adjusted_budget", change)
    return {"budget", "expenditure.actual", "budget_execution_rate.claimed", "project_execution_rate.claimed"}


def _carryover_does_not_balance(planting: Planting) -> set[str]:
    key = "carryover.closing"
    value = planting.filing.values[key] + planting.chance.decimal("1.50", "40.00", "more")
    _change_all(planting, "carryover_does_not_balance", key, value)
    return {"balance", "carryover_rate.claimed"}


def _part_exceeds_whole(planting: Planting) -> set[str]:
    if not planting.carries.smaller:
        return NOTHING
    part, whole = planting.chance.pick(planting.carries.smaller, "which")
    value = planting.filing.values[whole]
    beyond = (
        Decimal(2) if part.startswith("staff") else rounded(value * planting.chance.decimal("0.05", "0.30", "more"))
    )
    _change_all(planting, "part_exceeds_whole", part, value + beyond)
    return {part, whole, "fixed_assets_utilisation_rate.claimed"}


def _restated_prior_year(planting: Planting) -> set[str]:
    key, part = "three_public.actual@-1", "official_reception.actual@-1"
    values = planting.filing.values
    if planting.before is None or "three_public" in planting.before.omitted or planting.before.moved_to:
        return NOTHING
    if not planting.carries.last_year:
        return NOTHING
    more = rounded(values[key] * planting.chance.decimal("0.04", "0.25", "more"))
    values[part] += more
    _change_all(planting, "restated_prior_year", key, values[key] + more)
    return {"last_year", "three_public"}


def _full_marks_despite_shortfall(planting: Planting) -> set[str]:
    filing, key = planting.filing, "procurement_execution_rate.claimed"
    if not (planting.carries.has_sheet or key in planting.carries.rates):
        return NOTHING
    filing.values["procurement.actual"] = rounded(
        filing.values["procurement.budget"] * planting.chance.decimal("0.70", "0.90", "procured")
    )
    _recompute(filing)
    if planting.carries.has_sheet:
        _rescore(filing, _with_full(filing.items, key))
    else:
        _rescore(filing, _all_full(filing.items))
    _mark(planting, "full_marks_despite_shortfall", key, f"{key}: {filing.values[key]}, full points")
    return {"procurement", "score", key}


def _parts_differ_from_total(planting: Planting) -> set[str]:
    values = planting.filing.values
    parts = [key for key in planting.carries.parts if _is_printed(planting.filing, key) and values[key] > 2 * SEEN]
    if not parts:
        return NOTHING
    key = planting.chance.pick(parts, "which")
    less = rounded(values[key] * planting.chance.decimal("0.05", "0.40", "less"))
    _slip(planting, "parts_differ_from_total", key, values[key] - max(SEEN, less))
    return {key}


def _conflicting_figures(planting: Planting) -> set[str]:
    keys = [key for key in planting.carries.twice if _is_printed(planting.filing, key)]
    if not keys:
        return NOTHING
    key = planting.chance.pick(keys, "which")
    value = planting.filing.values[key]
    more = Decimal(2) if key.startswith("staff") else planting.chance.decimal("0.60", "4.80", "more")
    _slip(planting, "conflicting_figures", key, value + more, only=2)
    return {key, "twice"}


def _unit_mismatch(planting: Planting) -> set[str]:
    keys = [key for key in planting.carries.in_prose if _is_printed(planting.filing, key)]
    if not keys:
        return NOTHING
    key = planting.chance.pick(keys, "which")
    planting.filing.slips[key] = Slip("unit_mismatch", f"{key}: 万元 → 元", unit="元")
    return {key}


def _claimed_rate_differs(planting: Planting) -> set[str]:
    key = _rate(planting)
    if key is None:
        return NOTHING
    value = planting.filing.values[key]
    off = planting.chance.decimal("0.80", "6.00", "off")
    _slip(planting, "claimed_rate_differs", key, value - off if value + off > 100 or value > 60 else value + off)
    return {key}


def _same_number_reused(planting: Planting) -> set[str]:
    key, other = _rate(planting), _rate(planting, "other")
    values = planting.filing.values
    if key is None or other is None or values[key] == values[other] or abs(values[other]) == 100:
        return NOTHING
    _slip(planting, "same_number_reused", key, values[other])
    _mark(planting, "same_number_reused", other, f"{other}: {values[other]}, reused")
    return {key, other}


def _conflicting_rates(planting: Planting) -> set[str]:
    key = _rate(planting)
    if key is None or abs(planting.filing.values[key] - 100) < 1 or "_rate." not in key:
        return NOTHING
    pattern = words.load("problems")["faults"]["conflicting_rates"]
    sentence = pattern.format(name=f"{{{key.partition('.')[0]}}}", key=key)
    change = planting.change(key, Decimal(100))
    planting.filing.additions.append(Addition("conflicting_rates", "results", sentence, change))
    return {key}


# --- scores and grades


def _full_marks_despite_problem(planting: Planting) -> set[str]:
    filing = planting.filing
    admitted = planting.chance.pick(words.load("problems")["faults"]["full_marks_despite_problem"], "which")
    _rescore(filing, _all_full(filing.items))
    filing.problems = [Problem(admitted, problems(filing.department, planting.number)[0].measure)]
    filing.words_of[admitted] = ("full_marks_despite_problem", "self_score.claimed: 100")
    return {"score", "problems"}


def _inflated_score(planting: Planting) -> set[str]:
    filing = planting.filing
    if (honest := scoring.honest_total(filing.items)) > INFLATED:
        return NOTHING
    _rescore(filing, _all_full(filing.items))
    filing.problems = []
    _mark(planting, "inflated_score", "self_score.claimed", f"self_score.claimed: {honest} → 100")
    return {"score", "problems"}


def _score_items_differ_from_total(planting: Planting) -> set[str]:
    filing = planting.filing
    if not planting.carries.has_sheet:
        return NOTHING
    number = planting.chance.pick([place for place, item in enumerate(filing.items) if not item.key], "which")
    item = filing.items[number]
    given, reason = item.given - 1, words.load("indicators")["deductions"]["rule"]
    less = replace(item, given=given, honest=min(item.honest, given), reason=reason)
    filing.items = tuple(less if place == number else other for place, other in enumerate(filing.items))
    filing.words_of[item.level3] = ("score_items_differ_from_total", f"{item.level3}: {item.given} → {less.given}")
    return {"score"}


def _grade_outside_band(planting: Planting) -> set[str]:
    filing = planting.filing
    other = planting.chance.pick(
        [name for name in words.load("indicators")["grades"]["names"][:3] if name != filing.grade]
    )
    change, filing.grade = f"self_grade.claimed: {filing.grade} → {other}", other
    _mark(planting, "grade_outside_band", "self_grade.claimed", change)
    return {"grade"}


# --- words


def _copied_passage(planting: Planting) -> set[str]:
    filing = planting.filing
    donors = [other for other in planting.neighbours if _lends(other, filing)]
    if not donors:
        return NOTHING
    donor = planting.chance.pick(donors, "from")
    filing.works = list(donor.works)
    filing.words_of[donor.works[0]] = ("copied_passage", f"from {donor.file_name}")
    return {"works"}


def _lends(donor: Filing, filing: Filing) -> bool:
    """Whether a passage is that department's own, and stays so: faults are planted department by department."""
    has_copied = any(kind == "copied_passage" for kind, _ in donor.words_of.values())
    is_done = donor.department.number < filing.department.number
    return is_done and not has_copied and donor.department.function != filing.department.function


def _repeated_excuse(planting: Planting) -> set[str]:
    filing = planting.filing
    if planting.before is None or not planting.before.problems or not filing.problems:
        return NOTHING
    filing.problems = list(planting.before.problems)
    filing.words_of[filing.problems[0].problem] = ("repeated_excuse", f"from {planting.before.file_name}")
    return {"problems"}


def _said(kind: str, part: str, of: str = "") -> Plant:
    """A sentence that should not be there."""

    def add(planting: Planting) -> set[str]:
        sentence = planting.chance.pick(words.load("problems")["faults"][of or kind], "sentence")
        planting.filing.additions.append(Addition(kind, part, sentence, f"{part}: added"))
        return {f"{kind} said"}

    return add


def _dates_do_not_fit(planting: Planting) -> set[str]:
    of, part = planting.chance.pick((("early_evaluation", "process"), ("late_publication", "management")), "which")
    return _said("dates_do_not_fit", part, of)(planting)


# What each kind must find untouched, and how it is planted. What is left out and how points are given comes first, then
# the figures that rates follow, then what is printed otherwise, then words.
SCORED = {"score", "grade", "problems"}
LEFT_OUT: dict[str, tuple[set[str], Plant]] = {
    "three_public_not_disclosed": ({"three_public"}, _three_public_not_disclosed),
    "three_public_moved": ({"three_public"}, _three_public_moved),
    "full_points_without_figures": ({"procurement", *SCORED}, _full_points_without_figures),
    "full_marks_despite_shortfall": ({"procurement", *SCORED}, _full_marks_despite_shortfall),
    "full_marks_despite_problem": (SCORED, _full_marks_despite_problem),
    "inflated_score": (SCORED, _inflated_score),
    "score_items_differ_from_total": ({"score"}, _score_items_differ_from_total),
    "grade_outside_band": (set(), _grade_outside_band),
}
FIGURES: dict[str, tuple[set[str], Plant]] = {
    "spending_exceeds_budget": (set(), _spending_exceeds_budget),
    "carryover_does_not_balance": (set(), _carryover_does_not_balance),
    "part_exceeds_whole": (set(), _part_exceeds_whole),
    "restated_prior_year": ({"three_public", "last_year"}, _restated_prior_year),
}
PRINTED: dict[str, tuple[set[str], Plant]] = {
    "parts_differ_from_total": (set(), _parts_differ_from_total),
    "conflicting_figures": ({"twice"}, _conflicting_figures),
    "unit_mismatch": (set(), _unit_mismatch),
    "claimed_rate_differs": (set(), _claimed_rate_differs),
    "same_number_reused": (set(), _same_number_reused),
    "conflicting_rates": (set(), _conflicting_rates),
}
SENTENCES: dict[str, tuple[set[str], Plant]] = {
    "claimed_equality_differs": (set(), _said("claimed_equality_differs", "management")),
    "copied_passage": (set(), _copied_passage),
    "repeated_excuse": ({"problems"}, _repeated_excuse),
    "foreign_text": (set(), _said("foreign_text", "management")),
    "soft_target": (set(), _said("soft_target", "management")),
    "dates_do_not_fit": (set(), _dates_do_not_fit),
    "stale_basis": (set(), _said("stale_basis", "basis")),
    "partial_year_evidence": (set(), _said("partial_year_evidence", "results", "partial_year")),
}
# Checks that rightly find what another kind planted: the same words are wrong in more than one way, or are held against
# the next report, which states the figure as it is.
ALSO: dict[str, tuple[str, ...]] = {
    "three_public_not_disclosed": ("full_points_without_figures",),
    "conflicting_rates": ("claimed_rate_differs", "conflicting_figures"),
    "same_number_reused": ("claimed_rate_differs", "conflicting_figures", "conflicting_rates"),
    "claimed_rate_differs": ("conflicting_figures", "conflicting_rates"),
    "unit_mismatch": (
        "parts_differ_from_total",
        "claimed_rate_differs",
        "conflicting_figures",
        "restated_prior_year",
    ),
    "part_exceeds_whole": ("parts_differ_from_total", "claimed_rate_differs"),
    "parts_differ_from_total": ("conflicting_figures", "restated_prior_year"),
    "conflicting_figures": (
        "parts_differ_from_total",
        "claimed_rate_differs",
        "conflicting_rates",
        "carryover_does_not_balance",
    ),
    "restated_prior_year": ("parts_differ_from_total",),
    "full_marks_despite_problem": ("inflated_score", "full_marks_despite_shortfall"),
    "inflated_score": ("full_marks_despite_shortfall",),
}
PHASES = (LEFT_OUT, FIGURES, PRINTED, SENTENCES)
KINDS = tuple(kind for phase in PHASES for kind in phase)


# --- how it is done


def _slip(planting: Planting, kind: str, key: str, value: Decimal, only: int = 0) -> None:
    planting.filing.slips[key] = Slip(kind, planting.change(key, value), value, only=only)


def _mark(planting: Planting, kind: str, key: str, change: str) -> None:
    """The figure is printed as it stands in the filing; the words are the fault's."""
    planting.filing.slips[key] = Slip(kind, change)


def _change_all(planting: Planting, kind: str, key: str, value: Decimal) -> None:
    """The figure is wrong wherever it is used; rates follow it."""
    change = planting.change(key, value)
    planting.filing.values[key] = value
    _recompute(planting.filing)
    _mark(planting, kind, key, change)


def _recompute(filing: Filing) -> None:
    filing.values |= rates(filing.values)


def _rescore(filing: Filing, items: tuple[scoring.Item, ...]) -> None:
    filing.items = items
    filing.values["self_score.claimed"] = filing.score
    filing.grade = scoring.grade(filing.score)
    if filing.score == 100:
        filing.problems = []


def _with_full(items: tuple[scoring.Item, ...], key: str) -> tuple[scoring.Item, ...]:
    return tuple(replace(item, given=item.full, reason="") if item.key == key else item for item in items)


def _all_full(items: tuple[scoring.Item, ...]) -> tuple[scoring.Item, ...]:
    return tuple(replace(item, given=item.full, reason="") for item in items)


def _is_printed(filing: Filing, key: str) -> bool:
    """Not left out, not spoiled already, and more than nothing."""
    is_three_public = key.startswith(("three_public", "official_reception", "vehicle"))
    return not (
        key in filing.slips
        or (is_three_public and ("three_public" in filing.omitted or filing.moved_to))
        or (key.startswith("procurement") and "procurement" in filing.omitted)
        or filing.values.get(key, ZERO) == ZERO
    )


def _rate(planting: Planting, path: str = "which") -> str | None:
    known = [key for key in planting.carries.rates if _is_printed(planting.filing, key)]
    return planting.chance.pick(known, path) if known else None

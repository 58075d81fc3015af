from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories

HUNDRED = Decimal(100)


def fits(warehouse: DuckDBPyConnection, variant: str = "common") -> bool:
    return bool(factories.row(warehouse, "core.recomputations", variant=variant)["fits"])


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [("99.57", True), ("99.6", True), ("100", True), ("99.58", False), ("99.5", False), ("99", False)],
)
def test_a_claim_is_held_to_the_precision_it_is_printed_with(
    warehouse: DuckDBPyConnection, claimed: str, expected: bool
) -> None:
    """391.90 ÷ 393.60 = 99.5681 %."""
    factories.facts(warehouse, "r1", {"procurement.actual": "391.90", "procurement.budget": "393.60"})
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", claimed)
    assert fits(warehouse) is expected


def test_intervals_that_touch_fit(warehouse: DuckDBPyConnection) -> None:
    """29.85 ÷ 100 = 29.85 % exactly where the operands are exact; 29.9 % starts at 29.85."""
    factories.facts(warehouse, "r1", {"staff_on_post.actual": "597", "staff_quota.actual": "2000"})
    factories.fact(warehouse, "r1", "staffing_control_rate", "claimed", "29.9")
    assert fits(warehouse)


def test_a_hair_beyond_does_not_fit(warehouse: DuckDBPyConnection) -> None:
    """5969 ÷ 20000 = 29.845 %."""
    factories.facts(warehouse, "r1", {"staff_on_post.actual": "5969", "staff_quota.actual": "20000"})
    factories.fact(warehouse, "r1", "staffing_control_rate", "claimed", "29.9")
    assert not fits(warehouse)


def test_a_rate_without_its_sign_fits_the_variant_that_has_none(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "95.00", "revenue.budget": "100.00"})
    factories.fact(warehouse, "r1", "revenue_deviation_rate", "claimed", "5.00")
    assert not fits(warehouse)
    assert fits(warehouse, "absolute")


def test_the_printed_arithmetic_is_one_more_formula(warehouse: DuckDBPyConnection) -> None:
    factories.fact(
        warehouse,
        "r1",
        "carryover_rate",
        "claimed",
        "2.98",
        formula="131.19/（378.68+4029.42）",
        formula_low="2.976",
        formula_high="2.9763",
    )
    found = factories.row(warehouse, "core.recomputations")
    assert (found["variant"], found["fits"], found["arithmetic"]) == ("as_printed", True, "131.19/（378.68+4029.42）")


def test_the_sign_of_a_printed_result_may_stand_in_words(warehouse: DuckDBPyConnection) -> None:
    """“（20-19）/20，下降5%” is a claim of -5 %."""
    factories.fact(
        warehouse,
        "r1",
        "three_public_change_rate",
        "claimed",
        "-5",
        formula="（20-19）/20",
        formula_low="4.9",
        formula_high="5.1",
    )
    assert fits(warehouse, "as_printed")


def test_of_conflicting_operands_the_best_combination_counts(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"revenue.actual": "4029.42", "revenue.budget": "3830.11"})
    factories.facts(warehouse, "r1", {"revenue.budget": "3864.89", "revenue_deviation_rate.claimed": "4.26"})
    found = factories.row(warehouse, "core.recomputations", variant="common")
    assert found["fits"]
    assert found["arithmetic"] == "（4029.42万元 − 3864.89万元）÷ 3864.89万元"


amounts = st.decimals(min_value="0.01", max_value="999999.99", places=2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reports=st.lists(
        st.tuples(amounts, amounts, amounts, st.integers(0, 3), st.decimals(-2, 2, places=3)), min_size=1, max_size=25
    )
)
def test_recomputed_rates_equal_an_independent_computation(
    warehouse: DuckDBPyConnection, reports: list[tuple[Decimal, Decimal, Decimal, int, Decimal]]
) -> None:
    """Carryover rates claimed with 0 to 3 decimals and some error, against intervals worked out in exact decimals."""
    for table in ("reports", "facts", "places"):
        warehouse.execute(f"delete from raw.{table}")
    expected = []
    for number, (closing, revenue, opening, decimals, error) in enumerate(reports):
        report_id = factories.report(warehouse, f"h{number}")
        step = Decimal(1).scaleb(-decimals)
        rate = HUNDRED * closing / (revenue + opening)
        claimed = (rate + error * step).quantize(step, ROUND_HALF_UP)
        for measure, stage, value in (
            ("carryover", "closing", closing),
            ("revenue", "actual", revenue),
            ("carryover", "opening", opening),
            ("carryover_rate", "claimed", claimed),
        ):
            factories.fact(warehouse, report_id, measure, stage, f"{value:f}")
        half = Decimal("0.005")
        low = HUNDRED * (closing - half) / (revenue + opening + 2 * half)
        high = HUNDRED * (closing + half) / (revenue + opening - 2 * half) if revenue + opening > 2 * half else None
        gap = None if high is None else max(low - (claimed + step / 2), (claimed - step / 2) - high, Decimal(0))
        if gap is not None and (gap == 0 or gap > Decimal("1e-9")):  # narrower gaps are rounded away
            expected.append({"report_id": report_id, "computed_pct": float(rate), "fits": gap == 0})
    found = warehouse.execute(
        "select report_id, computed_pct, fits from core.recomputations where variant = 'common' order by report_id"
    ).df()
    wanted = pd.DataFrame(expected, columns=["report_id", "computed_pct", "fits"]).sort_values("report_id")
    merged = wanted.merge(found, on="report_id", how="left", suffixes=("", "_found"))
    assert merged["computed_pct_found"].to_list() == pytest.approx(merged["computed_pct"].to_list(), rel=1e-12)
    assert merged["fits_found"].to_list() == merged["fits"].to_list()

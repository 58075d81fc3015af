from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories


def rate(warehouse: DuckDBPyConnection, name: str = "budget_execution_rate") -> dict[str, Any]:
    return factories.row(warehouse, "core.rates", rate=name, fiscal_year=factories.YEAR)


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def test_claim_and_recomputation_stand_side_by_side(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "expenditure.actual": "95.00",
        "expenditure.adjusted_budget": "100.00",
        "budget_execution_rate.claimed": "96.00",
    }
    facts = factories.facts(warehouse, "r1", figures)
    found = rate(warehouse)
    assert (found["claimed_pct"], found["recomputed_pct"]) == pytest.approx((96, 95))
    assert found["difference_points"] == pytest.approx(1)
    assert found["fitting_variant"] is None
    assert found["fact_ids"] == facts


def test_the_variant_that_fits_is_named(warehouse: DuckDBPyConnection) -> None:
    figures = {"expenditure.actual": "95.00", "expenditure.adjusted_budget": "100.00", "expenditure.budget": "98.96"}
    factories.facts(warehouse, "r1", figures | {"budget_execution_rate.claimed": "96.00"})
    found = rate(warehouse)
    assert (found["fitting_variant"], found["fitting_description"]) == ("initial_budget", "实际支出 ÷ 年初预算数")
    assert found["recomputed_pct"] == pytest.approx(95)


def test_a_claim_without_operands_stands_alone(warehouse: DuckDBPyConnection) -> None:
    fact_id = factories.fact(warehouse, "r1", "budget_execution_rate", "claimed", "96")
    found = rate(warehouse)
    assert (found["claimed_state"], found["recomputed_pct"], found["fact_ids"]) == ("stated", None, [fact_id])


def test_a_rate_that_nobody_claims_is_recomputed(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "95", "expenditure.adjusted_budget": "100"})
    found = rate(warehouse)
    assert (found["claimed_pct"], found["claimed_state"], found["recomputed_pct"]) == (None, None, pytest.approx(95))


def test_a_rate_that_nobody_claims_and_nothing_gives_has_no_row(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "95"})
    assert factories.rows(warehouse, "core.rates") == []


def test_conflicting_operands_give_no_recomputation(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "95", "expenditure.adjusted_budget": "100"})
    factories.facts(warehouse, "r1", {"expenditure.adjusted_budget": "110", "budget_execution_rate.claimed": "95"})
    assert rate(warehouse)["recomputed_pct"] is None


def test_a_zero_denominator_gives_null_and_not_infinity(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "95", "expenditure.adjusted_budget": "0"})
    assert rate(warehouse)["recomputed_pct"] is None


def test_conflicting_claims_are_null_and_fit_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.facts(warehouse, "r1", {"expenditure.actual": "95.00", "expenditure.adjusted_budget": "100.00"})
    for value in ("95.00", "97.00"):
        factories.fact(warehouse, "r1", "budget_execution_rate", "claimed", value)
    found = rate(warehouse)
    assert (found["claimed_state"], found["claimed_pct"], found["fitting_variant"]) == ("conflicting", None, None)


def test_a_claim_without_a_year_is_kept(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "budget_execution_rate", "claimed", "96", fiscal_year=None)
    assert factories.row(warehouse, "core.rates")["claimed_pct"] == 96


amounts = st.decimals(min_value=0, max_value="9999999.99", places=2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=st.lists(st.tuples(amounts, amounts), min_size=1, max_size=25))
def test_recomputed_rates_equal_those_of_pandas(
    warehouse: DuckDBPyConnection, reports: list[tuple[Decimal, Decimal]]
) -> None:
    for table in ("reports", "facts", "places"):
        warehouse.execute(f"delete from raw.{table}")
    for number, (actual, budget) in enumerate(reports):
        report_id = factories.report(warehouse, f"h{number:02d}")
        factories.facts(warehouse, report_id, {"revenue.actual": f"{actual:f}", "revenue.budget": f"{budget:f}"})
    wanted = pd.DataFrame(reports, columns=["actual", "budget"], dtype="float64")
    wanted = (wanted["actual"] - wanted["budget"]) / wanted["budget"].where(wanted["budget"] != 0) * 100
    found = warehouse.execute(
        "select recomputed_pct from core.rates where rate = 'revenue_deviation_rate' order by report_id"
    ).df()["recomputed_pct"]
    assert found.to_list() == pytest.approx(wanted.to_list(), rel=1e-9, abs=1e-9, nan_ok=True)

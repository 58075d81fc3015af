from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def findings(warehouse: DuckDBPyConnection) -> list[dict[str, Any]]:
    return factories.rows(warehouse, "checks.three_public_not_disclosed")


def test_not_a_word_is_a_hit_that_shows_the_score_and_the_spending(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    facts = factories.facts(
        warehouse, "r1", {"self_score.claimed": "100", "expenditure.actual": "398", "revenue.actual": "394.4"}
    )
    (found,) = findings(warehouse)
    assert (found["subject"], found["outcome"]) == ("three_public/2020", "hit")
    assert found["fact_ids"] == facts[:2]


def test_without_score_and_spending_any_figure_stands_behind_the_hit(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    fact_id = factories.fact(warehouse, "r1", "staff_quota", "actual", "30")
    assert [found["fact_ids"] for found in findings(warehouse)] == [[fact_id]]


@pytest.mark.parametrize("measure", ["three_public", "official_reception", "vehicle_purchase", "vehicle"])
def test_one_number_is_disclosure_even_zero(warehouse: DuckDBPyConnection, measure: str) -> None:
    factories.report(warehouse, "r1")
    fact_id = factories.fact(warehouse, "r1", measure, "actual", "0")
    (found,) = findings(warehouse)
    assert (found["outcome"], found["fact_ids"]) == ("pass", [fact_id])
    assert "0万元" in found["detail"]


def test_reported_elsewhere_is_disclosure_and_says_where(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure="reported_elsewhere", reported_by="市机关事务管理局")
    (found,) = findings(warehouse)
    assert (found["outcome"], "由市机关事务管理局统一反映" in found["detail"]) == ("pass", True)


def test_not_applicable_is_disclosure(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure="not_applicable")
    assert [found["outcome"] for found in findings(warehouse)] == ["pass"]


def test_empty_cells_alone_are_uncertain(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual")
    assert [found["outcome"] for found in findings(warehouse)] == ["uncertain"]


def test_a_report_without_figures_or_of_another_kind_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "empty")
    factories.report(warehouse, "accounts", kind="final_accounts")
    factories.fact(warehouse, "accounts", "expenditure", "actual", "398")
    assert findings(warehouse) == []


def test_a_report_of_unknown_kind_is_examined(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", kind="unknown")
    factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    assert [found["outcome"] for found in findings(warehouse)] == ["hit"]

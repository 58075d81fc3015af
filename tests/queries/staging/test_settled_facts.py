from decimal import Decimal

from duckdb import DuckDBPyConnection

from tests import factories


def settled(warehouse: DuckDBPyConnection, fact: str) -> dict[str, object]:
    return factories.row(warehouse, "staging.settled_facts", fact_id=fact)


def test_a_correction_is_laid_over_what_was_read(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "1234.5")
    factories.correction(warehouse, "r1", fact, "value", "1243.50")
    found = settled(warehouse, fact)
    assert (found["value"], found["decimals"], found["value_text"]) == (Decimal("1243.5"), 2, "1243.50")
    assert (found["printed_before"], found["confidence"]) == ("1234.5万元", "corrected")
    assert found["doubt"] == "张三：核对原文"


def test_what_was_withdrawn_is_gone(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "1")
    factories.correction(warehouse, "r1", fact, "is_withdrawn", "1")
    assert factories.rows(warehouse, "staging.settled_facts") == []


def test_what_was_recognised_waits_for_a_person(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "1", recognition=0.99)
    assert settled(warehouse, fact)["awaits_confirmation"] is True
    factories.correction(warehouse, "r1", fact, "is_confirmed", "1")
    found = settled(warehouse, fact)
    assert (found["awaits_confirmation"], found["confidence"], found["printed_before"]) == (False, "confirmed", None)


def test_a_year_that_a_person_settled_is_that_of_figures_without_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, fiscal_year=None)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "1", fiscal_year=None)
    assert settled(warehouse, fact)["fiscal_year"] is None
    warehouse.execute("update raw.identities set fiscal_year = 2021")
    assert settled(warehouse, fact)["fiscal_year"] == 2021


def test_a_year_that_the_text_leaves_open_stays_open_where_the_report_has_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "1", fiscal_year=None)
    assert settled(warehouse, fact)["fiscal_year"] is None

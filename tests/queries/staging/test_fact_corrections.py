from duckdb import DuckDBPyConnection

from tests import factories


def test_fields_corrected_apart_stand_together(warehouse: DuckDBPyConnection) -> None:
    factories.correction(warehouse, "r1", "f1", "value", "12.50")
    factories.correction(warehouse, "r1", "f1", "fiscal_year", "2021", author="李四", reason="标题写的是2021年")
    found = factories.row(warehouse, "staging.fact_corrections")
    assert (found["value_text"], found["fiscal_year"], found["unit"]) == ("12.50", 2021, None)
    assert (found["author"], found["reason"], found["is_only_confirmed"]) == ("李四", "标题写的是2021年", False)


def test_what_was_taken_back_corrects_nothing(warehouse: DuckDBPyConnection) -> None:
    factories.correction(warehouse, "r1", "f1", "value", "12.50")
    factories.correction(warehouse, "r1", "f1", "value", None)
    assert factories.rows(warehouse, "staging.fact_corrections") == []


def test_a_correction_of_the_report_is_none_of_a_fact(warehouse: DuckDBPyConnection) -> None:
    factories.correction(warehouse, "r1", "", "department", "市教育局")
    assert factories.rows(warehouse, "staging.fact_corrections") == []

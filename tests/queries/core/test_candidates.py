from duckdb import DuckDBPyConnection

from tests import factories


def printed(
    warehouse: DuckDBPyConnection, *values: str, measure: str = "expenditure", unit: str | None = None
) -> list[str]:
    factories.report(warehouse, "r1")
    for value in values:
        factories.fact(warehouse, "r1", measure, "actual", value, unit)
    return sorted(row["printed"] for row in factories.rows(warehouse, "core.candidates"))


def test_a_coarser_print_of_the_same_number_is_no_value_of_its_own(warehouse: DuckDBPyConnection) -> None:
    assert printed(warehouse, "398", "397.62") == ["397.62万元"]
    assert len(factories.row(warehouse, "core.candidates")["fact_ids"]) == 2


def test_half_a_unit_of_the_coarser_print_is_the_limit(warehouse: DuckDBPyConnection) -> None:
    assert printed(warehouse, "398", "397.5") == ["397.5万元"]


def test_beyond_half_a_unit_both_stand(warehouse: DuckDBPyConnection) -> None:
    assert printed(warehouse, "398", "397.4") == ["397.4万元", "398万元"]


def test_yuan_and_ten_thousands_of_yuan_are_one_number(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "21904300", "元")
    factories.fact(warehouse, "r1", "expenditure", "actual", "2190", "万元")
    assert factories.row(warehouse, "core.candidates")["printed"] == "21904300元"


def test_the_same_digits_in_another_unit_are_another_number(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "100", "元")
    factories.fact(warehouse, "r1", "expenditure", "actual", "100", "万元")
    assert [len(row["fact_ids"]) for row in factories.rows(warehouse, "core.candidates")] == [1, 1]


def test_one_number_at_two_places_counts_both(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "398", places=2)
    factories.fact(warehouse, "r1", "expenditure", "actual", "398.00")
    assert factories.row(warehouse, "core.candidates")["places"] == 3


def test_grades_are_told_apart_by_their_words(warehouse: DuckDBPyConnection) -> None:
    assert printed(warehouse, "优秀", "优秀", "第一等级", measure="self_grade") == ["优秀", "第一等级"]


def test_figures_without_a_year_are_kept(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "expenditure", "actual", "398", fiscal_year=None)
    factories.fact(warehouse, "r1", "expenditure", "actual", "398.00", fiscal_year=None)
    assert factories.row(warehouse, "core.candidates")["fiscal_year"] is None


def test_what_is_not_stated_is_no_candidate(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure="reported_elsewhere")
    assert factories.rows(warehouse, "core.candidates") == []

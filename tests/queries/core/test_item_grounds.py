from duckdb import DuckDBPyConnection

from tests import factories


def grounds(warehouse: DuckDBPyConnection) -> list[tuple[bool, bool]]:
    factories.score_item(warehouse, "r1", "5", level3="“三公”经费变动率")
    found = factories.rows(warehouse, "core.item_grounds")
    return [(row["has_figures"], row["is_excused"]) for row in found]


def test_the_rate_or_all_of_its_amounts_are_grounds(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "20")
    factories.fact(warehouse, "r1", "three_public", "actual", "25", fiscal_year=2019)
    assert grounds(warehouse) == [(True, False)]


def test_one_amount_is_not_enough(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", "20")
    assert grounds(warehouse) == [(False, False)]


def test_reported_elsewhere_is_an_excuse(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "actual", disclosure="reported_elsewhere")
    assert grounds(warehouse) == [(False, True)]

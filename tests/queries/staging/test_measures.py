from duckdb import DuckDBPyConnection

from tests import factories


def test_a_measure_carries_its_label_and_its_base_unit(warehouse: DuckDBPyConnection) -> None:
    measure = factories.row(warehouse, "staging.measures", measure="expenditure")
    assert (measure["kind"], measure["base_unit"], measure["is_spending"]) == ("amount", "元", True)
    assert "支出" in measure["label"]


def test_income_is_not_spending(warehouse: DuckDBPyConnection) -> None:
    assert not factories.row(warehouse, "staging.measures", measure="revenue")["is_spending"]

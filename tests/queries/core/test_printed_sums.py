from decimal import Decimal

from duckdb import DuckDBPyConnection

from tests import factories


def test_parts_are_added_whatever_their_unit_and_where_some_are_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"three_public.actual": "4.36", "vehicle_operation.actual": "2.32"})
    factories.fact(warehouse, "r1", "official_reception", "actual", "2.04", "元")
    row = factories.row(warehouse, "core.printed_sums")
    assert (row["parts_value"], row["whole_value"]) == (Decimal("23202.04"), 43600)
    assert row["parts_text"] == "公务接待费 2.04元 + 公务用车运行维护费 2.32万元"


def test_economic_classes_may_make_up_all_spending(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    figures = {"expenditure.actual": "100", "wages_and_benefits.actual": "60", "goods_and_services.actual": "40"}
    factories.facts(warehouse, "r1", figures)
    assert factories.row(warehouse, "core.printed_sums")["whole"] == "expenditure"

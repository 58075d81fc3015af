from duckdb import DuckDBPyConnection

from tests import factories


def test_of_two_reports_the_one_that_speaks_first_and_has_the_value(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "accounts", kind="final_accounts")
    factories.report(warehouse, "evaluation")
    factories.facts(warehouse, "accounts", {"expenditure.actual": "95", "revenue.actual": "80"})
    factories.facts(warehouse, "evaluation", {"expenditure.actual": "90"})
    found = {
        row["indicator"]: (row["report_id"], row["numerator"])
        for row in factories.rows(warehouse, "core.department_values")
    }
    assert found == {"expenditure": ("evaluation", 900000), "revenue": ("accounts", 800000)}


def test_who_is_not_resolved_is_left_out(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, is_resolved=False)
    factories.fact(warehouse, "r1", "expenditure", "actual", "90")
    assert factories.rows(warehouse, "core.department_values") == []

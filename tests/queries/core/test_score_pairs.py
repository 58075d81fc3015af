from duckdb import DuckDBPyConnection

from tests import factories


def test_a_score_stands_beside_each_rate_with_the_side_that_is_better(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "self_score.claimed": "98",
        "budget_execution_rate.claimed": "95",
        "operating_control_rate.claimed": "90",
    }
    factories.departments(warehouse, [figures])
    query = "select label, self_score, value_pct, direction from core.score_pairs order by value_pct"
    assert warehouse.execute(query).fetchall() == [("公用经费控制率", 98, 90, -1), ("预算执行率", 98, 95, 1)]


def test_a_department_that_states_no_score_is_left_out(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"budget_execution_rate.claimed": "95"}])
    assert warehouse.execute("select * from core.score_pairs").fetchall() == []


def test_what_the_amounts_give_goes_before_what_is_claimed(warehouse: DuckDBPyConnection) -> None:
    figures = {
        "self_score.claimed": "98",
        "budget_execution_rate.claimed": "99",
        "expenditure.adjusted_budget": "100",
        "expenditure.actual": "80",
    }
    factories.departments(warehouse, [figures])
    found = factories.row(warehouse, "core.score_pairs", rate="budget_execution_rate")
    assert found["value_pct"] == 80


def test_between_two_claims_of_one_rate_none_is_chosen(warehouse: DuckDBPyConnection) -> None:
    figures = {"self_score.claimed": "98", "operating_control_rate.claimed": "98.50"}
    (report,) = factories.departments(warehouse, [figures])
    factories.facts(warehouse, report, {"operating_control_rate.claimed": "100.00"})
    assert warehouse.execute("select * from core.score_pairs").fetchall() == []

from duckdb import DuckDBPyConnection

from tests import factories


def test_an_indicator_stands_under_all_its_names(warehouse: DuckDBPyConnection) -> None:
    found = factories.rows(warehouse, "staging.rubric_indicators", rubric="junshan", measure="staffing_control_rate")
    assert {row["name"] for row in found} == {"财政供养人员控制率", "在职人员控制率"}
    assert {(row["points"], row["better"], row["rule"]) for row in found} == {
        (5, "lower", "junshan/财政供养人员控制率")
    }


def test_what_is_inherited_is_there(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "staging.rubric_indicators", rubric="zhanjiang", name="预算调整率")
    assert (found["measure"], found["points"]) == ("budget_adjustment_rate", None)

from duckdb import DuckDBPyConnection

from tests import factories


def test_rules_of_rubrics_and_of_sheets_stand_together(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", "5", standard="≥95%得5分，低于95%不得分")
    sheet = factories.rows(warehouse, "staging.scoring_rules", rule="≥95%得5分，低于95%不得分")
    assert [(row["low"], row["high"], row["points"]) for row in sheet] == [(None, 95, 0), (95, None, 5)]
    assert len(factories.rows(warehouse, "staging.scoring_rules", rule="junshan/“三公经费”控制率")) == 2

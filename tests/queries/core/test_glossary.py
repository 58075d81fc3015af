from duckdb import DuckDBPyConnection

from tests import factories


def test_a_measure_says_what_it_is_made_of_and_how_it_is_worked_out(warehouse: DuckDBPyConnection) -> None:
    assert factories.row(warehouse, "core.glossary", measure="expenditure")["sums"] == "构成：基本支出 + 项目支出"
    formulas = factories.row(warehouse, "core.glossary", measure="budget_execution_rate")["formulas"].splitlines()
    assert formulas[0] == "通用算法：实际支出 ÷ 调整预算数"
    assert all(line.startswith("别的算法：") for line in formulas[1:])


def test_reports_are_counted_once_however_often_they_speak_of_it(warehouse: DuckDBPyConnection) -> None:
    for report in ("r1", "r2"):
        factories.report(warehouse, report)
        factories.facts(warehouse, report, {"expenditure.actual": "398", "expenditure.budget": "400"})
    assert factories.row(warehouse, "core.glossary", measure="expenditure")["reports"] == 2
    assert factories.row(warehouse, "core.glossary", measure="procurement")["reports"] == 0

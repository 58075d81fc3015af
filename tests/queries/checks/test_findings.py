import pytest
from duckdb import DuckDBPyConnection

import queries
from tests import factories

CHECKS = [view.name for view in queries.views() if view.name.startswith("checks.") and view.name != queries.FINDINGS]


@pytest.fixture
def suspicious(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    """A report that gives every check something to say."""
    factories.report(warehouse, "r1")
    figures = {
        "expenditure.budget": "3830.11",
        "expenditure.actual": "4276.91",
        "basic_expenditure.actual": "4000.00",
        "project_expenditure.actual": "500.00",
        "revenue.actual": "4029.42",
        "carryover.opening": "378.68",
        "carryover.closing": "131.00",
        "carryover_rate.claimed": "9.98",
        "self_score.claimed": "100",
    }
    factories.facts(warehouse, "r1", figures)
    factories.fact(warehouse, "r1", "expenditure", "budget", "3864.89")
    factories.score_item(warehouse, "r1", "98")
    factories.said(warehouse, "self_names", "r1", kind="body", name="保护区", fits="保护区")
    for report, department, year in (("r1", "", 0), ("before", "市教育局", 2019), ("other", "市水利局", 2020)):
        if department:
            factories.report(warehouse, report, department=department, fiscal_year=year)
        factories.said(warehouse, "excerpts", report, kind="problems", evidence="预算编制不够精细，年中追加较多。")
        for words in ("送戏下乡12场", "修缮文物点35处"):
            factories.wording(warehouse, report, words)
    return warehouse


def test_every_check_speaks_through_findings(suspicious: DuckDBPyConnection) -> None:
    hits = {row["check_name"] for row in factories.rows(suspicious, "checks.findings", outcome="hit")}
    assert hits == {name.partition(".")[2] for name in CHECKS}


@pytest.mark.parametrize("name", CHECKS)
def test_a_finding_has_facts_a_sentence_and_known_words(suspicious: DuckDBPyConnection, name: str) -> None:
    for row in factories.rows(suspicious, name):
        assert row["outcome"] in {"hit", "pass", "uncertain"}
        assert row["severity"] in {"high", "medium", "low"}
        assert row["detail"]
        assert row["fact_ids"] == sorted(set(row["fact_ids"])) != []

from duckdb import DuckDBPyConnection

from tests import factories


def test_facts_and_statements_are_quoted_alike(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    fact_id = factories.fact(warehouse, "r1", "revenue", "actual", "10", places=2)
    factories.said(warehouse, "excerpts", "r1", kind="problems", evidence="预算不够细化")
    quoted = [(row["fact_id"], row["place"], row["evidence"]) for row in factories.rows(warehouse, "core.quotations")]
    assert sorted(quoted) == sorted(
        [(fact_id, 1, "revenue 10"), (fact_id, 2, "revenue 10"), ("excerpt/1", 1, "预算不够细化")]
    )

from duckdb import DuckDBPyConnection

from tests import factories


def test_only_what_waits_is_listed_with_its_words(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, source="扫描件.pdf")
    factories.fact(warehouse, "r1", "revenue", "actual", "1")
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "398", recognition=0.934)
    found = factories.row(warehouse, "core.unconfirmed")
    assert (found["fact_id"], found["filing_name"], found["recognition_pct"]) == (fact, "扫描件.pdf（市教育局）", 93)
    assert (found["title"], found["printed"], found["evidence"]) == ("2020年支出合计决算", "398万元", "expenditure 398")

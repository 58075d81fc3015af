from duckdb import DuckDBPyConnection

from tests import factories


def test_a_finding_knows_its_department_and_speaks_chinese(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="市教育局")
    factories.facts(warehouse, "r1", {"expenditure.budget": "100", "expenditure.actual": "200"})
    found = factories.row(warehouse, "targets.leads", check_name="spending_exceeds_budget")
    assert (found["department"], found["jurisdiction"], found["fiscal_year"]) == ("市教育局", "广东省湛江市", 2020)
    assert (found["check_label"], found["outcome_name"], found["severity_name"]) == ("支出超过预算", "疑点", "高")


def test_the_ranks_put_the_gravest_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department=None)
    figures = {
        "expenditure.budget": "100",
        "expenditure.actual": "200",
        "procurement.budget": "2",
        "procurement.actual": "1",
    }
    factories.facts(warehouse, "r1", figures)
    leads = factories.rows(warehouse, "targets.leads")
    ranked = sorted(leads, key=lambda lead: (lead["outcome_rank"], lead["severity_rank"]))
    assert (ranked[0]["outcome"], ranked[0]["severity"], ranked[-1]["outcome"]) == ("hit", "high", "pass")
    assert {lead["department_name"] for lead in leads} == {"未写明部门"}

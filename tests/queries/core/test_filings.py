from duckdb import DuckDBPyConnection

from tests import factories


def test_a_report_says_what_it_states_and_whether_it_can_be_compared(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", scope="own", text="全文")
    factories.facts(warehouse, "r1", {"expenditure.actual": "398", "self_score.claimed": "100"})
    found = factories.row(warehouse, "core.filings", report_id="r1")
    assert (found["facts"], found["has_text"], found["scope_name"], found["year_name"]) == (2, True, "本级", "2020年度")
    assert found["peer_note"] == "广东省湛江市 2020年度同组只有 1 个部门，不足 5 个，不作比较"


def test_five_departments_need_no_note(warehouse: DuckDBPyConnection) -> None:
    for number in range(5):
        factories.report(warehouse, f"r{number}", department=f"{number}局")
    assert {row["peer_note"] for row in factories.rows(warehouse, "core.filings")} == {None}


def test_what_a_report_does_not_name_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department=None, jurisdiction=None, fiscal_year=None)
    found = factories.row(warehouse, "core.filings", report_id="r1")
    assert (found["department_name"], found["jurisdiction_name"]) == ("未写明部门", "未写明地区")
    assert (found["year_name"], found["facts"], found["scope_name"]) == ("未写明年度", 0, None)
    assert "不参加比较" in found["peer_note"]

from datetime import date

from duckdb import DuckDBPyConnection

from tests import factories


def test_peers_are_the_departments_of_one_jurisdiction_and_year(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "a", department="甲局", jurisdiction="湛江市")
    factories.report(warehouse, "b", department="乙局", jurisdiction="湛江市")
    factories.report(warehouse, "c", department="丙局", jurisdiction="岳阳市")
    factories.report(warehouse, "d", department="丁局", jurisdiction="湛江市", fiscal_year=2021)
    found = factories.row(warehouse, "core.peers", report_id="a")
    assert (found["peer_group"], found["peers"]) == ("湛江市 2020年度", 2)


def test_five_departments_are_enough_and_four_are_not(warehouse: DuckDBPyConnection) -> None:
    for number in range(4):
        factories.report(warehouse, f"r{number}", department=f"{number}局")
    assert not factories.row(warehouse, "core.peers", report_id="r0")["has_enough_peers"]
    factories.report(warehouse, "r4", department="4局")
    assert factories.row(warehouse, "core.peers", report_id="r0")["has_enough_peers"]


def test_a_department_with_two_reports_is_one_peer(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "a", kind="final_accounts")
    factories.report(warehouse, "b", kind="self_evaluation")
    found = {row["report_id"]: (row["peers"], row["preference"]) for row in factories.rows(warehouse, "core.peers")}
    assert found == {"a": (1, 2), "b": (1, 1)}


def test_of_two_alike_the_later_filed_speaks_first(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "a", filed_on=date(2021, 5, 1))
    factories.report(warehouse, "b", filed_on=date(2021, 6, 1))
    assert factories.row(warehouse, "core.peers", report_id="b")["preference"] == 1


def test_a_report_without_department_jurisdiction_or_year_has_no_peers(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "a", department=None)
    factories.report(warehouse, "b", jurisdiction=None)
    factories.report(warehouse, "c", fiscal_year=None)
    assert factories.rows(warehouse, "core.peers") == []

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def test_a_figure_reads_as_it_is_printed(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "fixed_assets", "actual", "5385.980", breakdown="in_use")
    found = factories.row(warehouse, "core.ledger", report_id="r1")
    assert (found["label"], found["breakdown_label"], found["stage_label"]) == ("固定资产", "在用", "决算")
    assert (found["topic"], found["reading"]) == ("资产与采购", "5385.980万元")


def test_two_values_stand_side_by_side(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    for value in ("3830.11", "3864.89"):
        factories.fact(warehouse, "r1", "revenue", "budget", value)
    found = factories.row(warehouse, "core.ledger", report_id="r1")
    assert (found["value"], found["reading"]) == (None, "3830.11万元 / 3864.89万元")


@pytest.mark.parametrize(
    ("disclosure", "reading"),
    [("blank", "（空白）"), ("not_applicable", "（不涉及）"), ("reported_elsewhere", "（在市机关事务管理局反映）")],
)
def test_what_has_no_number_says_why(warehouse: DuckDBPyConnection, disclosure: str, reading: str) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "three_public", "", disclosure=disclosure, reported_by="市机关事务管理局")
    found = factories.row(warehouse, "core.ledger", report_id="r1")
    assert (found["reading"], found["stage_label"]) == (reading, "未分预决算")


def test_zero_is_not_missing(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "overseas_travel", "actual", "0")
    assert factories.row(warehouse, "core.ledger", report_id="r1")["reading"] == "0万元"


def test_counts_and_rates_have_stages_of_their_own(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.facts(warehouse, "r1", {"staff_on_post.actual": "74", "self_score.claimed": "98"})
    labels = {row["measure"]: row["stage_label"] for row in factories.rows(warehouse, "core.ledger")}
    assert labels == {"staff_on_post": "实有", "self_score": "自报"}


def test_two_words_for_one_grade_do_not_contradict(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    for grade in ("优秀", "第一等级"):
        factories.fact(warehouse, "r1", "self_grade", "claimed", grade)
    found = factories.row(warehouse, "core.ledger", report_id="r1")
    assert (found["reading"], found["state"]) == ("优秀、第一等级", "stated")

from duckdb import DuckDBPyConnection

from tests import factories


def test_a_correction_is_told_in_words_and_says_whether_it_applies(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    fact = factories.fact(warehouse, "r1", "expenditure", "actual", "398")
    factories.correction(warehouse, "r1", fact, "value", "389", was="398")
    factories.correction(warehouse, "r1", fact, "value", "390", was="389")
    factories.correction(warehouse, "r1", "gone", "value", "1")
    factories.correction(warehouse, "r1", "", "department", "市民政局", was="市教育局")
    found = {line["correction"]: line for line in factories.rows(warehouse, "core.amendments")}
    assert [found[number]["applies"] for number in (1, 2, 3, 4)] == [False, True, False, True]
    assert (found[2]["subject"], found[2]["field_name"], found[2]["was"]) == ("2020年支出合计决算", "数值", "389")
    assert (found[3]["subject"], found[4]["subject"]) == ("重新读取后已没有的数", "报告")


def test_a_confirmation_and_a_withdrawal_need_no_numbers(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse)
    one, other = (factories.fact(warehouse, "r1", measure, "actual", "1") for measure in ("revenue", "expenditure"))
    factories.correction(warehouse, "r1", one, "is_confirmed", "1")
    factories.correction(warehouse, "r1", other, "is_withdrawn", "1")
    found = factories.rows(warehouse, "core.amendments")
    assert {(line["field_name"], line["becomes"], line["applies"]) for line in found} == {
        ("确认无误", "", True),
        ("不是这个指标的数", "", True),
    }

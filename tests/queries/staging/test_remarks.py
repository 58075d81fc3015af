from duckdb import DuckDBPyConnection

from tests import factories


def test_remarks_of_the_current_version_have_their_topic_s_label(warehouse: DuckDBPyConnection) -> None:
    for version, evidence in ((1, "进度慢"), (2, "支出前松后紧")):
        factories.report(warehouse, "r1", version=version)
        factories.remark(warehouse, "r1", "admitted_problem", "execution", version=version, evidence=evidence)

    found = factories.row(warehouse, "staging.remarks")
    assert (found["statement_id"], found["evidence"]) == ("remark/1", "支出前松后紧")
    assert (found["label"], found["is_weak"]) == ("承认的问题：支出进度慢、预算执行率低", False)
    assert "支付进度" in found["indicators"]


def test_a_topic_that_the_vocabulary_does_not_know_keeps_its_name(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.remark(warehouse, "r1", "admitted_problem", "elsewhere")
    found = factories.row(warehouse, "staging.remarks")
    assert (found["label"], found["is_weak"], found["indicators"]) == ("elsewhere", False, [])

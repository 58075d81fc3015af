from duckdb import DuckDBPyConnection

from tests import factories


def test_every_kind_of_statement_has_an_id_and_its_place(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", "5", level3="预算调整率")
    factories.said(warehouse, "targets", "r1", indicator="培训人次", goal="100", achieved="98")
    factories.said(warehouse, "grade_bands", "r1", grade="优", least=90)
    factories.said(warehouse, "excerpts", "r1", kind="problems")
    factories.remark(warehouse, "r1", "admitted_problem", "execution")
    factories.said(warehouse, "self_names", "r1", name="我局")
    statements = {row["statement_id"]: row["title"] for row in factories.rows(warehouse, "staging.statements")}
    assert statements == {
        "item/1": "评分表：预算调整率",
        "target/1": "绩效目标：培训人次",
        "band/1": "等级分档：优",
        "excerpt/1": "承认的问题",
        "remark/1": "承认的问题：支出进度慢、预算执行率低",
        "name/1": "自称：我局",
    }

from duckdb import DuckDBPyConnection

from tests import factories


def test_problems_one_by_one_and_reasons_as_they_stand(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    evidence = "（一）存在的主要问题：一是预算编制不够精细，调整较多；二是固定资产标签缺失不全。\n3. 合同归档不够及时。"
    factories.said(warehouse, "excerpts", "r1", kind="problems", evidence=evidence)
    factories.said(warehouse, "excerpts", "r1", kind="improvements", evidence="今后加强预算编制的管理。")
    factories.score_item(warehouse, "r1", "4", level3="资产管理", deduction_reason="报废手续未及时办理")
    factories.score_item(warehouse, "r1", "4", deduction_reason="按标准扣分")
    found = {(row["subject"], row["fact_id"], row["words"]) for row in factories.rows(warehouse, "core.excuses")}
    assert found == {
        ("problems", "excerpt/1", "预算编制不够精细调整较多"),
        ("problems", "excerpt/1", "固定资产标签缺失不全"),
        ("problems", "excerpt/1", "合同归档不够及时"),
        ("deduction/资产管理", "item/1", "报废手续未及时办理"),
    }

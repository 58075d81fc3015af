from duckdb import DuckDBPyConnection

from tests import factories


def test_words_for_one_grade_have_one_rank(warehouse: DuckDBPyConnection) -> None:
    ranks = {row["grade"]: row["rank"] for row in factories.rows(warehouse, "core.grade_words")}
    assert ranks["优"] == ranks["第一等级"] == 1
    assert ranks["良好"] < ranks["一般"] < ranks["较差"]

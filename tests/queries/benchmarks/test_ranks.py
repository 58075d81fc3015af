from duckdb import DuckDBPyConnection

from tests import factories


def test_the_largest_is_first_and_equals_share_their_ranks(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": amount} for amount in ("9", "7", "7", "7", "1")])
    found = factories.rows(warehouse, "benchmarks.ranks", indicator="three_public")
    said = {row["department_id"].split()[1]: (row["rank_from"], row["rank_to"]) for row in found}
    assert said == {"0局": (1, 1), "1局": (2, 4), "2局": (2, 4), "3局": (2, 4), "4局": (5, 5)}
    assert {row["rank_said"] for row in found} == {
        "第 1 名（5 个部门，从高到低）", "并列第 2—4 名（5 个部门，从高到低）", "第 5 名（5 个部门，从高到低）",
    }  # fmt: skip


def test_four_departments_have_no_rank(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": amount} for amount in ("9", "7", "5", "1")])
    assert factories.rows(warehouse, "benchmarks.ranks") == []

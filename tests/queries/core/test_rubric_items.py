from duckdb import DuckDBPyConnection

from tests import factories


def test_an_indicator_stands_once_with_all_its_names(warehouse: DuckDBPyConnection) -> None:
    found = factories.row(warehouse, "core.rubric_items", rubric="central", indicator="在职人员控制率")
    assert found["names"] == "在职人员控制率、财政供养人员控制率"
    assert (found["measure_label"], found["basis_name"], found["better_name"]) == (
        "在职人员控制率", "按数计算", "越低越好",
    )  # fmt: skip
    assert found["points"] is None, "what nobody wrote down is not zero"

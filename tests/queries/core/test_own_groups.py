from duckdb import DuckDBPyConnection

from tests import factories


def groups(warehouse: DuckDBPyConnection, report_id: str = "p0") -> dict[str, str | None]:
    return {
        row["grouping"]: row["own_group"] for row in factories.rows(warehouse, "core.own_groups", report_id=report_id)
    }


def test_what_is_not_known_gives_no_group_and_a_reason(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}])
    assert groups(warehouse) == {
        "jurisdiction": "广东省湛江市 2020年度",
        "function": None,
        "level": None,
        "size": None,
        "nearest": None,
    }
    assert factories.row(warehouse, "core.own_groups", grouping="function")["reason"] == "名册没有写明职能"


def test_function_and_level_come_from_the_roster(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "0局", function="教育", level="地市")
    factories.departments(warehouse, [{}])
    assert groups(warehouse)["function"] == "广东省湛江市 2020年度，职能为教育"
    assert groups(warehouse)["level"] == "广东省湛江市 2020年度，层级为地市"


def test_a_department_of_two_saved_groups_is_in_both(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}, {}])
    for name in ("执法", "窗口"):
        factories.saved_group(warehouse, name, ["广东省湛江市 0局"])
    assert groups(warehouse).keys() >= {"saved：执法", "saved：窗口"}
    assert "saved：执法" not in groups(warehouse, "p1")

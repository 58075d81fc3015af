from duckdb import DuckDBPyConnection

from tests import factories

WHOLE = "广东省湛江市 2020年度"


def group(warehouse: DuckDBPyConnection, grouping: str, report_id: str = "p0") -> tuple[str, int, bool, str | None]:
    row = factories.row(warehouse, "core.peer_groups", report_id=report_id, grouping=grouping)
    return row["group_key"], row["members"], row["is_widened"], row["note"]


def test_five_of_a_function_are_a_group(warehouse: DuckDBPyConnection) -> None:
    for number in range(6):
        factories.body(warehouse, f"{number}局", function="教育" if number < 5 else "公安")
    factories.departments(warehouse, [{}] * 6)
    assert group(warehouse, "function") == (f"{WHOLE}，职能为教育", 5, False, None)


def test_four_give_way_to_all_departments_and_it_is_said(warehouse: DuckDBPyConnection) -> None:
    for number in range(6):
        factories.body(warehouse, f"{number}局", function="教育" if number < 4 else "公安")
    factories.departments(warehouse, [{}] * 6)
    note = f"{WHOLE}，职能为教育只有 4 个部门，不足 5 个，改与{WHOLE}全部部门比较"
    assert group(warehouse, "function") == (WHOLE, 6, True, note)


def test_where_the_group_is_not_known_the_reason_is_said(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}] * 6)
    assert group(warehouse, "level") == (WHOLE, 6, True, f"名册没有写明层级，改与{WHOLE}全部部门比较")


def test_a_group_of_all_departments_is_the_whole(warehouse: DuckDBPyConnection) -> None:
    for number in range(6):
        factories.body(warehouse, f"{number}局", level="地市")
    factories.departments(warehouse, [{}] * 6)
    assert group(warehouse, "level") == (WHOLE, 6, True, f"{WHOLE}的部门都属这一组")


def test_fewer_than_five_departments_in_all_are_not_compared(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}] * 4)
    assert group(warehouse, "jurisdiction") == (WHOLE, 4, False, f"{WHOLE}只有 4 个部门，不足 5 个，不作比较")


def test_a_saved_group_is_one_too(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}] * 7)
    factories.saved_group(warehouse, "窗口", [f"广东省湛江市 {number}局" for number in range(5)])
    assert group(warehouse, "saved：窗口") == (f"{WHOLE}，属于“窗口”", 5, False, None)

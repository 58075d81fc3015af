from duckdb import DuckDBPyConnection

from tests import factories


def spending(*amounts: int) -> list[dict[str, str]]:
    return [{"expenditure.actual": str(amount)} for amount in amounts]


def bands(warehouse: DuckDBPyConnection) -> list[int]:
    return [
        row["band"] for row in sorted(factories.rows(warehouse, "core.size_bands"), key=lambda row: row["report_id"])
    ]


def test_bands_are_of_equal_number(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, spending(*range(100, 115)))
    found = {row["report_id"]: row for row in factories.rows(warehouse, "core.size_bands")}
    assert [found[f"p{number}"]["band"] for number in range(15)] == [1] * 5 + [2] * 5 + [3] * 5
    assert (found["p7"]["band_name"], found["p7"]["least_yuan"], found["p7"]["most_yuan"]) == (
        "支出居中",
        1050000,
        1090000,
    )


def test_ten_departments_are_two_bands_and_nine_are_none(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, spending(*range(9)))
    assert bands(warehouse) == []
    factories.report(warehouse, "p9", department="9局")
    factories.fact(warehouse, "p9", "expenditure", "actual", "9")
    assert bands(warehouse) == [1] * 5 + [2] * 5


def test_equal_spending_is_in_one_band(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, spending(1, 2, 3, 4, 5, 5, 5, 8, 9, 10))
    assert bands(warehouse) == [1] * 7 + [2] * 3


def test_who_states_no_spending_has_none(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [*spending(*range(10)), {}])
    assert factories.rows(warehouse, "core.size_bands", report_id="p10") == []

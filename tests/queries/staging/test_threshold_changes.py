from duckdb import DuckDBPyConnection

from tests import factories

NAME = "claimed_rate_differs.high_points"


def test_every_change_stands_there_and_the_last_counts(warehouse: DuckDBPyConnection) -> None:
    for number, becomes in enumerate(("3", "null"), 1):
        warehouse.execute(
            f"insert into raw.threshold_changes values ({number}, '{NAME}', {becomes}, '张三', '从严', now()::timestamp)"
        )
    first, last = (factories.row(warehouse, "staging.threshold_changes", change=number) for number in (1, 2))
    assert (first["label"], first["becomes"], first["is_last"]) == ("自报比率相差多少个百分点算严重", 3, False)
    assert (last["becomes"], last["default_value"], last["is_last"]) == (None, 5, True)

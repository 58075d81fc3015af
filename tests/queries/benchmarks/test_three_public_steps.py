from duckdb import DuckDBPyConnection

from tests import factories


def test_the_steps_lead_from_one_year_to_the_next(warehouse: DuckDBPyConnection) -> None:
    before = {"three_public.actual": "10", "vehicle_operation.actual": "6", "official_reception.actual": "3"}
    after = {"three_public.actual": "8", "vehicle_operation.actual": "5", "official_reception.actual": "3"}
    factories.departments(warehouse, [before], fiscal_year=2019)
    factories.departments(warehouse, [after])
    found = factories.rows(warehouse, "benchmarks.three_public_steps", jurisdiction="全部", fiscal_year=2020)
    steps = sorted(found, key=lambda step: step["position"])
    assert [(step["label"], step["change_yuan"], step["is_total"]) for step in steps] == [
        ("2019年", 100000, True),
        ("因公出国（境）", None, False),
        ("公务用车", -10000, False),
        ("公务接待", 0, False),
        ("其余及未写明分项", -10000, False),
        ("2020年", 80000, True),
    ]


def test_without_last_year_there_are_no_steps(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{"three_public.actual": "8"}])
    assert factories.rows(warehouse, "benchmarks.three_public_steps") == []

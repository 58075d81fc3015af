from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


@pytest.fixture(autouse=True)
def report(warehouse: DuckDBPyConnection) -> str:
    return factories.report(warehouse, "r1")


def findings(
    warehouse: DuckDBPyConnection, measure: str, stage: str, *values: str, **options: Any
) -> list[dict[str, Any]]:
    for value in values:
        factories.fact(warehouse, "r1", measure, stage, value, **options)
    return factories.rows(warehouse, "checks.conflicting_figures")


def test_two_values_are_a_hit_with_both_as_printed(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "revenue", "budget", "3830.11", "3864.89")
    assert (found["subject"], found["outcome"]) == ("revenue/budget/2020", "hit")
    assert found["detail"].endswith("前后不一：3830.11万元、3864.89万元")
    assert len(found["fact_ids"]) == 2


def test_the_same_number_at_two_places_passes(warehouse: DuckDBPyConnection) -> None:
    (found,) = findings(warehouse, "expenditure", "actual", "2970.12", places=2)
    assert (found["outcome"], found["detail"]) == ("pass", "2020年支出合计决算有 2 处写明，均为 2970.12万元")


@pytest.mark.parametrize(
    ("finer", "outcome"), [("397.50", "pass"), ("398.50", "pass"), ("397.49", "hit"), ("398.51", "hit")]
)
def test_the_coarser_precision_decides(warehouse: DuckDBPyConnection, finer: str, outcome: str) -> None:
    (found,) = findings(warehouse, "expenditure", "actual", "398", finer)
    assert found["outcome"] == outcome


def test_a_figure_stated_once_is_not_examined(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, "expenditure", "actual", "398") == []


def test_another_stage_year_or_part_is_another_figure(warehouse: DuckDBPyConnection) -> None:
    factories.fact(warehouse, "r1", "expenditure", "actual", "1")
    factories.fact(warehouse, "r1", "expenditure", "budget", "2")
    factories.fact(warehouse, "r1", "expenditure", "actual", "3", fiscal_year=2019)
    factories.fact(warehouse, "r1", "expenditure", "actual", "4", breakdown="own")
    assert factories.rows(warehouse, "checks.conflicting_figures") == []


@pytest.mark.parametrize(("measure", "stage", "first", "second"), [
    ("staff_quota", "actual", "70", "71"),
    ("self_score", "claimed", "98", "99"),
    ("satisfaction_rate", "claimed", "95", "98"),
])  # fmt: skip
def test_counts_scores_and_rates_are_examined_too(
    warehouse: DuckDBPyConnection, measure: str, stage: str, first: str, second: str
) -> None:
    assert [found["outcome"] for found in findings(warehouse, measure, stage, first, second)] == ["hit"]


@pytest.mark.parametrize(("running", "outcome"), [("142.80", "uncertain"), ("480.67", "hit")])
def test_running_costs_may_be_a_part_of_operating_expenditure(
    warehouse: DuckDBPyConnection, running: str, outcome: str
) -> None:
    factories.fact(warehouse, "r1", "operating_expenditure", "actual", "480.66")
    fact_id = factories.fact(warehouse, "r1", "operating_expenditure", "actual", running)
    warehouse.execute("update raw.places set evidence = '机关运行经费支出' where fact_id = $1", [fact_id])
    found = factories.row(warehouse, "checks.conflicting_figures")
    assert (found["outcome"], "可能只是公用经费的一部分" in found["detail"]) == (outcome, outcome == "uncertain")


def test_grades_are_words_and_not_figures(warehouse: DuckDBPyConnection) -> None:
    assert findings(warehouse, "self_grade", "claimed", "优秀", "第一等级") == []

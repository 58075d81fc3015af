"""Every view says what one row is, and that is true: on the golden figures and on awkward ones."""

import re

import pytest
from duckdb import DuckDBPyConnection

import queries
from queries import View
from tests import factories

# "One row per report_id, fact_id."
GRAIN = re.compile(r"One row per ([a-z0-9_]+(?:, [a-z0-9_]+)*)\.")


@pytest.fixture
def crowded(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    """Reports that state things twice, contradict themselves, leave years out and come in several versions."""
    for number in range(6):
        for kind in ("self_evaluation", "final_accounts"):
            for year in (2019, 2020):
                report_id = f"{kind}-{number}-{year}"
                factories.report(warehouse, report_id, kind=kind, department=f"{number}局", fiscal_year=year, text="旧")
                factories.report(
                    warehouse, report_id, version=2, kind=kind, department=f"{number}局", fiscal_year=year, text="新"
                )
                figures = {
                    "expenditure.actual": "100.00",
                    "expenditure.budget": "90.00",
                    "basic_expenditure.actual": "60.00",
                    "project_expenditure.actual": "40.00",
                    "revenue.actual": "100.00",
                    "carryover.opening": "5.00",
                    "carryover.closing": "5.00",
                    "three_public.actual": f"{number + 1}.00",
                    "budget_completion_rate.claimed": "111.11",
                    "self_score.claimed": f"{95 + number}",
                    "self_grade.claimed": "优秀",
                }
                factories.facts(warehouse, report_id, figures, fiscal_year=year, version=2)
                factories.facts(warehouse, report_id, figures, fiscal_year=year - 1, version=2)
                factories.facts(warehouse, report_id, figures, fiscal_year=None, version=2, places=2)
                again = {name: value.replace("0", "1") for name, value in figures.items()}
                factories.facts(warehouse, report_id, again, fiscal_year=year, version=2)
                factories.fact(warehouse, report_id, "three_public", "", disclosure="reported_elsewhere", version=2)
                factories.fact(warehouse, report_id, "three_public", "actual", fiscal_year=year, version=2)
                factories.score_item(warehouse, report_id, "98", version=2)
    queries.build(warehouse, materialise=True)  # the same rows, read once
    return warehouse


def grain(view: View) -> list[str]:
    found = GRAIN.search(view.comment)
    assert found, f"the header of {view.name} has no sentence like 'One row per report_id, measure.'"
    return found[1].split(", ")


def test_the_grain_is_unique(crowded: DuckDBPyConnection) -> None:
    """One test for all views, because the crowd takes longer to write than to read."""
    for view in queries.views():
        key = ", ".join(grain(view))
        duplicates = crowded.execute(
            f"select {key}, count(*) from {view.name} group by {key} having count(*) > 1 limit 3"
        )
        assert duplicates.fetchall() == [], f"{view.name} has several rows per {key}"

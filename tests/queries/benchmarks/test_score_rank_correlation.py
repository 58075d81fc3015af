import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from tests import factories

SCORES = (100, 99, 99, 97.5, 96, 100)
RATES = (95, 97, 97, 99, 90, 88)


def correlations(warehouse: DuckDBPyConnection, number: int, rate: str) -> list[tuple[int, float | None, float | None]]:
    for index in range(number):
        factories.report(warehouse, f"r{index}", department=f"{index}局")
        figures = {"self_score.claimed": str(SCORES[index]), f"{rate}.claimed": str(RATES[index])}
        factories.facts(warehouse, f"r{index}", figures)
    found = factories.rows(warehouse, "benchmarks.score_rank_correlation")
    return [(row["peers"], row["rank_correlation"], row["agreement"]) for row in found]


@pytest.mark.parametrize(("rate", "sign"), [("budget_execution_rate", 1), ("operating_control_rate", -1)])
def test_ties_share_their_rank_as_in_pandas(warehouse: DuckDBPyConnection, rate: str, sign: int) -> None:
    expected = pd.Series(SCORES).rank().corr(pd.Series(RATES).rank())
    ((peers, correlation, agreement),) = correlations(warehouse, 6, rate)
    assert (peers, correlation, agreement) == (6, pytest.approx(expected), pytest.approx(sign * expected))


def test_below_five_departments_there_is_none(warehouse: DuckDBPyConnection) -> None:
    assert correlations(warehouse, 4, "budget_execution_rate") == [(4, None, None)]

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


def test_what_chance_alone_may_do_is_called_no_relation(warehouse: DuckDBPyConnection) -> None:
    correlations(warehouse, 6, "budget_execution_rate")
    found = factories.row(warehouse, "benchmarks.score_rank_correlation")
    assert found["said"] == "秩相关 -0.36：看不出关系，得分高低说明不了预算执行率的好坏"


def test_what_is_beyond_chance_is_said_as_better_or_worse(warehouse: DuckDBPyConnection) -> None:
    for rate in ("budget_execution_rate", "operating_control_rate"):
        for index in range(6):
            if rate == "budget_execution_rate":
                factories.report(warehouse, f"r{index}", department=f"{index}局")
                factories.fact(warehouse, f"r{index}", "self_score", "claimed", str(94 + index))
            factories.fact(warehouse, f"r{index}", rate, "claimed", str(80 + index))
    said = {row["rate"]: row["said"] for row in factories.rows(warehouse, "benchmarks.score_rank_correlation")}
    assert said["budget_execution_rate"] == "秩相关 1.00：得分高的部门，预算执行率也更好"
    assert said["operating_control_rate"] == "秩相关 -1.00：方向相反，得分高的部门，公用经费控制率反而更差"

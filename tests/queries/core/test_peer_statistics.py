from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

WHOLE = "广东省湛江市 2020年度"


def statistic(warehouse: DuckDBPyConnection, *amounts: str | None, indicator: str = "expenditure") -> dict[str, Any]:
    factories.departments(warehouse, [{"expenditure.actual": amount} if amount else {} for amount in amounts])
    return factories.row(warehouse, "core.peer_statistics", grouping="jurisdiction", indicator=indicator)


def test_median_quartiles_and_deviation_are_not_cut_off(warehouse: DuckDBPyConnection) -> None:
    found = statistic(warehouse, "0.0001", "0.0002", "0.0005", "0.0009", "0.0016", "0.0028")
    assert (found["least"], found["median"], found["most"]) == (1, 7, 28)
    assert (found["lower_quartile"], found["upper_quartile"]) == (pytest.approx(2.75), pytest.approx(14.25))
    assert found["mad"] == pytest.approx(5.5)  # of 6, 5, 2, 2, 9, 21


def test_four_values_give_none_and_five_do(warehouse: DuckDBPyConnection) -> None:
    found = statistic(warehouse, "1", "2", "3", "4", None, None)
    assert (found["n"], found["missing"], found["median"], found["mad"], found["commonest_share_pct"]) == (
        4,
        2,
        None,
        None,
        None,
    )
    factories.fact(warehouse, "p4", "expenditure", "actual", "5")
    found = factories.row(warehouse, "core.peer_statistics", group_key=WHOLE, indicator="expenditure")
    assert (found["n"], found["missing"], found["median"]) == (5, 1, 30000)


def test_zero_counts_and_silence_does_not(warehouse: DuckDBPyConnection) -> None:
    found = statistic(warehouse, "0", "0", "0", "4", "5", None)
    assert (found["n"], found["missing"], found["median"], found["commonest_share_pct"]) == (5, 1, 0, 60)


def test_what_nobody_states_is_missing_from_all(warehouse: DuckDBPyConnection) -> None:
    found = statistic(warehouse, "1", "2", indicator="procurement")
    assert (found["n"], found["missing"], found["median"]) == (0, 2, None)


def test_the_nearest_have_statistics_without_oneself(warehouse: DuckDBPyConnection) -> None:
    rest = {"staff_on_post.actual": "40", "project_expenditure.actual": "1"}
    factories.departments(warehouse, [{"expenditure.actual": f"{100 + number}", **rest} for number in range(6)])
    nearest = {"grouping": "nearest", "group_key": f"{WHOLE}，与0局最相近"}
    found = factories.row(warehouse, "core.peer_statistics", **nearest, indicator="project_expenditure_share")
    assert (found["n"], found["median"], found["most"]) == (5, pytest.approx(100 / 103), pytest.approx(100 / 101))
    assert factories.rows(warehouse, "core.peer_statistics", **nearest, indicator="expenditure") == []


def test_how_many_are_alike_is_said_where_at_least_half_are(warehouse: DuckDBPyConnection) -> None:
    assert statistic(warehouse, "1", "1", "2", "3", "4")["commonest_share_pct"] is None

from math import exp, log, sqrt
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

CHECK = "spending_exceeds_budget"


@pytest.fixture(autouse=True)
def one_check(warehouse: DuckDBPyConnection) -> None:
    """The findings of one real check: those of all take a minute to plan where they are views and not tables."""
    warehouse.execute(
        f"create or replace view checks.findings as "
        f"select '{CHECK}' as check_name, '支出超预算' as check_label, * from checks.{CHECK}"
    )


def department(warehouse: DuckDBPyConnection, name: str, arm: str, *, is_hit: bool, is_overturned: bool) -> None:
    body = factories.body(warehouse, name)
    factories.report(warehouse, name, department=name)
    figures = {"expenditure.budget": "100", "expenditure.actual": "150" if is_hit else "90"}
    factories.facts(warehouse, name, figures)
    factories.review(warehouse, body, "80" if is_overturned else "98", self_points="99", arm=arm)


def lift(warehouse: DuckDBPyConnection) -> dict[str, Any]:
    (found,) = [row for row in factories.rows(warehouse, "targets.rule_lifts") if row["check_name"] == CHECK]
    return found


def test_a_rule_is_held_against_the_random_arm(warehouse: DuckDBPyConnection) -> None:
    for number in range(4):
        department(warehouse, f"甲{number}", "risk", is_hit=True, is_overturned=number < 3)
    for number in range(10):
        department(warehouse, f"乙{number}", "random", is_hit=number == 0, is_overturned=number < 2)
    found = lift(warehouse)

    assert (found["reviewed"], found["overturned"]) == (5, 4)
    assert (found["random_reviewed"], found["random_overturned"]) == (10, 2)
    assert found["lift"] == pytest.approx(4.0)
    middle = log(4.5 / 5.5) - log(2.5 / 10.5)
    half = 1.959963984540054 * sqrt(1 / 4.5 - 1 / 5.5 + 1 / 2.5 - 1 / 10.5)
    assert (found["lift_low"], found["lift_high"]) == (
        pytest.approx(exp(middle - half)),
        pytest.approx(exp(middle + half)),
    )
    assert (found["is_no_better"], found["verdict"]) == (
        False,
        "明显高于随机" if exp(middle - half) > 1 else "高于随机，尚不能断定",
    )


def test_a_rule_that_hits_no_oftener_than_chance_is_marked(warehouse: DuckDBPyConnection) -> None:
    for number in range(4):
        department(warehouse, f"甲{number}", "risk", is_hit=True, is_overturned=number < 1)
        department(warehouse, f"乙{number}", "both" if number else "random", is_hit=False, is_overturned=number < 1)
    found = lift(warehouse)
    assert (found["is_no_better"], found["lift"], found["verdict"]) == (True, 1.0, "不高于随机")


@pytest.mark.parametrize(("hits", "verdict"), [(2, "复核太少，不下结论"), (3, "明显高于随机")])
def test_one_or_two_reviews_prove_nothing(warehouse: DuckDBPyConnection, hits: int, verdict: str) -> None:
    for number in range(hits):
        department(warehouse, f"甲{number}", "risk", is_hit=True, is_overturned=True)
    for number in range(6):
        department(warehouse, f"乙{number}", "random", is_hit=False, is_overturned=number < 1)
    assert lift(warehouse)["verdict"] == verdict


def test_without_a_random_arm_there_is_no_lift(warehouse: DuckDBPyConnection) -> None:
    department(warehouse, "甲", "risk", is_hit=True, is_overturned=True)
    found = lift(warehouse)
    assert (found["rate_pct"], found["lift"], found["lift_low"], found["is_no_better"]) == (100, None, None, False)


def test_two_findings_of_one_department_count_once(warehouse: DuckDBPyConnection) -> None:
    department(warehouse, "甲", "random", is_hit=True, is_overturned=True)
    factories.facts(warehouse, "甲", {"official_reception.budget": "1", "official_reception.actual": "5"})
    assert lift(warehouse)["reviewed"] == 1

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

STANDARD = "100%得5分；每低1个百分点扣0.5分，最多扣3分；低于60%不得分"


@pytest.mark.parametrize(
    ("claimed", "least", "most"),
    [("100", 5, 5), ("99.4", 4.7, 5), ("98", 4, 4), ("97.5", 3.75, 4), ("80", 2, 2), ("59.9", 0, 0)],
)
def test_a_begun_point_costs_its_part_or_nothing(
    warehouse: DuckDBPyConnection, claimed: str, least: float, most: float
) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard=STANDARD)
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", claimed)
    (found,) = factories.rows(warehouse, "core.rule_points")
    assert (found["least_points"], found["most_points"]) == (pytest.approx(least), pytest.approx(most))


def test_two_figures_leave_it_open(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.score_item(warehouse, "r1", "5", level3="政府采购执行率", standard=STANDARD)
    figures = {"procurement.actual": "96", "procurement.budget": "100", "procurement_execution_rate.claimed": "100"}
    factories.facts(warehouse, "r1", figures)
    (found,) = factories.rows(warehouse, "core.rule_points")
    assert (found["least_points"], found["granted_points"], found["most_points"]) == (3, 3, 5)


def test_the_regions_points_are_scaled_to_the_sheets(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", jurisdiction="湖南省岳阳市君山区")
    factories.score_item(warehouse, "r1", "6", full_points="6", level3="政府采购执行率")
    factories.fact(warehouse, "r1", "procurement_execution_rate", "claimed", "95")
    (found,) = factories.rows(warehouse, "core.rule_points", use="item/1")
    assert found["least_points"] == pytest.approx(4)  # 3 points less 1, twice

import pytest
from duckdb import DuckDBPyConnection

from tests import factories


def test_the_rows_of_a_sheet_add_up_to_an_interval(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.fact(warehouse, "r1", "self_score", "claimed", "15")
    for name, rate, claimed in (
        ("公用经费控制率", "operating_control_rate", "103"),
        ("三公经费控制率", "three_public_control_rate", "90"),
    ):
        factories.score_item(warehouse, "r1", "5", level3=name, standard="≤100%得5分；每超1%扣1分")
        factories.fact(warehouse, "r1", rate, "claimed", claimed)
    factories.score_item(warehouse, "r1", "5", level3="管理制度健全性")
    (found,) = factories.rows(warehouse, "core.score_support")
    assert (found["items"], found["least_score"], found["most_score"]) == (3, 7, 12)
    assert (found["contradictions"], found["contradicted_indicators"]) == (1, "公用经费控制率")


@pytest.mark.parametrize(("place", "bounds"), [("湖南省岳阳市君山区", (2, 99)), ("浙江省温州市", (None, None))])
def test_without_a_sheet_the_regions_rules_speak(
    warehouse: DuckDBPyConnection, place: str, bounds: tuple[float | None, float | None]
) -> None:
    factories.report(warehouse, "r1", jurisdiction=place)
    factories.facts(warehouse, "r1", {"self_score.claimed": "100", "procurement_execution_rate.claimed": "95"})
    (found,) = factories.rows(warehouse, "core.score_support")
    assert (found["least_score"], found["most_score"]) == bounds

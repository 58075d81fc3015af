import math
import statistics

import pytest
from duckdb import DuckDBPyConnection

from loaders import thresholds
from tests import factories


def like(staff: int, spending: int, projects: int) -> dict[str, str]:
    return {
        "staff_on_post.actual": str(staff),
        "expenditure.actual": str(spending),
        "project_expenditure.actual": str(projects),
    }


def nearest(warehouse: DuckDBPyConnection, report_id: str) -> list[str]:
    found = factories.rows(warehouse, "core.neighbours", report_id=report_id)
    return [row["neighbour_id"].split()[1] for row in sorted(found, key=lambda row: row["position"])]


def test_the_most_alike_come_first_and_oneself_not_at_all(warehouse: DuckDBPyConnection) -> None:
    factories.departments(
        warehouse, [like(40, 1000, 400), like(41, 1010, 400), like(80, 3000, 900), like(400, 9000, 10)]
    )
    assert nearest(warehouse, "p0") == ["1局", "2局", "3局"]


def test_the_distance_is_in_standard_deviations(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [like(40, 1000, 400), like(80, 2000, 400), like(160, 1000, 400)])
    found = factories.row(warehouse, "core.neighbours", report_id="p0", neighbour_id="广东省湛江市 1局")
    staff = [math.log(value) for value in (40, 80, 160)]
    spending = [math.log(value) for value in (1000, 2000, 1000)]
    shares = [40, 20, 40]
    squares = [((values[0] - values[1]) / statistics.pstdev(values)) ** 2 for values in (staff, spending, shares)]
    assert found["distance"] == pytest.approx(math.sqrt(sum(squares)))
    assert (found["staff"], found["expenditure_yuan"], found["project_share_pct"]) == (80, 20_000_000, 20)


def test_where_all_are_alike_in_one_thing_it_does_not_count(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [like(40, 1000, 400), like(40, 1000, 400), like(40, 1000, 500)])
    assert nearest(warehouse, "p0") == ["1局", "2局"]


def test_no_more_than_the_threshold_says(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [like(40 + number, 1000, 400) for number in range(8)])
    assert len(nearest(warehouse, "p0")) == 7
    thresholds.change(warehouse, "neighbours.nearest", "5", "张三", "试算")
    assert nearest(warehouse, "p0") == ["1局", "2局", "3局", "4局", "5局"]


def test_who_lacks_a_characteristic_has_none_and_is_none(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [like(40, 1000, 400), like(41, 1000, 400), {"expenditure.actual": "1000"}])
    assert (nearest(warehouse, "p2"), nearest(warehouse, "p0")) == ([], ["1局"])


def test_other_places_and_years_are_not_near(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [like(40, 1000, 400)])
    factories.report(warehouse, "other", jurisdiction="湖南省岳阳市")
    factories.facts(warehouse, "other", like(40, 1000, 400))
    factories.departments(warehouse, [{}, like(40, 1000, 400)], fiscal_year=2019)
    assert factories.rows(warehouse, "core.neighbours") == []

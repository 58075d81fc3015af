from statistics import mean, variance

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

GAPS = {"甲局": (1.0, 2.0, 3.0), "乙局": (9.0, 11.0), "丙局": (6.0,)}


def test_the_fewer_reviews_the_nearer_to_the_mean(warehouse: DuckDBPyConnection) -> None:
    """Against the textbook's formulas, worked out here once more."""
    for department, gaps in GAPS.items():
        for year, gap in enumerate(gaps, start=2018):
            factories.report(warehouse, f"{department}{year}", department=department, fiscal_year=year)
            factories.review(warehouse, f"广东省湛江市 {department}", str(90 - gap), self_points="90", fiscal_year=year)
    number = sum(map(len, GAPS.values()))
    overall = sum(map(sum, GAPS.values())) / number
    within = sum(variance(gaps) * (len(gaps) - 1) for gaps in GAPS.values() if len(gaps) > 1) / (number - len(GAPS))
    spread = number - sum(len(gaps) ** 2 for gaps in GAPS.values()) / number
    apart = sum(len(gaps) * (mean(gaps) - overall) ** 2 for gaps in GAPS.values())
    between = max(0, (apart - (len(GAPS) - 1) * within) / spread)
    found = {row["unit"]: row for row in factories.rows(warehouse, "benchmarks.review_deviations", level="department")}
    for department, gaps in GAPS.items():
        kept = between / (between + within / len(gaps))
        row = found[f"广东省湛江市 {department}"]
        assert (row["reviews"], row["group_reviews"]) == (len(gaps), number)
        assert row["shrunk_deviation"] == pytest.approx(overall + kept * (mean(gaps) - overall))


def test_one_review_tells_no_more_than_the_mean(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1")
    factories.review(warehouse, "广东省湛江市 市教育局", "91", self_points="99")
    for row in factories.rows(warehouse, "benchmarks.review_deviations"):
        assert (row["reviews"], row["shrunk_deviation"], row["calibrated_on"]) == (1, 8, "all")

from decimal import Decimal

from data.sample_city import scoring
from data.sample_city.city import departments
from data.sample_city.figures import history
from tests.data.sample_city.plans import drafts, plan

CITY = plan(departments=40)
SHEETS = [
    (year, scoring.sheet(year, department.chance.at("sheet", year.year)))
    for department in departments(CITY)
    for year in history(department, CITY)
]


def test_a_sheet_is_worth_a_hundred_points() -> None:
    assert all(sum(item.full for item in items) == 100 for _, items in SHEETS)


def test_whoever_scores_itself_ends_between_95_and_100_whatever_the_quality() -> None:
    scores = {scoring.total(items) for _, items in SHEETS}
    assert min(scores) >= 95
    assert max(scores) == 100
    assert min(year.quality for year, _ in SHEETS) < 70


def test_honest_points_follow_the_quality_and_never_exceed_those_given() -> None:
    assert all(item.honest <= item.given <= item.full for _, items in SHEETS for item in items)
    good = [scoring.honest_total(items) for year, items in SHEETS if year.quality >= 90]
    poor = [scoring.honest_total(items) for year, items in SHEETS if year.quality <= 70]
    assert sum(good) / len(good) > sum(poor) / len(poor) + 10


def test_what_is_taken_off_has_a_reason() -> None:
    assert all(bool(item.reason) == (item.given < item.full) for _, items in SHEETS for item in items)


def test_a_rule_takes_half_a_point_for_every_point_beyond_and_one_at_most() -> None:
    assert scoring.by_rule({"most": "100"}, Decimal(100)) == 0
    assert scoring.by_rule({"most": "100"}, Decimal(101)) == Decimal("0.5")
    assert scoring.by_rule({"least": "95"}, Decimal("94.40")) == Decimal("0.3")
    assert scoring.by_rule({"least": "95"}, Decimal(60)) == 1


def test_grades_begin_where_their_points_do() -> None:
    assert [scoring.grade(Decimal(points)) for points in ("100", "90", "89.9", "80", "60", "59.5")] == [
        "优", "优", "良", "良", "中", "差",
    ]  # fmt: skip


def test_a_review_overturns_about_as_many_as_were_overturned_at_random_in_england() -> None:
    drawn = drafts(plan(departments=400, first_year=2023))
    lost = [filing.values["self_score.claimed"] - scoring.honest_total(filing.items) for filing in drawn]
    hollow = [points for filing, points in zip(drawn, lost, strict=True) if filing.department.is_hollow]
    assert 0.10 < sum(points >= 5 for points in lost) / len(lost) < 0.17
    assert sum(points >= 5 for points in hollow) > 0.9 * len(hollow), "and these are so year after year"

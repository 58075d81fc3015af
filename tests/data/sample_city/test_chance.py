from decimal import Decimal

from data.sample_city.chance import Chance


def test_a_draw_depends_on_seed_and_path_only() -> None:
    chance = Chance("city", 1)
    first = chance.below(1_000_000, "a", 3)
    chance.below(10, "something else")

    assert chance.below(1_000_000, "a", 3) == first
    assert chance.at("a").below(1_000_000, 3) == first
    assert Chance("city", 2).below(1_000_000, "a", 3) != first


def test_a_draw_is_the_same_on_any_machine() -> None:
    chance = Chance("sample city", 1)

    assert [chance.below(100, number) for number in range(6)] == [87, 11, 95, 72, 4, 62]


def test_both_ends_are_drawn() -> None:
    chance = Chance(7)

    assert {chance.between(1, 3, number) for number in range(60)} == {1, 2, 3}
    drawn = {chance.decimal("0.98", "1.00", number) for number in range(60)}
    assert drawn == {Decimal("0.98"), Decimal("0.99"), Decimal("1.00")}


def test_a_rate_of_nothing_never_happens_and_one_always() -> None:
    chance = Chance(7)

    assert not any(chance.happens(Decimal(0), number) for number in range(200))
    assert all(chance.happens(Decimal(1), number) for number in range(200))
    assert 30 < sum(chance.happens(Decimal("0.25"), number) for number in range(200)) < 70


def test_an_order_loses_nobody() -> None:
    assert sorted(Chance(7).order(range(20), "order")) == list(range(20))
    assert Chance(7).order(range(20), "order") != list(range(20))

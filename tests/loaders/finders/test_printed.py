from decimal import Decimal

import pytest

from loaders.finders.printed import half_unit, is_share, number


def test_a_printed_number_is_worth_what_it_says() -> None:
    assert number("1,846.30") == Decimal("1846.30")


@pytest.mark.parametrize(("printed", "half"), [("95.87", "0.005"), ("95", "0.5"), ("100.0", "0.05")])
def test_rounding_moves_a_number_by_half_of_its_last_digit(printed: str, half: str) -> None:
    assert half_unit(Decimal(printed)) == Decimal(half)


@pytest.mark.parametrize(("percentage", "fits"), [("95.87", True), ("95.9", True), ("96", True), ("95.88", False)])
def test_a_share_is_held_against_the_digits_it_shows(percentage: str, fits: bool) -> None:
    assert is_share(Decimal("5310.46"), Decimal("5539.08"), Decimal(percentage)) is fits


def test_nothing_is_a_share_of_nothing() -> None:
    assert not is_share(Decimal(0), Decimal(0), Decimal(0))

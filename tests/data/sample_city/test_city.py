from decimal import Decimal

import pytest

from data.sample_city import PlanError, city
from tests.data.sample_city.plans import NAMES, plan


def test_the_same_seed_is_the_same_city_and_another_one_another() -> None:
    assert city.departments(plan(departments=64)) == city.departments(plan(departments=64))
    ours, theirs = (
        {department.spells[0].name for department in city.departments(plan(departments=64, seed=seed))}
        for seed in (1, 2)
    )
    assert ours != theirs


def test_every_name_stands_once_in_its_place() -> None:
    names = [(spell.name, spell.first_year) for one in city.departments(plan(departments=400)) for spell in one.spells]
    assert len(set(names)) == len(names)


def test_codes_are_those_of_a_province_and_of_no_place_in_it() -> None:
    codes = {department.place.code for department in city.departments(plan(departments=400))}
    assert len(codes) >= 16
    assert all(len(code) == 6 and code.startswith("37") and int(code[2:4]) > 80 for code in codes)


def test_departments_are_renamed_merged_founded_and_some_do_not_file() -> None:
    everybody = city.departments(plan(departments=300))

    renamed = [one for one in everybody if len(one.spells) == 2]
    merged = [one for one in everybody if one.ends is not None]
    assert renamed
    assert all(one.spells[0].successor == one.spells[1].name for one in renamed)
    assert merged
    names = {(one.place.code, one.spells[0].name): one for one in everybody}
    assert all(names[one.place.code, one.spells[0].successor].absorbs_after == one.ends for one in merged)
    assert any(len(one.spells) == 1 and one.spells[0].first_year for one in everybody)
    assert any(one.unfiled for one in everybody)


def test_a_plan_is_typed() -> None:
    assert city.plan(NAMES, 3, "2021-2022", 5, "pdf, .docx", "0.5") == plan(
        departments=3, first_year=2021, last_year=2022, seed=5, formats=("pdf", "docx"), faults=Decimal("0.5")
    )
    assert list(city.plan(NAMES, 3, "2021", 5, "pdf", "0").years) == [2021]


@pytest.mark.parametrize(
    ("years", "formats", "faults", "message"),
    [
        ("2024-2019", "pdf", "0", "年度"),
        ("去年", "pdf", "0", "年度"),
        ("2020", "wps", "0", "没有格式“wps”"),
        ("2020", ",", "0", "至少要写一种格式"),
        ("2020", "pdf", "2", "比率"),
        ("2020", "pdf", "nan", "比率"),
    ],
)
def test_a_plan_that_makes_no_city_is_refused(years: str, formats: str, faults: str, message: str) -> None:
    with pytest.raises(PlanError, match=message):
        city.plan(NAMES, 3, years, 1, formats, faults)

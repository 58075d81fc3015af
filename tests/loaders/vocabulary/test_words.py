"""The vocabulary as a whole: formulas, parts and units, and what happens when a file is wrong."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from loaders import vocabulary
from loaders.vocabulary import FOLDER, Operand, VocabularyError
from tests.loaders.reading import found


def test_money_is_converted_and_everything_else_is_its_own_unit() -> None:
    units = vocabulary.load().units

    assert (units["元"], units["万元"], units["亿元"]) == (Decimal(1), Decimal(10_000), Decimal(100_000_000))
    assert {units[unit] for unit in ("%", "人", "辆", "分", "")} == {Decimal(1)}


def test_a_formula_reads_last_year_and_differences() -> None:
    (common, *_) = vocabulary.load().measures["three_public_change_rate"].formulas

    this_year = Operand(sign=1, measure="three_public", breakdown="", stage="actual", year_offset=0)
    last_year = this_year.model_copy(update={"year_offset": -1})
    assert common.numerator == (this_year, last_year.model_copy(update={"sign": -1}))
    assert common.denominator == (last_year,)


def test_parts_name_their_whole() -> None:
    parts = {(part.whole, part.partition, part.part) for part in vocabulary.load().parts}

    assert {("expenditure", "kind", "basic_expenditure"), ("expenditure", "kind", "project_expenditure")} <= parts
    assert ("revenue", "scope", "revenue") in parts


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("label = ", "读不出来"),
        ('label = "甲"\nkind = "amount"\nunit = "元"\nmeaning = "A."\ncolour = "red"', "colour"),
        ('label = "甲"\nkind = "money"\nunit = "元"\nmeaning = "A."', "kind"),
        ('label = "甲"\nkind = "rate"\nunit = "%"\nmeaning = "A."\nnumerator = "a.b +"\ndenominator = "c.d"\nformula = "a"', "公式看不懂"),
        ('label = "甲"\nkind = "rate"\nunit = "%"\nmeaning = "A."\nnumerator = "nowhere.actual"\ndenominator = "revenue.actual"\nformula = "a"', "nowhere"),
        ('label = "甲"\nkind = "rate"\nunit = "%"\nmeaning = "A."\nnumerator = "revenue.actual"', "缺少"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_named_with_the_place(tmp_path: Path, content: str, place: str) -> None:
    folder = tmp_path / "vocabulary"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "measures" / "odd.toml").write_text(content, encoding="utf-8")

    with pytest.raises(VocabularyError, match=r"odd\.toml") as error:
        vocabulary._load(folder)
    assert place in str(error.value)


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bureau's own folder of wording, in force for one test."""
    monkeypatch.setenv(vocabulary.ADDED, str(tmp_path))
    return tmp_path


def test_a_bureau_adds_spellings_words_and_measures(added: Path) -> None:
    (added / "vehicle_operation.toml").write_text('aliases = ["出行保障支出"]', encoding="utf-8")
    (added / "words.toml").write_text('own_names = ["我垦区"]', encoding="utf-8")
    (added / "clearance_rate.toml").write_text(
        'label = "垃圾清运率"\nkind = "rate"\nunit = "%"\nmeaning = "Rubbish taken away."', encoding="utf-8"
    )
    vocabulary._load.cache_clear()

    assert found("全年出行保障支出4.20万元，垃圾清运率为98.5%。2020年我垦区支出90.00万元。") == {
        "vehicle_operation.actual = 4.20万元", "clearance_rate.claimed = 98.5%", "expenditure.actual = 90.00万元",
    }  # fmt: skip


def test_a_bureau_adds_names_and_headings(added: Path) -> None:
    (added / "organisations.toml").write_text('[selves]\n"垦区" = ["垦区"]\n"局" = ["农垦"]', encoding="utf-8")
    (added / "sections.toml").write_text('[headings]\nresults = ["亮点"]', encoding="utf-8")
    vocabulary._load.cache_clear()
    known = vocabulary.load()

    assert known.organisations.selves["垦区"] == ("垦区",)
    assert known.organisations.selves["局"] == ("局", "农垦")
    assert {"成效", "亮点"} < set(known.sections.headings["results"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vehicle_operation.toml", 'label = "别的名称"', "“label”不能改"),
        ("vehicle_operation.toml", 'aliases = "出行保障支出"', "“aliases”写法不对"),
        ("words.toml", "no_such_list = []", "“no_such_list”不能改"),
        ("odd.toml", "aliases = [", "读不出来"),
        ("readme.txt", "", "没有词表文件"),
    ],
)
def test_what_a_bureau_writes_wrong_is_named(added: Path, name: str, content: str, reason: str) -> None:
    (added / name).write_text(content, encoding="utf-8")
    vocabulary._load.cache_clear()

    with pytest.raises(VocabularyError, match=reason):
        vocabulary.load()

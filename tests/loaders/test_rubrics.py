"""Rubrics: those that ship, what they inherit, a bureau's own, and what is wrong with a file."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import rubrics, vocabulary
from loaders.rubrics import RubricError
from tests import factories

SHIPPED = Path(__file__).parents[2] / "data" / "rubrics"
HEAD = 'name = "某区"\nsource = "某区评分表"\n'
INDICATOR = '[[indicators]]\nname = "预算执行率"\nmeasure = "budget_execution_rate"\n'


def read(folder: Path, **files: str) -> dict[str, rubrics.Rubric]:
    for stem, text in files.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    return rubrics.read(folder, rubrics.read(SHIPPED, {}, vocabulary.load()), vocabulary.load())


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_rubric_that_ships_is_whole(path: Path) -> None:
    """Points of an indicator are what its rule gives at most; what judges a rate says which way is better."""
    rubric = rubrics.read(SHIPPED, {}, vocabulary.load())[path.stem]
    assert rubric.source
    for one in rubric.indicators:
        assert not one.measure or one.better, one.name
        given = [clause.points for clause in one.clauses if clause.points is not None]
        assert not one.clauses or one.points is not None, one.name
        assert not given or any(clause.share for clause in one.clauses) or max(given) == one.points, one.name


def test_a_rubric_inherits_what_it_does_not_say(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        city=HEAD + 'extends = "common"\n[[bands]]\ngrade = "优"\nleast = 90\n' + INDICATOR + "points = 10\n",
        district=HEAD + 'extends = "city"\n[[indicators]]\nname = "预算执行率"\npoints = 8\n',
    )["district"]
    by_name = {one.name: one for one in found.indicators}
    assert (by_name["预算执行率"].points, by_name["预算执行率"].measure) == (8, "")
    assert by_name["政府采购执行率"].measure == "procurement_execution_rate"
    assert [band.grade for band in found.bands] == ["优"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "区.toml：不是有效的 TOML"),
        ('name = "某区"\n', "区.toml：source 没有写"),
        (HEAD + 'colour = "红"\n', "区.toml：colour 不认识，请核对拼写"),
        (HEAD + INDICATOR + "limits = 100\n", "区.toml 的指标“预算执行率”：limits 不认识"),
        (HEAD + INDICATOR + 'points = "五"\n', "区.toml 的指标“预算执行率”：points “五”写法不对"),
        (HEAD + INDICATOR + 'better = "more"\n', "区.toml 的指标“预算执行率”：better “more”应为"),
        (HEAD + INDICATOR + "limit = 95\n", "区.toml 的指标“预算执行率”：有 limit，就要写 better"),
        (HEAD + INDICATOR + 'standard = "酌情打分"\n', "standard 看不懂：酌情打分"),
        (HEAD + INDICATOR + 'limit = 95\nstandard = "≥95%得5分"\n', "limit、standard 只能写一个"),
        (
            HEAD + '[[indicators]]\nname = "效率"\nmeasure = "speed"\n',
            "的指标“效率”：measure 的“speed”不是词表里的比率",
        ),
        (HEAD + 'jurisdictions = ["999999"]\n', "“999999”不是 GB/T 2260 的代码"),
        (HEAD + "first_year = 2022\nlast_year = 2020\n", "first_year 晚于 last_year"),
        (HEAD + '[[bands]]\ngrade = "优"\n', "区.toml 的等级“优”：least 没有写"),
        (HEAD + '[[bands]]\ngrade = "良"\nleast = 80\n[[bands]]\ngrade = "优"\nleast = 90\n', "应从高分到低分排列"),
        (HEAD + INDICATOR + INDICATOR, "indicators 里有重名：预算执行率"),
        (HEAD + 'extends = "nowhere"\n', "extends 的“nowhere”没有这个文件"),
        (HEAD + 'extends = "区"\n', "extends 绕成了圈：区 → 区"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RubricError) as error:
        read(tmp_path, 区=text)
    assert told in str(error.value)


def test_an_empty_folder_is_no_rubrics(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="没有评分规则文件"):
        read(tmp_path)


def test_a_bureaus_own_are_remembered_and_take_the_place_of_ours(warehouse: DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "junshan.toml").write_text(HEAD + 'jurisdictions = ["君山区"]\n', encoding="utf-8")
    loaders.adopt_rubrics(warehouse, tmp_path, SHIPPED)
    loaders.adopt_rubrics(warehouse, None, SHIPPED)
    (found,) = factories.rows(warehouse, "staging.rubrics", rubric="junshan")
    assert (found["name"], found["place"], found["origin"]) == ("某区", "君山区", "own")
    assert factories.rows(warehouse, "staging.rubric_indicators", rubric="junshan") == []
    assert factories.rows(warehouse, "staging.rubric_bands", rubric="danzhou")

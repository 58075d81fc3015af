"""Reviews: what is taken in, what is refused with a reason, and that nothing is overwritten."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import identities
from loaders.reviews import ReviewError
from loaders.roster import Body
from tests import factories

HEAD = "部门,行政区划,年度,指标,自评得分,复核得分,复核日期,抽取方式,复核人\n"


@pytest.fixture(autouse=True)
def roster(warehouse: DuckDBPyConnection) -> None:
    bodies = (
        Body("b1", "教育局", (), "370100", "东海省临汐市"),
        Body("b2", "教育局", (), "370102", "东海省临汐市海安区"),
    )
    identities.store_roster(warehouse, bodies, "")


def take_in(warehouse: DuckDBPyConnection, folder: Path, text: str, encoding: str = "utf-8") -> int:
    path = folder / "复核.csv"
    path.write_text(text, encoding=encoding)
    return loaders.take_in_reviews(warehouse, path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_line_becomes_a_review(warehouse: DuckDBPyConnection, tmp_path: Path, encoding: str) -> None:
    line = "临汐市教育局,东海省临汐市,2020年,“三公”经费变动率,5分,3.5,2021年5月8日,随机,李四\n"
    assert take_in(warehouse, tmp_path, HEAD + line, encoding) == 1
    found = factories.row(warehouse, "staging.reviews")
    assert (found["department_id"], found["fiscal_year"], found["indicator"]) == ("b1", 2020, "三公经费变动率")
    assert (found["self_points"], found["review_points"]) == (Decimal(5), Decimal("3.5"))
    assert (found["reviewed_on"], found["arm"], found["reviewer"]) == (date(2021, 5, 8), "random", "李四")


def test_english_headings_and_codes_of_places_will_do(warehouse: DuckDBPyConnection, tmp_path: Path) -> None:
    text = "department,jurisdiction,fiscal_year,self_score,review_score\n教育局,370102,2020,99,91\n"
    assert take_in(warehouse, tmp_path, text) == 1
    assert factories.row(warehouse, "staging.reviews")["department_id"] == "b2"


def test_the_last_one_counts_all_are_kept_and_the_same_is_not_added(
    warehouse: DuckDBPyConnection, tmp_path: Path
) -> None:
    lines = [HEAD + f"教育局,370100,2020,,99,{points},,,\n" for points in ("91", "91", "92", "91")]
    assert [take_in(warehouse, tmp_path, text) for text in lines] == [1, 0, 1, 1]
    assert factories.row(warehouse, "staging.reviews")["review_points"] == 91
    assert len(factories.rows(warehouse, "raw.reviews")) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("部门,年度\n教育局,2020\n", "复核.csv：第 1 行缺少列“复核得分”"),
        (HEAD + "教育局,370100,20,,99,91,,,\n", "第 2 行：年度“20”应为四位数字"),
        (HEAD + "教育局,370100,2020,,99,九十,,,\n", "第 2 行：复核得分“九十”应为分数"),
        (HEAD + "教育局,370100,2020,,99,-3,,,\n", "第 2 行：复核得分“-3”应为分数"),
        (HEAD + "教育局,370100,2020,,99,91,去年,,\n", "复核日期“去年”应写作 2021-05-08"),
        (HEAD + "教育局,370100,2020,,99,91,,抓阄,\n", "抽取方式“抓阄”应为 必查、风险、随机、风险＋随机 之一"),
        (HEAD + ",370100,2020,,99,91,,,\n", "第 2 行：没有写“部门”"),
        (HEAD + "水利局,370100,2020,,99,91,,,\n", "第 2 行：名册里没有东海省临汐市的“水利局”；请先补名册"),
        (HEAD + "教育局,,2020,,99,91,,,\n", "第 2 行：报告没有写明地区"),
    ],
)
def test_what_is_refused_says_why_and_nothing_is_stored(
    warehouse: DuckDBPyConnection, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ReviewError) as error:
        take_in(warehouse, tmp_path, text)
    assert told in str(error.value)
    assert factories.rows(warehouse, "raw.reviews") == []


@pytest.mark.parametrize("said", ["风险＋随机", "风险+随机", "both"])
def test_a_department_may_have_been_drawn_in_two_arms(warehouse: DuckDBPyConnection, tmp_path: Path, said: str) -> None:
    assert take_in(warehouse, tmp_path, HEAD + f"教育局,370100,2020,,99,91,,{said},\n") == 1
    assert factories.row(warehouse, "staging.reviews")["arm"] == "both"

"""Which sentences in common make a passage."""

import pytest
from duckdb import DuckDBPyConnection

from tests import factories

LONG = "坚持把绩效理念贯穿预算编制、执行、监督的全过程，逐项明确责任科室和完成时限，做到花钱必问效"  # 45 characters


@pytest.fixture(autouse=True)
def region(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    for number in range(6):
        factories.report(warehouse, f"r{number}", department=f"第{number}局")
    return warehouse


def write(warehouse: DuckDBPyConnection, report: str, *sentences: str, **columns: object) -> None:
    for words in sentences:
        factories.wording(warehouse, report, words, **columns)


def runs(warehouse: DuckDBPyConnection, report: str = "r1") -> list[tuple[str, str]]:
    found = factories.rows(warehouse, "core.shared_runs", report_id=report)
    return sorted((row["statement_id"], row["other_statement_id"]) for row in found)


def test_consecutive_sentences_are_one_run_and_one_changed_between_does_not_end_it(
    warehouse: DuckDBPyConnection,
) -> None:
    write(warehouse, "r1", LONG, "这一句改过了的", LONG[::-1], "别的", LONG[1:])
    write(warehouse, "r2", "开头不同", LONG, "这一句是原来的", LONG[::-1])
    assert runs(warehouse) == []  # 90 characters
    write(warehouse, "r2", "原来的话", LONG[1:])
    assert runs(warehouse) == [("sentences/1-5", "sentences/2-6")]


def test_two_changed_between_end_it(warehouse: DuckDBPyConnection) -> None:
    write(warehouse, "r1", LONG, "甲", "乙", LONG[1:], LONG[2:])
    write(warehouse, "r2", LONG, "丙", "丁", LONG[1:], LONG[2:])
    warehouse.execute("update raw.thresholds set value = 80 where threshold = 'copied_passage.characters'")
    assert runs(warehouse) == [("sentences/4-5", "sentences/4-5")]


@pytest.mark.parametrize(("characters", "found"), [(99, 0), (100, 1)])
def test_one_long_sentence_is_enough(warehouse: DuckDBPyConnection, characters: int, found: int) -> None:
    for report in ("r1", "r2"):
        write(warehouse, report, "一句", characters=characters)
    assert len(runs(warehouse)) == found


@pytest.mark.parametrize(("section", "found"), [("results", 1), ("duties", 1), ("problems", 0), ("process", 0)])
def test_where_everybody_says_the_same_more_is_needed(warehouse: DuckDBPyConnection, section: str, found: int) -> None:
    for report in ("r1", "r2"):
        write(warehouse, report, "一句话", "又一句", characters=60, section=section)
    assert len(runs(warehouse)) == found


@pytest.mark.parametrize(("second", "found"), [("修缮文物点35处", 1), ("修缮文物点36处", 0)])
def test_two_short_sentences_are_enough_where_the_figures_are_the_same(
    warehouse: DuckDBPyConnection, second: str, found: int
) -> None:
    write(warehouse, "r1", "送戏下乡12场", "修缮文物点35处")
    write(warehouse, "r2", "送戏下乡12场", second)
    assert len(runs(warehouse)) == found


@pytest.mark.parametrize(("characters", "found"), [(99, 0), (100, 1)])
def test_a_sentence_full_of_other_figures_is_no_copy(
    warehouse: DuckDBPyConnection, characters: int, found: int
) -> None:
    write(warehouse, "r1", "预算10万元，决算9万元，结转1万元，结余2万元", characters=characters)
    write(warehouse, "r2", "预算20万元，决算8万元，结转3万元，结余4万元", characters=characters)
    assert len(runs(warehouse)) == found


def test_among_few_departments_only_figures_tell_a_copy_from_a_template(warehouse: DuckDBPyConnection) -> None:
    for report, department in (("a", "甲局"), ("b", "乙局")):
        factories.report(warehouse, report, department=department, fiscal_year=2015)
        write(warehouse, report, LONG, LONG[::-1], LONG[1:])
    assert runs(warehouse, "a") == []
    for report in ("a", "b"):
        write(warehouse, report, "送戏下乡12场", "修缮文物点35处")
    assert runs(warehouse, "a") == [("sentences/1-5", "sentences/1-5")]


@pytest.mark.parametrize(
    ("section", "year", "sentences", "found"),
    [("results", 2021, 4, 1), ("duties", 2021, 4, 0), ("results", 2022, 4, 0), ("results", 2021, 3, 0)],
)
def test_of_last_year_only_results_count(
    warehouse: DuckDBPyConnection, section: str, year: int, sentences: int, found: int
) -> None:
    factories.report(warehouse, "later", department="第1局", fiscal_year=year)
    for report in ("r1", "later"):
        write(warehouse, report, *[LONG[place:] for place in range(sentences)], section=section)
    assert len(runs(warehouse, "later")) == found


def test_the_other_year_s_report_is_not_held_against_the_earlier_one(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "later", department="第1局", fiscal_year=2021)
    for report in ("r1", "later"):
        write(warehouse, report, "送戏下乡12场", "修缮文物点35处", section="results")
    assert (runs(warehouse, "r1"), len(runs(warehouse, "later"))) == ([], 1)

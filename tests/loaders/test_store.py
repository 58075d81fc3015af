"""Records become rows: once, whole, in versions, and never at the cost of another report."""

from decimal import Decimal
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from loaders.models import Excerpt, Formula, Report, ScoreItem
from loaders.store import Delivery, Intake, Outcome, store, store_vocabulary
from tests.loaders.records import TEXT, changed, fact, place, report


def rows(connection: DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def put(connection: DuckDBPyConnection, *arriving: tuple[str, Report], keep_later: bool = False) -> list[Outcome]:
    """One load of reports from files with these paths."""
    return Intake(connection, keep_later).put([Delivery(origin, origin, arrived) for origin, arrived in arriving])


def current(connection: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return rows(connection, "select department, fiscal_year, version from staging.reports order by all")


def test_a_report_becomes_rows(warehouse: DuckDBPyConnection) -> None:
    (outcome,) = store(warehouse, [report(jurisdiction="江北省海城市", scope="own")])

    assert (outcome.status, outcome.version, outcome.facts) == ("inserted", 1, 3)
    assert rows(warehouse, "select source, department, jurisdiction, fiscal_year, scope from raw.reports") == [
        ("档案馆.txt", "海城市档案馆", "江北省海城市", 2020, "own")
    ]
    assert rows(warehouse, "select text from raw.documents") == [(TEXT,)]
    assert rows(warehouse, "select measure, stage, value, decimals, value_text, unit from raw.facts order by all") == [
        ("expenditure", "actual", Decimal(398), 0, "398", "万元"),
        ("expenditure", "budget", Decimal("410.5"), 1, "410.5", "万元"),
        ("self_grade", "claimed", None, None, "优秀", ""),
    ]
    assert rows(warehouse, "select place, start_offset, end_offset, evidence from raw.places order by 2") == [
        (1, TEXT.index("支出预算"), TEXT.index("，支出决算"), "支出预算为410.5万元"),
        (1, TEXT.index("支出决算"), TEXT.index("。自评"), "支出决算为398万元"),
        (1, TEXT.index("自评等级"), len(TEXT) - 1, "自评等级为优秀"),
    ]


def test_unknown_is_null_and_not_empty(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report(department="", fiscal_year=None)])

    assert rows(warehouse, "select department, jurisdiction, fiscal_year, filed_on from raw.reports") == [
        (None, None, None, None)
    ]


def test_score_items_and_formulas_become_rows(warehouse: DuckDBPyConnection) -> None:
    rate = fact("expenditure_completion_rate", "claimed", "96.95", "支出决算为398万元", unit="%")
    rate = rate.model_copy(update={"formula": Formula(printed="398/410.5", low=Decimal("96.8"), high=Decimal("97.2"))})
    item = ScoreItem(
        level3="预算执行率", full_points=Decimal(5), self_points=Decimal("4.5"), place=place("自评等级为优秀")
    )
    store(warehouse, [report(facts=(rate,), score_items=(item,))])

    assert rows(warehouse, "select formula, formula_low, formula_high from raw.facts") == [
        ("398/410.5", Decimal("96.8"), Decimal("97.2"))
    ]
    assert rows(
        warehouse, "select item, level1, level3, full_points, merged_points, self_points from raw.score_items"
    ) == [(1, "", "预算执行率", Decimal(5), None, Decimal("4.5"))]


def test_more_digits_than_the_table_holds_stay_as_printed(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report(facts=(fact("expenditure", "actual", "97.02380952380952", "支出决算为398万元"),))])

    assert rows(warehouse, "select value, decimals, value_text from raw.facts") == [
        (Decimal("97.02380952"), 14, "97.02380952380952")
    ]


def test_loading_twice_changes_nothing(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report()])
    before = rows(warehouse, "from raw.reports")

    (outcome,) = store(warehouse, [report()])

    assert (outcome.status, outcome.version) == ("unchanged", 1)
    assert rows(warehouse, "from raw.reports") == before


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(warehouse: DuckDBPyConnection) -> None:
    (first,) = store(warehouse, [report()])
    (second,) = store(warehouse, [changed()])

    assert (second.status, second.version, second.report_id) == ("new_version", 2, first.report_id)
    assert rows(warehouse, "select version, count(*) from raw.facts group by all order by all") == [(1, 3), (2, 1)]
    assert rows(warehouse, "select value_text from staging.facts") == [("399",)]


def test_the_same_figure_keeps_its_id_in_every_version(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report()])
    store(warehouse, [report(facts=report().facts[:2], content="another file")])

    assert rows(
        warehouse,
        "select measure, stage, count(distinct fact_id) from raw.facts where version < 3 group by all order by all",
    ) == [("expenditure", "actual", 1), ("expenditure", "budget", 1), ("self_grade", "claimed", 1)]


def test_a_record_that_only_lacks_its_text_is_unchanged(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report()])
    (outcome,) = store(warehouse, [report(text=None)])

    assert outcome.status == "unchanged"
    assert rows(warehouse, "select has_text from staging.reports") == [(True,)]


def test_a_text_that_comes_later_is_taken(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report(text=None)])
    (outcome,) = store(warehouse, [report()])

    assert (outcome.status, outcome.version) == ("new_version", 2)
    assert rows(warehouse, "select text from staging.documents") == [(TEXT,)]


def test_what_a_newer_program_finds_in_the_words_is_taken(warehouse: DuckDBPyConnection) -> None:
    admitted = Excerpt(kind="problems", place=report().facts[0].places[0])
    store(warehouse, [report()])
    (outcome,) = store(warehouse, [report().model_copy(update={"excerpts": (admitted,)})])

    assert (outcome.status, outcome.version) == ("new_version", 2)
    assert rows(warehouse, "select kind from staging.excerpts") == [("problems",)]


def test_new_figures_of_the_same_file_keep_its_text(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report()])
    (outcome,) = store(warehouse, [report(text=None, facts=report().facts[:1])])

    assert (outcome.status, outcome.version) == ("new_version", 2)
    assert rows(warehouse, "select text from staging.documents") == [(TEXT,)]
    assert store(warehouse, [report(facts=report().facts[:1])])[0].status == "unchanged"


def test_a_text_that_no_longer_fits_is_not_kept(warehouse: DuckDBPyConnection) -> None:
    store(warehouse, [report()])
    moved = " " + TEXT  # another extractor reads the same bytes with a blank in front
    store(warehouse, [report(text=None, facts=(fact("expenditure", "actual", "398", "支出决算为398万元", moved),))])

    assert rows(warehouse, "select version, has_text from staging.reports") == [(2, False)]


def test_a_fact_stated_twice_is_one_fact_with_two_places(warehouse: DuckDBPyConnection) -> None:
    twice = (
        fact("expenditure", "actual", "398", "支出决算为398万元"),
        fact("expenditure", "actual", "398", "决算为398万元"),
    )
    store(warehouse, [report(facts=twice)])

    assert rows(warehouse, "select places from staging.facts") == [(2,)]


def test_a_refused_report_costs_no_other(warehouse: DuckDBPyConnection) -> None:
    odd = report("别馆.txt", facts=(fact("happiness", "actual", "1", "支出决算为398万元"),), department="海城市别馆")
    refused, stored = store(warehouse, [odd, report()])

    assert refused.status == "failed"
    assert "别馆.txt" in refused.message and "happiness" in refused.message
    assert stored.status == "inserted"
    assert current(warehouse) == [("海城市档案馆", 2020, 1)]


def test_a_failing_batch_leaves_nothing_behind(warehouse: DuckDBPyConnection) -> None:
    warehouse.execute("alter table raw.score_items drop column evidence")
    item = ScoreItem(level3="预算执行率", place=place("自评等级为优秀"))

    with pytest.raises(Exception, match="evidence"):
        store(warehouse, [report(score_items=(item,))])

    assert rows(warehouse, "select count(*) from raw.reports") == [(0,)]
    assert rows(warehouse, "select count(*) from raw.facts") == [(0,)]


class TestWhichReportItIs:
    def test_a_correction_of_the_department_replaces_it_and_says_so(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/收件/报告.txt", report("报告.txt", department="")))
        (outcome,) = put(warehouse, ("/收件/报告.txt", changed("报告.txt")))

        assert outcome.status == "new_version"
        assert "部门不明" in outcome.message
        assert current(warehouse) == [("海城市档案馆", 2020, 2)]

    def test_a_better_reading_of_the_same_bytes_replaces_it(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/收件/报告.txt", report("报告.txt", fiscal_year=None)))
        put(warehouse, ("/别处/改名.txt", report("改名.txt")))

        assert current(warehouse) == [("海城市档案馆", 2020, 2)]

    def test_a_copy_elsewhere_is_the_same_report(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/甲/报告.txt", report("甲/报告.txt")))
        (outcome,) = put(warehouse, ("/乙/报告.txt", report("乙/报告.txt")))

        assert outcome.status == "unchanged"
        assert "甲/报告.txt" in outcome.message
        assert len(current(warehouse)) == 1

    def test_files_of_one_name_in_different_folders_stay_apart(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/甲/报告.txt", report("报告.txt", department="甲局")))
        put(warehouse, ("/乙/报告.txt", report("报告.txt", department="乙局", content="乙")))
        put(warehouse, ("/丙/报告.txt", report("报告.txt", department="", content="丙")))
        put(warehouse, ("/丁/报告.txt", report("报告.txt", department="", content="丁")))

        assert len(current(warehouse)) == 4

    def test_departments_of_one_name_in_two_cities_stay_apart(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/海城/财政局.txt", report("财政局.txt", department="财政局", jurisdiction="海城市")))
        elsewhere = report("财政局.txt", department="财政局", jurisdiction="山城市", content="山城")
        (outcome,) = put(warehouse, ("/山城/财政局.txt", elsewhere))

        assert (outcome.status, outcome.message) == ("inserted", "")
        assert len(current(warehouse)) == 2

    def test_namesakes_that_may_be_one_are_both_kept_and_named(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/甲/报告.txt", report("报告.txt")))
        (outcome,) = put(warehouse, ("/乙/报告.txt", changed("报告.txt")))

        assert outcome.status == "inserted"
        assert "两份都保留" in outcome.message

    def test_a_moved_and_corrected_file_of_a_known_city_is_a_new_version(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/甲/报告.txt", report("报告.txt", jurisdiction="海城市")))
        (outcome,) = put(warehouse, ("/乙/报告.txt", changed("报告.txt", jurisdiction="海城市")))

        assert (outcome.status, outcome.version) == ("new_version", 2)

    def test_figures_without_a_digest_continue_the_report_of_that_name(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/甲/报告.txt", report("报告.txt")))
        bare = report("报告.txt", text=None, facts=report().facts[:1])
        bare = bare.model_copy(update={"document": bare.document.model_copy(update={"digest": ""})})
        (outcome,) = put(warehouse, ("/乙/figures.json#报告.txt", bare))

        assert (outcome.status, outcome.version) == ("new_version", 2)

    def test_own_and_consolidated_reports_of_one_file_are_two(self, warehouse: DuckDBPyConnection) -> None:
        both = [("/报告.docx#1", report(scope="own")), ("/报告.docx#2", report(scope="consolidated"))]
        put(warehouse, *both)
        assert [outcome.status for outcome in put(warehouse, *both)] == ["unchanged", "unchanged"]
        assert len(current(warehouse)) == 2

    def test_a_department_added_to_a_file_is_no_correction(self, warehouse: DuckDBPyConnection) -> None:
        known, added = report(department="甲局"), report(department="乙局")
        put(warehouse, ("/汇编.json#1", known))
        outcomes = put(warehouse, ("/汇编.json#2", added), ("/汇编.json#1", known))

        assert [outcome.status for outcome in outcomes] == ["inserted", "unchanged"]

    def test_two_records_of_one_report_in_one_load_are_refused(self, warehouse: DuckDBPyConnection) -> None:
        deliveries = [("/报告.json#1", report(facts=report().facts[:1])), ("/报告.txt", report())]
        for _ in range(2):
            outcomes = put(warehouse, *deliveries)
            assert [outcome.status for outcome in outcomes][1] == "failed"
            assert "/报告.json#1" in outcomes[1].message
        assert current(warehouse) == [("海城市档案馆", 2020, 1)]

    def test_figures_and_text_of_one_report_in_one_load_go_together(self, warehouse: DuckDBPyConnection) -> None:
        deliveries = [("/报告.json#1", report(text=None)), ("/报告.txt", report())]
        assert [outcome.status for outcome in put(warehouse, *deliveries)] == ["inserted", "new_version"]
        assert [outcome.status for outcome in put(warehouse, *deliveries)] == ["unchanged", "unchanged"]

    def test_a_path_reused_for_another_report_can_be_told_apart_again(self, warehouse: DuckDBPyConnection) -> None:
        old, new = report("报告.txt"), changed("报告.txt", fiscal_year=2021)
        put(warehouse, ("/报告.txt", old))
        put(warehouse, ("/报告.txt", new))  # taken for a correction, and said so
        put(warehouse, ("/报告.txt", old), ("/报告2021.txt", new.model_copy(update={"document": new.document})))

        assert [(department, year) for department, year, _ in current(warehouse)] == [
            ("海城市档案馆", 2020),
            ("海城市档案馆", 2021),
        ]

    def test_an_old_record_comes_back_unless_later_ones_are_kept(self, warehouse: DuckDBPyConnection) -> None:
        put(warehouse, ("/报告.txt", report()))
        put(warehouse, ("/报告.txt", changed()))

        assert put(warehouse, ("/报告.txt", report()), keep_later=True)[0].status == "unchanged"
        assert put(warehouse, ("/报告.txt", report()))[0].version == 3


def test_the_vocabulary_is_written_anew(warehouse: DuckDBPyConnection) -> None:
    tables = ("measures", "units", "formulas", "parts")
    before = {table: rows(warehouse, f"from raw.{table} order by all") for table in tables}
    warehouse.execute("delete from raw.measures where measure = 'expenditure'")
    store_vocabulary(warehouse)

    assert {table: rows(warehouse, f"from raw.{table} order by all") for table in tables} == before
    assert rows(warehouse, "select kind, unit, is_spending from raw.measures where measure = 'expenditure'") == [
        ("amount", "元", True)
    ]
    assert rows(warehouse, "select factor from raw.units where unit = '万元'") == [(Decimal(10000),)]
    assert rows(
        warehouse,
        "select side, sign, measure, stage, year_offset from raw.formulas"
        " where rate = 'three_public_change_rate' and variant = 'common' order by all",
    ) == [
        ("denominator", 1, "three_public", "actual", -1),
        ("numerator", -1, "three_public", "actual", -1),
        ("numerator", 1, "three_public", "actual", 0),
    ]
    assert ("three_public", "vehicle", "") in rows(warehouse, "select whole, part, breakdown from raw.parts")

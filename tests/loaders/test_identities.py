"""Whose report it is: after the roster, after what a person settled, and again after the file was read again."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import groups, identities
from loaders.corrections import Correction
from loaders.roster import Body
from tests import factories

BODY = Body("b1", "临汐市教育局", ("教育局",), "370100", "东海省临汐市")
TEXT = "{}\n2020年度部门整体支出绩效自评报告\n2020年支出决算为{}万元。\n"


@pytest.fixture
def inbox(warehouse: DuckDBPyConnection, tmp_path: Path) -> Path:
    identities.store_roster(warehouse, (BODY,), "")
    write(tmp_path, "临汐市教育局")
    return tmp_path


def write(folder: Path, department: str, amount: str = "398") -> None:
    (folder / "报告.txt").write_text(TEXT.format(department, amount), encoding="utf-8")


def load(warehouse: DuckDBPyConnection, folder: Path) -> loaders.Outcome:
    (outcome,) = loaders.load(warehouse, [folder / "报告.txt"])
    return outcome


def settle(warehouse: DuckDBPyConnection, report_id: str, **fields: str | None) -> None:
    lines = [Correction(report_id, "", field, value, "李四", "封面写的是教育局") for field, value in fields.items()]
    loaders.correct(warehouse, lines)


def test_a_report_of_the_roster_is_resolved(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    outcome = load(warehouse, inbox)
    report = factories.row(warehouse, "staging.reports")
    assert (outcome.standing, outcome.reason) == ("loaded", "")
    assert (report["department"], report["jurisdiction"], report["is_resolved"]) == (
        "临汐市教育局",
        "东海省临汐市",
        True,
    )


def test_an_unknown_one_is_loaded_marked_and_kept_out_of_every_benchmark(
    warehouse: DuckDBPyConnection, inbox: Path
) -> None:
    write(inbox, "临汐市水务局")
    outcome = load(warehouse, inbox)
    assert (outcome.standing, outcome.reason) == ("to_settle", "名册里没有“临汐市水务局”")
    assert factories.row(warehouse, "core.filings")["unresolved_reason"] == "名册里没有“临汐市水务局”"
    assert factories.row(warehouse, "staging.files")["status"] == "to_settle"
    for view in ("core.peers", "benchmarks.scores", "benchmarks.budget_execution", "benchmarks.three_public"):
        assert factories.rows(warehouse, view) == []
    assert factories.rows(warehouse, "core.figures") != []


def test_a_roster_that_comes_later_settles_what_was_loaded(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    write(inbox, "临汐市水务局")
    load(warehouse, inbox)
    identities.store_roster(warehouse, (BODY, Body("b2", "水务局", (), "370100", "东海省临汐市")), "名册.csv")
    loaders.settle(warehouse)
    assert factories.row(warehouse, "staging.reports")["department_id"] == "b2"
    assert factories.row(warehouse, "staging.files")["status"] == "loaded"
    assert load(warehouse, inbox).standing == "loaded"


def test_what_a_person_settled_survives_reading_the_file_again(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    write(inbox, "党政办公室")
    report_id = load(warehouse, inbox).report_id
    settle(warehouse, report_id, department="b1")
    for amount in ("398", "399"):
        write(inbox, "党政办公室", amount)
        assert load(warehouse, inbox).standing == "loaded"
        report = factories.row(warehouse, "staging.reports")
        assert (report["department"], report["stated_department"]) == ("临汐市教育局", "党政办公室")
        assert report["settled_by"] == "李四"
    settle(warehouse, report_id, department=None)
    assert factories.row(warehouse, "staging.reports")["is_resolved"] is False


def test_a_year_that_a_person_settles_dates_the_figures(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    (inbox / "报告.txt").write_text("临汐市教育局绩效自评报告\n全年支出决算为398万元。\n", encoding="utf-8")
    outcome = load(warehouse, inbox)
    assert outcome.reason == "没有识别出年度"
    settle(warehouse, outcome.report_id, fiscal_year="2020")
    assert factories.row(warehouse, "staging.reports")["is_resolved"] is True
    assert factories.row(warehouse, "core.own_year_figures")["value"] == 3_980_000


def test_the_draft_lists_what_nobody_knows_once(warehouse: DuckDBPyConnection, inbox: Path) -> None:
    write(inbox, "临汐市水务局")
    load(warehouse, inbox)
    assert identities.draft(warehouse) == [Body("", "临汐市水务局", jurisdiction_name="临汐市")]


def test_a_roster_given_once_is_kept_and_that_of_the_product_follows_the_product(
    warehouse: DuckDBPyConnection, tmp_path: Path
) -> None:
    shipped, own = tmp_path / "随附.csv", tmp_path / "名册.csv"
    shipped.write_text("部门,行政区划代码\n甲局,370100\n", encoding="utf-8")
    own.write_text("部门,行政区划代码\n乙局,370100\n", encoding="utf-8")

    def names() -> list[str]:
        return [body.department for body in identities.stored_roster(warehouse).bodies]

    loaders.adopt_roster(warehouse, None, shipped)
    assert names() == ["甲局"]
    loaders.adopt_roster(warehouse, own, shipped)
    loaders.adopt_roster(warehouse, None, shipped)
    assert names() == ["乙局"]


def test_a_line_of_the_roster_that_is_corrected_remains_the_body_that_reviews_refer_to(
    warehouse: DuckDBPyConnection, tmp_path: Path
) -> None:
    own = tmp_path / "名册.csv"

    def adopt(*lines: str) -> list[str]:
        own.write_text("部门,行政区划代码,存续年度,别名\n" + "\n".join(lines), encoding="utf-8")
        return loaders.adopt_roster(warehouse, own, tmp_path / "随附.csv")

    def ids() -> dict[str, str]:
        return {body.department: body.department_id for body in identities.stored_roster(warehouse).bodies}

    adopt("水务局,370100,2019-,", "文化局,370100,-2018,", "档案局,370100,,")
    before = ids()
    groups.save(warehouse, identities.stored_roster(warehouse), "农口", list(before.values()), "张三", "同类")

    lines = "水务局,370100,,", "文化和旅游局,370100,2010-2018,文化局", "文化广电局,370100,2019-,文化局"
    assert adopt(*lines, "档案局,370100,,") == []
    after = ids()
    kept = {"水务局": "水务局", "文化和旅游局": "文化局", "档案局": "档案局"}
    assert {new: after[new] for new in kept} == {new: before[old] for new, old in kept.items()}
    assert after["文化广电局"] not in before.values()

    assert adopt(*lines) == ["370100“档案局”"]
    assert ids() == {name: after[name] for name in ("水务局", "文化和旅游局", "文化广电局")}
    assert adopt(*lines, "档案局,370100,,") == []
    assert ids() == after

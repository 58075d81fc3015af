"""Corrections: what is accepted, what is refused with a reason, and that what was read stays."""

from decimal import Decimal
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import loaders
from loaders import corrections, identities
from loaders.corrections import Correction, CorrectionError
from loaders.roster import Body
from tests import factories

TEXT = "临汐市教育局2020年度部门整体支出绩效自评报告\n2020年支出决算为398万元。\n{}"


@pytest.fixture
def report(warehouse: DuckDBPyConnection, tmp_path: Path) -> str:
    identities.store_roster(warehouse, (Body("b1", "教育局", (), "370100", "东海省临汐市"),), "")
    return load(warehouse, tmp_path)


def load(warehouse: DuckDBPyConnection, folder: Path, more: str = "") -> str:
    (folder / "报告.txt").write_text(TEXT.format(more), encoding="utf-8")
    (outcome,) = loaders.load(warehouse, [folder / "报告.txt"])
    return outcome.report_id


def spending(warehouse: DuckDBPyConnection) -> dict[str, object]:
    return factories.row(warehouse, "staging.facts", measure="expenditure")


def line(report: str, fact: str = "", field: str = "value", becomes: str | None = "389", **more: str) -> Correction:
    return Correction(report, fact, field, becomes, more.get("author", "李四"), more.get("reason", "原件如此"))


def test_a_corrected_figure_counts_and_the_original_stays(
    warehouse: DuckDBPyConnection, report: str, tmp_path: Path
) -> None:
    fact = str(spending(warehouse)["fact_id"])
    loaders.correct(warehouse, [line(report, fact)])
    for more in ("", "收入决算为400万元。\n"):
        load(warehouse, tmp_path, more)
        found = spending(warehouse)
        assert (found["value"], found["printed_before"], found["confidence"]) == (3_890_000, "398万元", "corrected")
        assert found["doubt"] == "李四：原件如此"
    originals = warehouse.execute("select distinct value from raw.facts where measure = 'expenditure'").fetchall()
    assert originals == [(Decimal(398),)]
    logged = factories.row(warehouse, "core.amendments")
    assert (logged["was"], logged["becomes"], logged["applies"]) == ("398", "389", True)


def test_a_second_correction_says_what_the_first_made_of_it(warehouse: DuckDBPyConnection, report: str) -> None:
    fact = str(spending(warehouse)["fact_id"])
    loaders.correct(warehouse, [line(report, fact)])
    loaders.correct(warehouse, [line(report, fact, becomes="390")])
    loaders.correct(warehouse, [line(report, fact, becomes=None)])
    assert spending(warehouse)["value"] == 3_980_000
    loaders.correct(warehouse, [line(report, fact, becomes="391")])
    log = factories.rows(warehouse, "staging.corrections")
    assert [row["was"] for row in sorted(log, key=lambda row: row["correction"])] == ["398", "389", "390", "398"]


def test_what_was_read_wrong_can_be_withdrawn_whatever_it_is(warehouse: DuckDBPyConnection, report: str) -> None:
    fact = str(spending(warehouse)["fact_id"])
    warehouse.execute("update raw.facts set stage = 'claimed' where fact_id = ?", [fact])
    loaders.correct(warehouse, [line(report, fact, "is_withdrawn", "1")])
    assert factories.rows(warehouse, "staging.facts", measure="expenditure") == []


def test_the_breakdowns_are_those_that_have_a_name(warehouse: DuckDBPyConnection) -> None:
    named = {row["breakdown"] for row in factories.rows(warehouse, "staging.breakdowns")}
    assert set(corrections.BREAKDOWNS) == named


def test_full_width_digits_are_digits(warehouse: DuckDBPyConnection, report: str) -> None:
    fact = str(spending(warehouse)["fact_id"])
    loaders.correct(warehouse, [line(report, fact, becomes="３８９.５"), line(report, fact, "fiscal_year", "２０１９")])
    assert (spending(warehouse)["value"], spending(warehouse)["fiscal_year"]) == (3_895_000, 2019)


def test_a_measure_is_corrected_with_its_unit_and_stage(warehouse: DuckDBPyConnection, report: str) -> None:
    fact = str(spending(warehouse)["fact_id"])
    changes = {"measure": "budget_execution_rate", "unit": "%", "stage": "claimed", "value": "98.5"}
    loaders.correct(warehouse, [line(report, fact, field, becomes) for field, becomes in changes.items()])
    assert factories.row(warehouse, "staging.facts", measure="budget_execution_rate")["value"] == Decimal("98.5")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"report": "nobody"}, "仓库里没有报告 nobody"),
        ({"fact": "none"}, "报告.txt 现在没有编号为 none 的数"),
        ({"field": "text"}, "“text”不能更正"),
        ({"field": "department"}, "“department”不能更正"),
        ({"author": ""}, "没有写更正人"),
        ({"reason": ""}, "没有写理由"),
        ({"becomes": "三百"}, "“三百”不是数"),
        ({"field": "unit", "becomes": "斤"}, "不认识的单位“斤”"),
        ({"field": "stage", "becomes": "later"}, "阶段“later”应为"),
        ({"field": "measure", "becomes": "luck"}, "没有“luck”这个指标"),
        ({"field": "fiscal_year", "becomes": "20"}, "年度“20”应为四位数字"),
        ({"becomes": "1_000"}, "“1_000”不是数"),
        (
            {"field": "breakdown", "becomes": "administrativ"},
            "没有分项“administrativ”；应为 own、subordinate、administrative",
        ),
        (
            {"field": "measure", "becomes": "budget_execution_rate"},
            "“预算执行率”的单位不会是“万元”；请把 unit 一并更正",
        ),
        ({"field": "stage", "becomes": "claimed"}, "没有阶段 claimed；请把 stage 一并更正为"),
        ({"field": "is_confirmed", "becomes": "是"}, "is_confirmed 只能写 1"),
        ({"fact": "", "field": "scope", "becomes": "all"}, "范围“all”应为"),
        ({"fact": "", "field": "department", "becomes": "水务局"}, "名册里没有临汐市的“水务局”；请先补名册"),
    ],
)
def test_what_cannot_be_accepted_says_why_and_nothing_is_stored(
    warehouse: DuckDBPyConnection, report: str, change: dict[str, str], words: str
) -> None:
    fact = str(spending(warehouse)["fact_id"])
    wrong = line(**{"report": report, "fact": fact, **change})  # type: ignore[arg-type]
    with pytest.raises(CorrectionError) as error:
        loaders.correct(warehouse, [line(report, fact), wrong])
    assert "第 2 条更正" in str(error.value) and words in str(error.value)
    assert factories.rows(warehouse, "staging.corrections") == []


def test_a_table_of_corrections_is_read(tmp_path: Path) -> None:
    path = tmp_path / "更正.csv"
    path.write_text(
        "report_id,fact_id,field,becomes,author,reason\nr1,f1,value,12,李四,原件如此\nr1,f1,unit,撤回,李四,看错了\n",
        encoding="gb18030",  # as a Chinese Excel saves it
    )
    assert corrections.read(path) == (
        Correction("r1", "f1", "value", "12", "李四", "原件如此"),
        Correction("r1", "f1", "unit", None, "李四", "看错了"),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"a,b\n1,2\n", "第 1 行缺少列“report_id”"), (b"\xff\xfe\x00", "不是文本；请在 Excel 里另存为 CSV")],
)
def test_a_table_that_is_none_says_so(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "更正.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionError, match=words):
        corrections.read(path)

"""What people found in five real reports comes out of the checks, from the figures that people read, and from the texts.

What is no figure (dates, periods, documents, goals, admitted problems) comes out of the texts in both.
"""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

import loaders
import queries
from loaders import find, read, store
from loaders.models import Place, Report
from tests import factories
from tests.conftest import ROOT
from tests.shared import GOLDEN, REPORTS, needs_shared

pytestmark = needs_shared

ROSTER = ROOT / "data" / "roster.csv"

# The arithmetic printed beside two rates, which no column of facts.csv holds, and the bounds that it gives.
PRINTED = {
    ("000_c422740acbf9e05b.txt", "expenditure_completion_rate"): (
        "4276.91万元/（4029.42+378.68）万元*100%",
        "97.0236",
        "97.0242",
    ),
    ("000_c422740acbf9e05b.txt", "carryover_rate"): ("131.19万元/（378.68万元+4029.42万元）", "2.97600", "2.97623"),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, Report]:
    """The real reports as they are extracted."""
    return {row["report"]: find(read(REPORTS / row["report"])) for row in table("reports.csv")}


@pytest.fixture(scope="module")
def read_by_people(
    empty_warehouse: Path, texts: dict[str, Report], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDBPyConnection]:
    """The figures as people read them; what is no figure as it was extracted."""
    path = tmp_path_factory.mktemp("golden") / "warehouse.duckdb"
    shutil.copy(empty_warehouse, path)
    with duckdb.connect(path) as warehouse:
        write(warehouse, texts)
        queries.build(warehouse, materialise=True)
        yield warehouse


@pytest.fixture(scope="module")
def extracted(
    empty_warehouse: Path, texts: dict[str, Report], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDBPyConnection]:
    """The reports as a user loads them."""
    path = tmp_path_factory.mktemp("extracted") / "warehouse.duckdb"
    shutil.copy(empty_warehouse, path)
    with duckdb.connect(path) as warehouse:
        loaders.adopt_roster(warehouse, None, ROSTER)
        store(warehouse, texts.values())
        loaders.settle(warehouse)
        queries.build(warehouse, materialise=True)
        yield warehouse


@pytest.fixture(params=["read_by_people", "extracted"])
def findings(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """What the checks say of the five reports, with the name of the report."""
    golden = request.getfixturevalue(request.param)
    sources = {row["report_id"]: row["source"] for row in factories.rows(golden, "staging.reports")}
    found = factories.rows(golden, "checks.findings")
    return [{**finding, "report": sources[finding["report_id"]].partition(".txt")[0] + ".txt"} for finding in found]


def write(warehouse: DuckDBPyConnection, texts: dict[str, Report]) -> None:
    for report in table("reports.csv"):
        factories.report(
            warehouse,
            report["report"],
            department=report["department"] or None,
            jurisdiction=report["region"] or None,
            fiscal_year=int(report["fiscal_year"]),
            filed_on=report["filed_on"] or None,
        )
        for remark in texts[report["report"]].remarks:
            said = remark.model_dump(exclude={"place", "number"})
            factories.remark(
                warehouse,
                report["report"],
                **said,
                number=None if remark.number is None else str(remark.number),
                evidence=remark.place.evidence,
            )
    for fact, places in facts().items():
        report, fiscal_year, measure, breakdown, stage, value, unit, disclosure = fact
        formula, low, high = PRINTED.get((report, measure), (None, None, None))
        factories.fact(
            warehouse,
            report,
            measure,
            stage,
            value or None,
            unit,
            fiscal_year=int(fiscal_year),
            breakdown=breakdown,
            disclosure=disclosure,
            reported_by="市机关事务管理局" if disclosure == "reported_elsewhere" else "",
            formula=formula,
            formula_low=low,
            formula_high=high,
            places=places,
        )
    for item in table("score_items_002.csv"):
        factories.score_item(
            warehouse,
            "002_37bc4bf6e3109114.txt",
            item["self_points"] or None,
            level1=item["level1"],
            level2=item["level2"],
            level3=item["level3"],
            full_points=item["full_points"] or None,
            deduction_reason=item["deduction_reason"],
        )
    for name, found in texts.items():
        words_of(warehouse, name, found)


def words_of(warehouse: DuckDBPyConnection, name: str, found: Report) -> None:
    """Passages, sentences and names for oneself, as they stand in the real text."""
    for excerpt in found.excerpts:
        factories.said(warehouse, "excerpts", name, kind=excerpt.kind, **where(excerpt.place))
    for self_name in found.self_names:
        columns = self_name.model_dump(exclude={"place"})
        factories.said(warehouse, "self_names", name, **columns, **where(self_name.place))
    for sentence in found.sentences:
        columns = sentence.model_dump(exclude={"wording", "exact", "start", "end"})
        digests = {"wording": int(sentence.wording, 16), "exact": int(sentence.exact, 16)}
        offsets = {"start_offset": sentence.start, "end_offset": sentence.end}
        factories.said(warehouse, "sentences", name, **columns, **digests, **offsets)


def where(place: Place) -> dict[str, object]:
    return {"start_offset": place.start, "end_offset": place.end, "evidence": place.evidence}


def table(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts() -> dict[tuple[str, ...], int]:
    """The golden facts, each once, with the number of places where it stands."""
    counted: dict[tuple[str, ...], int] = {}
    for row in table("facts.csv"):
        row.pop("evidence")
        key = tuple(row.values())
        counted[key] = counted.get(key, 0) + 1
    return counted


def built_checks() -> list[str]:
    return [view.name.partition(".")[2] for view in queries.views() if view.name.startswith("checks.")]


def golden_findings() -> list[dict[str, str]]:
    """The golden findings of the checks that there are."""
    return [row for row in table("findings.csv") if row["check"] in built_checks()]


def test_every_golden_finding_comes_out(findings: list[dict[str, Any]]) -> None:
    for expected in golden_findings():
        outcomes = {
            finding["subject"]: finding["outcome"]
            for finding in findings
            if (finding["report"], finding["check_name"]) == (expected["report"], expected["check"])
        }
        rates = [word for word in expected["detail"].split() if word.endswith(("_rate", "_share"))]
        outcomes = {
            subject: outcome for subject, outcome in outcomes.items() if not rates or subject.startswith(tuple(rates))
        }
        assert outcomes, f"nothing was found for {expected}"
        assert expected["outcome"] in outcomes.values(), f"{expected} came out as {outcomes}"
        assert not rates or set(outcomes.values()) == {expected["outcome"]}


def test_nothing_else_is_suspected(findings: list[dict[str, Any]]) -> None:
    suspected = {(finding["report"], finding["check_name"]) for finding in findings if finding["outcome"] != "pass"}
    assert suspected == {(row["report"], row["check"]) for row in golden_findings() if row["outcome"] != "pass"}


def test_a_figure_in_yuan_among_figures_in_ten_thousands_gives_no_sum(read_by_people: DuckDBPyConnection) -> None:
    """223.53元 stands among figures in 万元: the economic classes of basic expenditure are not added up."""
    subjects = {row["subject"] for row in factories.rows(read_by_people, "checks.parts_differ_from_total")}
    assert "personnel_expenditure/economic_class/actual/2020" in subjects
    assert "basic_expenditure/economic_class/actual/2020" not in subjects


def test_a_rate_that_only_its_printed_arithmetic_explains_passes(read_by_people: DuckDBPyConnection) -> None:
    finding = factories.row(read_by_people, "checks.claimed_rate_differs", subject="expenditure_completion_rate/2020")
    assert finding["outcome"] == "pass"
    assert finding["detail"] == "2020年支出完成率 97.02% 与所列算式相符：4276.91万元/（4029.42+378.68）万元*100%"

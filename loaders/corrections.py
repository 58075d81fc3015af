"""What people correct: lines of a table come in, rows of raw.corrections go out; what was read stays as it was.

A correction names a report, a fact of it (or none, for the report itself), a field, what it becomes, who says so and
why. It is laid over whatever is read from the file, so that it survives reading it again; the last of a field counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from duckdb import DuckDBPyConnection

from loaders import lists
from loaders.admission import YEARS
from loaders.models import Report, Stage
from loaders.recognition import Trace
from loaders.roster import Roster
from loaders.rows import Row, fetch
from loaders.vocabulary import Vocabulary

OF_REPORT = ("department", "jurisdiction", "fiscal_year", "scope")
CONFIRMED, WITHDRAWN = "is_confirmed", "is_withdrawn"
OF_FACT = ("value", "unit", "fiscal_year", "measure", "breakdown", "stage", CONFIRMED, WITHDRAWN)
YES = "1"
COLUMNS = ("report_id", "fact_id", "field", "becomes", "author", "reason")
BREAKDOWNS = (
    "own", "subordinate", "administrative", "institution", "administrative_support", "established",
    "veteran_retired", "retired", "in_use", "leased",
)  # fmt: skip
TAKEN_BACK = "撤回"  # in the column becomes
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


class CorrectionError(ValueError):
    """A correction cannot be accepted; the Chinese message names the line, the field and what is expected."""


@dataclass(frozen=True)
class Correction:
    """One line: `becomes` is null where an earlier correction is taken back."""

    report_id: str
    fact_id: str
    field: str
    becomes: str | None
    author: str
    reason: str


def read(path: Path) -> tuple[Correction, ...]:
    """The lines of a CSV with the columns of COLUMNS. Raises CorrectionError, or OSError where it cannot be read."""
    headings = {name: (name,) for name in COLUMNS}
    lines = lists.lines(path, headings, COLUMNS, CorrectionError, f"应有 {'、'.join(COLUMNS)}")
    return tuple(
        Correction(
            line["report_id"],
            line["fact_id"],
            line["field"],
            None if line["becomes"] == TAKEN_BACK else line["becomes"],
            line["author"],
            line["reason"],
        )
        for _, line in lines
    )


def of_reports(connection: DuckDBPyConnection) -> dict[str, dict[str, Row]]:
    """The corrections of reports that count now: by report, then by field."""
    found: dict[str, dict[str, Row]] = {}
    for line in fetch(connection, "select * from raw.corrections where fact_id = '' order by correction"):
        fields = found.setdefault(line["report_id"], {})
        if line["becomes"] is None:
            fields.pop(line["field"], None)
        else:
            fields[line["field"]] = line
    return found


def accept(
    connection: DuckDBPyConnection,
    corrections: Sequence[Correction],
    traces: Mapping[str, Trace],
    roster: Roster,
    vocabulary: Vocabulary,
) -> list[Row]:
    """The rows of raw.corrections for these lines, all of them or none. Raises CorrectionError.

    `traces` are the current reports by id.
    """
    ((last,),) = connection.execute("select coalesce(max(correction), 0) from raw.corrections").fetchall()
    facts = _facts(connection, {correction.report_id for correction in corrections})
    stood = _standing(connection, {correction.report_id for correction in corrections})
    now = datetime.now(UTC).replace(tzinfo=None)
    rows: list[Row] = []
    changed: dict[tuple[str, str], str] = {}  # what the facts are of, and the last line about each
    for line, correction in enumerate(map(_normalised, corrections), start=1):
        trace = traces.get(correction.report_id)
        if trace is None:
            raise CorrectionError(f"第 {line} 条更正：仓库里没有报告 {correction.report_id}")
        fact = facts.get((correction.report_id, correction.fact_id))
        if correction.fact_id and fact is None:
            raise CorrectionError(f"第 {line} 条更正：{trace.source} 现在没有编号为 {correction.fact_id} 的数")
        name = f"第 {line} 条更正（{trace.source}）"
        if problem := _problem(correction, trace, fact, roster, vocabulary):
            raise CorrectionError(f"{name}：{problem}")
        key = correction.report_id, correction.fact_id, correction.field
        printed = (fact or vars(trace)).get(correction.field)
        was = stood.get(key, "" if printed is None else str(printed))
        rows.append({"correction": last + line, **vars(correction), "was": was, "made_at": now})
        if correction.becomes is None:
            stood.pop(key, None)
        else:
            stood[key] = correction.becomes
        if correction.field in ("measure", "unit", "stage"):
            changed[correction.report_id, correction.fact_id] = name
    for of, name in changed.items():
        fact = facts[of] | {field: stood[*of, field] for field in OF_FACT if (*of, field) in stood}
        if problem := _misfit(fact, vocabulary):
            raise CorrectionError(f"{name}：{problem}")
    return rows


def _normalised(correction: Correction) -> Correction:
    """２０２１ as an input method writes it → 2021."""
    if correction.becomes is None or correction.field not in ("value", "unit", "fiscal_year"):
        return correction
    return replace(correction, becomes=unicodedata.normalize("NFKC", correction.becomes).strip())


def _misfit(fact: Row, vocabulary: Vocabulary) -> str | None:
    """Why a fact cannot be what it was corrected to, in Chinese: 万元 are no rate, 决算 is no stage of one."""
    measure, unit = vocabulary.measures[fact["measure"]], fact["unit"]
    fitting = {"amount": unit in vocabulary.words.money, "rate": unit == "%"}
    is_fitting = fitting.get(measure.kind, unit != "%" and unit not in vocabulary.words.money)
    if fact["disclosure"] == "stated" and unit and not is_fitting:
        return f"“{measure.label}”的单位不会是“{unit}”；请把 unit 一并更正"
    if fact["stage"] and fact["stage"] not in measure.stages:
        return f"“{measure.label}”没有阶段 {fact['stage']}；请把 stage 一并更正为 {'、'.join(measure.stages)} 之一"
    return None


def _facts(connection: DuckDBPyConnection, report_ids: Iterable[str]) -> dict[tuple[str, str], Row]:
    """The facts of the current versions, by report and id, in the fields that can be corrected."""
    rows = fetch(
        connection,
        """
        select report_id, fact_id, value_text as value, unit, fiscal_year, measure, breakdown, stage, disclosure
        from raw.facts
        where
            report_id in (select unnest(?))
            and (report_id, version) in (select (report_id, max(version)) from raw.reports group by report_id)
        """,
        sorted(report_ids),
    )
    return {(row["report_id"], row["fact_id"]): row for row in rows}


def _standing(connection: DuckDBPyConnection, report_ids: Iterable[str]) -> dict[tuple[str, str, str], str]:
    """What earlier corrections made of a field."""
    rows = fetch(
        connection,
        """
        select * from raw.corrections
        where report_id in (select unnest(?))
        qualify row_number() over (partition by report_id, fact_id, field order by correction desc) = 1
        """,
        sorted(report_ids),
    )
    return {
        (row["report_id"], row["fact_id"], row["field"]): row["becomes"] for row in rows if row["becomes"] is not None
    }


def _problem(
    correction: Correction, trace: Trace, fact: Row | None, roster: Roster, vocabulary: Vocabulary
) -> str | None:
    """Why a correction cannot be accepted, in Chinese."""
    field, becomes = correction.field, correction.becomes
    known = OF_FACT if fact else OF_REPORT
    if field not in known:
        return f"“{field}”不能更正；能更正的有 {'、'.join(known)}"
    if not correction.author:
        return "没有写更正人"
    if not correction.reason:
        return "没有写理由"
    if becomes is None:
        return None
    if field == "fiscal_year" and not (len(becomes) == 4 and becomes.isdecimal() and int(becomes) in YEARS):
        return f"年度“{becomes}”应为四位数字，如 2021"
    if field in (CONFIRMED, WITHDRAWN) and becomes != YES:
        return f"{field} 只能写 {YES}，或写“{TAKEN_BACK}”"
    if field == "scope" and becomes not in get_args(Report.model_fields["scope"].annotation):
        return f"范围“{becomes}”应为 own（本级）或 consolidated（汇总）"
    if field == "stage" and becomes not in get_args(Stage):
        return f"阶段“{becomes}”应为 {'、'.join(filter(None, get_args(Stage)))} 之一"
    if field == "breakdown" and becomes not in ("", *BREAKDOWNS):
        return f"没有分项“{becomes}”；应为 {'、'.join(BREAKDOWNS)} 之一，或不写"
    if field == "measure" and becomes not in vocabulary.measures:
        return f"没有“{becomes}”这个指标"
    if field == "unit" and becomes not in vocabulary.units:
        return f"不认识的单位“{becomes}”；应为 {'、'.join(filter(None, vocabulary.units))} 之一"
    if (
        field == "value"
        and fact
        and vocabulary.measures[fact["measure"]].kind != "grade"
        and not NUMBER.fullmatch(becomes)
    ):
        return f"“{becomes}”不是数；请写数字，不带千分位逗号和单位"
    if field == "department":
        resolution = roster.resolve(becomes, trace.jurisdiction, trace.fiscal_year)
        by_id = roster.get(becomes)
        if by_id is None and resolution.body is None:
            return f"{resolution.reason}；请先补名册，再用 --roster 载入"
    return None

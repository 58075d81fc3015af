"""The views: one folder is a schema, one file a view; out of raw.* come benchmarks and findings.

A file holds a header of `--` lines, which is stored as the view's comment, and one select statement. Who reads whom
is read from the schema-qualified names in it, so that no file needs a number and a view can be put anywhere.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from duckdb import DuckDBPyConnection

from queries import parquet, slices, unchanged

FOLDER = Path(__file__).parent

# A view reads its own schema and those of a smaller rank; benchmarks and checks do not read one another.
RANKS = {"raw": 0, "staging": 1, "core": 2, "benchmarks": 3, "checks": 3, "targets": 4}
SCHEMAS = tuple(schema for schema in RANKS if schema != "raw")
FINDINGS = "checks.findings"
LEADS = "targets.leads"
OWN = "report_id, subject, outcome, severity, detail, fact_ids"
OTHERS = "other_report_id, other_fact_ids"
OTHERS_NONE = "cast(null as varchar) as other_report_id, cast([] as varchar[]) as other_fact_ids"

# What lies between the facts and what pages ask for, or what none asks: tables in the making, views in a snapshot.
STEPS = frozenset(
    {
        "benchmarks.fixed_assets",
        "benchmarks.operating",
        "benchmarks.outliers",
        "benchmarks.ranks",
        "benchmarks.series",
        "benchmarks.staffing",
        "core.attempts",
        "core.candidates",
        "core.claimed_rates",
        "core.department_values",
        "core.figure_movements",
        "core.followed_disclosures",
        "core.group_members",
        "core.last_year_figures",
        "core.ledger",
        "core.mentions",
        "core.operand_values",
        "core.own_groups",
        "core.own_sentences",
        "core.own_year_figures",
        "core.printed_sums",
        "core.quotations",
        "core.rate_values",
        "core.rates",
        "core.readings",
        "core.recomputations",
        "core.repeated_figures",
        "core.report_rubrics",
        "core.rereadings",
        "core.rescored_items",
        "core.rule_uses",
        "core.score_support",
        "core.shared_sentences",
        "core.standings",
        "core.stated_parts",
        "core.strays",
        "core.sums",
        "targets.histories",
        "targets.priority_parts",
        "targets.priority_signals",
    }
)

# Wider than what any of its readers asks of it: each of them works out its own rows.
PASSING = frozenset({"core.standings"})

# 'a string' or -- the author's comment, then a name like core.figures
_STRING_OR_COMMENT = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_NAME = re.compile(rf"\b({'|'.join(RANKS)})\.([a-z][a-z0-9_]*)")


class ViewError(Exception):
    """A view's file breaks a rule of the house; the message names the file and the rule."""


@dataclass(frozen=True)
class View:
    """One file: `name` is schema.stem, `comment` its header as one line a sentence, `body` the select statement."""

    name: str
    comment: str
    body: str

    @property
    def label(self) -> str:
        """Its name in Chinese, from the header's last line: `-- 中文：收支不平。年初结转…` gives 收支不平."""
        return self.comment.partition("中文：")[2].partition("。")[0] or self.stem

    @property
    def schema(self) -> str:
        return self.name.partition(".")[0]

    @property
    def stem(self) -> str:
        return self.name.partition(".")[2]

    @property
    def reads(self) -> frozenset[str]:
        """The schema-qualified names in the body, such as `raw.facts` and `core.figures`."""
        code = _STRING_OR_COMMENT.sub("", self.body)
        return frozenset(f"{schema}.{stem}" for schema, stem in _NAME.findall(code))


def build(
    connection: DuckDBPyConnection,
    *,
    materialise: bool = False,
    made: Path | None = None,
    previous: Path | None = None,
) -> None:
    """Create or replace every view; the raw.* tables must be there. Raises ViewError where a file breaks a rule.

    With `materialise` the same files become tables, except those of `staging` and STEPS: built once, read often. What
    the checks found then lies in `targets.leads` only, and they are read from there. With `made` these tables are
    filled from a folder of Parquet, where they were worked out of the same raw.*. What the `previous` snapshot holds of
    places whose reports are still the same is copied, not worked out again.
    """
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    for name, kind in _kinds(connection).items():
        if kind == "table" and name in {view.name for view in views()}:
            connection.execute(f"drop table {name}")
    if materialise:
        for view in views():
            connection.execute(
                f"create or replace view {view.name} as\n{view.body}"
                if view.schema == "staging"
                else f"drop view if exists {view.name}"
            )
        slices.fill(connection, views(), kept(), PASSING, _read_back_by_name(), previous)
    else:
        _create(connection, kept() if made else frozenset(), _read_back_by_name() if made else {})
    if made is not None:
        parquet.fill(connection, kept(), made)
    if materialise or made is not None:
        unchanged.sign(connection, views())
    kinds = _kinds(connection)
    for view in views():
        comment = view.comment.replace("'", "''")
        connection.execute(f"comment on {kinds[view.name]} {view.name} is '{comment}'")


def _create(connection: DuckDBPyConnection, tables: Collection[str], read_back: Mapping[str, str]) -> None:
    """Every file as a view, over tables without rows that give way to views afterwards, save those named.

    Views in `read_back` get the statements given there.

    What is created over views is bound to the bottom, and views that lie thirty deep are bound for half a minute.
    """
    for view in views():
        connection.execute(f"drop view if exists {view.name}")
        connection.execute(f"create table {view.name} as select * from (\n{view.body}\n) limit 0")
    for view in [view for view in reversed(views()) if view.name not in tables]:
        connection.execute(f"drop table {view.name}")
        connection.execute(f"create view {view.name} as\n{read_back.get(view.name, view.body)}")


def ancestry(name: str) -> tuple[View, ...]:
    """A view and whatever it reads, by way of others too, in an order in which it can be created."""
    by_name = {view.name: view for view in views()}
    needed, found = [name], set[str]()
    while needed:
        one = needed.pop()
        if one in by_name and one not in found:
            found.add(one)
            needed += by_name[one].reads
    return tuple(view for view in views() if view.name in found)


def kept() -> frozenset[str]:
    """What a snapshot has as tables."""
    return frozenset(view.name for view in views() if view.schema not in ("staging", "checks")) - STEPS


def shared() -> frozenset[str]:
    """What more than one view reads."""
    readers = Counter(name for view in views() for name in view.reads)
    return frozenset(view.name for view in views() if readers[view.name] > 1)


@cache
def views() -> tuple[View, ...]:
    """Every view, in an order in which it can be created."""
    return ordered(read(FOLDER))


def read(folder: Path) -> list[View]:
    """The views of a folder of schemas, with `checks.findings` made from the checks that are there."""
    found = [
        View(f"{schema}.{path.stem}", *_header_and_body(path))
        for schema in SCHEMAS
        for path in sorted((folder / schema).glob("*.sql"))
    ]
    checks = [view for view in found if view.schema == "checks"]
    return [*found, _findings(checks)] if checks else found


def ordered(found: list[View]) -> tuple[View, ...]:
    """The same views, each after those that it reads. Raises ViewError for an unknown name, an upward read, a cycle."""
    by_name = {view.name: view for view in found}
    graph: dict[str, set[str]] = {}
    for view in found:
        for name in sorted(view.reads):
            other = name.partition(".")[0]
            if other != view.schema and RANKS[other] >= RANKS[view.schema]:
                raise ViewError(f"{view.name} reads {name}: {view.schema} may not read {other}")
            if other != "raw" and name not in by_name:
                raise ViewError(f"{view.name} reads {name}, which does not exist")
        graph[view.name] = {name for name in view.reads if name in by_name}
    try:
        return tuple(by_name[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ViewError(f"views read one another in a circle: {' → '.join(error.args[1])}") from error


def _kinds(connection: DuckDBPyConnection) -> dict[str, str]:
    found = connection.execute("select table_schema, table_name, table_type from information_schema.tables").fetchall()
    return {f"{schema}.{stem}": "view" if kind == "VIEW" else "table" for schema, stem, kind in found}


def _header_and_body(path: Path) -> tuple[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = 0
    while header < len(lines) and lines[header].startswith("--"):
        header += 1
    if header == 0:
        raise ViewError(f"{path} has no header: start with '-- ' lines that say what one row is")
    comment = " ".join(line.removeprefix("--").strip() for line in lines[:header])
    return comment, "\n".join(lines[header:]).strip().removesuffix(";")


def _findings(checks: list[View]) -> View:
    selects = [
        f"    select '{check.stem}' as check_name, '{check.label}' as check_label, {_columns(check)} from {check.name}"
        for check in checks
    ]
    comment = (
        "Every check's outcome, hits, passes and doubts alike. One row per check_name, report_id, subject. "
        "other_report_id is the report that it was held against, threshold_note who changed what it compares with. "
        "中文：检查结论。各项检查的全部结论，命中、存疑和通过都在内。"
    )
    outcomes = "\n\n    union all\n\n".join(selects)
    body = (
        f"with\noutcomes as (\n{outcomes}\n)\n\nselect outcomes.*, adjustments.note as threshold_note from outcomes\n"
        "left join core.adjustments as adjustments on outcomes.check_name = adjustments.owner"
    )
    return View(FINDINGS, comment, body)


def _read_back_by_name() -> dict[str, str]:
    return {view.name: _read_back(view) for view in views() if view.schema == "checks"}


def _read_back(check: View) -> str:
    """What a check found, or all of them, out of the leads: a snapshot has each finding once."""
    if check.name == FINDINGS:
        return f"select check_name, check_label, {OWN}, {OTHERS}, threshold_note from {LEADS}"
    columns = f"{OWN}, {OTHERS}" if _names_other(check) else OWN
    return f"select {columns} from {LEADS} where check_name = '{check.stem}'"


def _columns(check: View) -> str:
    """What a finding consists of; of checks that look into one report only, no other stands behind it."""
    return f"{OWN}, {OTHERS if _names_other(check) else OTHERS_NONE}"


def _names_other(check: View) -> bool:
    return re.search(r"\bother_fact_ids\b", check.body) is not None

"""Whose report is it, and on which year? Reports, the roster and people's corrections come in, raw.identities goes out.

A report whose department and year are settled may be compared; any other is loaded all the same, and listed for a
person to settle.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from loaders import corrections
from loaders.recognition import Trace
from loaders.roster import Body, Roster, carry_over
from loaders.rows import Row, fetch, put

DEMONSTRATION = "demonstration"  # the origin of a roster that is invented
NO_YEAR = "没有识别出年度"
NO_FACTS = "没有找到数"
# A file stands as the reports in it do; one that failed has none that could be settled.
STANDING = f"""
with
current as (select report_id, max(version) as version from raw.reports group by report_id),

stated as (select distinct report_id from raw.facts semi join current using (report_id, version)),

doubts as (
    select
        report_id,
        concat_ws('；', nullif(reason, ''), case when stated.report_id is null then '{NO_FACTS}' end) as reason
    from raw.identities
    left join stated using (report_id)
),

contents as (select origin, unnest(report_ids) as report_id from raw.files where status <> 'failed'),

files as (
    select contents.origin, coalesce(string_agg(distinct nullif(doubts.reason, ''), '；'), '') as reason
    from contents
    inner join doubts using (report_id)
    group by contents.origin
)

update raw.files
set reason = standing.reason, status = case when standing.reason = '' then 'loaded' else 'to_settle' end
from (select * from files) as standing
where raw.files.origin = standing.origin
"""

# What every current report says of itself; a report that was corrected stands alone.
GROUPED = """
select
    reports.report_id,
    coalesce(reports.department, '') as stated_department,
    coalesce(reports.jurisdiction, '') as stated_jurisdiction,
    reports.fiscal_year as stated_fiscal_year,
    reports.scope as stated_scope,
    coalesce(corrected.report_id, '') as alone
from raw.reports as reports
left join corrected on reports.report_id = corrected.report_id
qualify row_number() over (partition by reports.report_id order by reports.version desc) = 1
"""
IDENTIFIED = f"""
select
    grouped.report_id,
    settled.department_id,
    settled.department,
    settled.jurisdiction,
    settled.fiscal_year,
    settled.scope,
    settled.is_resolved,
    settled.reason,
    settled.settled_by
from ({GROUPED}) as grouped
inner join settled
    on
        grouped.stated_department = settled.stated_department
        and grouped.stated_jurisdiction = settled.stated_jurisdiction
        and grouped.stated_fiscal_year is not distinct from settled.stated_fiscal_year
        and grouped.stated_scope = settled.stated_scope
        and grouped.alone = settled.alone
"""
SETTLED = pa.schema(
    {
        "stated_department": pa.string(),
        "stated_jurisdiction": pa.string(),
        "stated_fiscal_year": pa.int32(),
        "stated_scope": pa.string(),
        "alone": pa.string(),
        "department_id": pa.string(),
        "department": pa.string(),
        "jurisdiction": pa.string(),
        "fiscal_year": pa.int32(),
        "scope": pa.string(),
        "is_resolved": pa.bool_(),
        "reason": pa.string(),
        "settled_by": pa.string(),
    }
)


class Stated(NamedTuple):
    """What a report says of itself."""

    department: str
    jurisdiction: str
    fiscal_year: int | None
    scope: str


class Identity(NamedTuple):
    """A row of raw.identities without its report."""

    body: Body | None
    department: str
    jurisdiction: str
    fiscal_year: int | None
    scope: str
    reason: str
    settled_by: str | None

    @property
    def is_resolved(self) -> bool:
        return self.body is not None and self.fiscal_year is not None


# Reviews and groups of departments that a roster has no more.
REFERRED = """
select department_id from raw.reviews
union
select unnest(department_ids) from (
    select department_ids from raw.saved_groups
    qualify row_number() over (partition by name order by entry desc) = 1
)
"""


def store_roster(connection: DuckDBPyConnection, bodies: tuple[Body, ...], origin: str) -> list[Body]:
    """Put these bodies in the place of those that were there; `origin` is '' for those that ship with the product.

    Invented bodies, of DEMONSTRATION, stand beside the real ones and take the place of invented ones only. A body whose
    line was corrected keeps its id. The answer is who has no line any more although reviews or groups refer to it.
    """
    is_invented = origin == DEMONSTRATION
    before = _stored(connection, "where (origin = ?) = ?", DEMONSTRATION, is_invented)
    bodies = carry_over(bodies, before)
    connection.execute("delete from raw.roster where (origin = ?) = ?", [DEMONSTRATION, is_invented])
    put(connection, {"roster": [{**vars(body), "aliases": list(body.aliases), "origin": origin} for body in bodies]})
    kept = {body.department_id for body in bodies}
    referred = {row["department_id"] for row in fetch(connection, REFERRED)}
    return [body for body in before if body.department_id in referred - kept]


def stored_roster(connection: DuckDBPyConnection) -> Roster:
    """The roster of a warehouse."""
    return Roster(_stored(connection))


def _stored(connection: DuckDBPyConnection, where: str = "", *parameters: object) -> list[Body]:
    rows = fetch(connection, f"select * exclude (origin) from raw.roster {where} order by department_id", *parameters)
    return [Body(**{**row, "aliases": tuple(row["aliases"])}) for row in rows]


def is_own_roster(connection: DuckDBPyConnection) -> bool:
    """Whether the roster came from the user, and not with the product."""
    own = "select count(*) from raw.roster where origin not in ('', ?)"
    return connection.execute(own, [DEMONSTRATION]).fetchall()[0][0] > 0


def identifier(connection: DuckDBPyConnection) -> Callable[[Trace], Identity]:
    """What tells the identity of a report, by the roster and the corrections of a warehouse."""
    roster = stored_roster(connection)
    settled = corrections.of_reports(connection)

    def identify(trace: Trace) -> Identity:
        return _identity(trace, settled.get(trace.report_id, {}), roster)

    return identify


def settle(connection: DuckDBPyConnection) -> None:
    """Write raw.identities anew for the current reports, and how the files stand that they came in.

    Reports that say the same of themselves, and that nobody corrected, are settled together.
    """
    roster = stored_roster(connection)
    settled = corrections.of_reports(connection)
    connection.register("corrected", pa.table({"report_id": pa.array(list(settled), pa.string())}))
    try:
        groups = fetch(connection, f"select distinct * exclude (report_id) from ({GROUPED})")
        rows = [
            {**group, **_row(_identity(_stated(group), settled.get(group["alone"], {}), roster))} for group in groups
        ]
        connection.register("settled", pa.Table.from_pylist(rows, schema=SETTLED))
        connection.begin()
        try:
            connection.execute("delete from raw.identities")
            connection.execute(f"insert into raw.identities by name {IDENTIFIED}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        finally:
            connection.unregister("settled")
    finally:
        connection.unregister("corrected")
    connection.execute(STANDING)


def draft(connection: DuckDBPyConnection) -> list[Body]:
    """What reports call the departments that nobody knows, as lines of a roster to be completed."""
    rows = fetch(
        connection,
        """
        select distinct identities.department, coalesce(identities.jurisdiction, '') as jurisdiction_name
        from raw.identities
        where department_id is null and department is not null
        order by jurisdiction_name, department
        """,
    )
    return [Body(department_id="", **row) for row in rows]


def _stated(group: Row) -> Stated:
    return Stated(*(group[f"stated_{name}"] for name in Stated._fields))


def _row(identity: Identity) -> Row:
    return {
        "department_id": identity.body.department_id if identity.body else None,
        "department": identity.department or None,
        "jurisdiction": identity.jurisdiction or None,
        "fiscal_year": identity.fiscal_year,
        "scope": identity.scope,
        "is_resolved": identity.is_resolved,
        "reason": identity.reason,
        "settled_by": identity.settled_by,
    }


def _identity(trace: Trace | Stated, settled: Mapping[str, Row], roster: Roster) -> Identity:
    fields = {name: line["becomes"] for name, line in settled.items()}
    year = int(fields["fiscal_year"]) if "fiscal_year" in fields else trace.fiscal_year
    department = fields.get("department", trace.department)
    jurisdiction = fields.get("jurisdiction", trace.jurisdiction)
    chosen = roster.get(department)
    resolution = roster.resolve(department, jurisdiction, year)
    body = chosen or resolution.body
    reasons = [*([resolution.reason] if body is None else []), *([NO_YEAR] if year is None else [])]
    return Identity(
        body=body,
        department=body.department if body else department,
        jurisdiction=body.jurisdiction_name if body else jurisdiction,
        fiscal_year=year,
        scope=fields.get("scope", trace.scope),
        reason="；".join(reasons),
        settled_by="、".join(dict.fromkeys(line["author"] for line in settled.values())) or None,
    )

"""Departments that people compare with one another: a name and departments come in, a row of raw.saved_groups goes out.

Entries are only ever added: of a name's entries the last one counts, and one without departments gives the group up.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from loaders.roster import Roster
from loaders.rows import put

SEPARATORS = re.compile(r"[,，;；、\n\r]+")


class GroupError(ValueError):
    """A group cannot be accepted; the Chinese message names the department and what is expected."""


def departments(given: str) -> list[str]:
    """Names or ids of departments: those of a file that holds one a line, or those given, apart by commas.

    Raises OSError where the file cannot be read.
    """
    text = Path(given).read_text(encoding="utf-8-sig") if given and Path(given).is_file() else given
    return list(filter(None, map(str.strip, SEPARATORS.split(text))))


def save(
    connection: DuckDBPyConnection, roster: Roster, name: str, wanted: Sequence[str], author: str, reason: str
) -> None:
    """Add an entry to the log; no departments give the group up. Raises GroupError."""
    if not name.strip():
        raise GroupError("分组要有名称")
    if not author.strip() or not reason.strip():
        raise GroupError(f"分组“{name}”：要写明是谁定的、为什么")
    ids = list(dict.fromkeys(_department_id(roster, one) for one in wanted))
    ((last,),) = connection.execute("select coalesce(max(entry), 0) from raw.saved_groups").fetchall()
    row = {
        "entry": last + 1,
        "name": name.strip(),
        "department_ids": ids,
        "author": author.strip(),
        "reason": reason.strip(),
        "made_at": datetime.now(UTC).replace(tzinfo=None),
    }
    put(connection, {"saved_groups": [row]})


def _department_id(roster: Roster, name: str) -> str:
    body = roster.get(name) or roster.resolve(name, "", None).body
    if body is None:
        raise GroupError(f"“{name}”在名册里不能确定是哪个部门；请照名册写全名，包括地区，或写编号")
    return body.department_id

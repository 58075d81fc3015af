"""A list as CSV: rows and their headings come in, bytes that Excel and WPS read as UTF-8 go out."""

from collections.abc import Mapping

from pandas import DataFrame

from dashboard.exports.formulas import harmless

DISCLAIMER = "风险提示，不是问题认定"
INVENTED = "演示数据，纯属虚构"


def csv_table(rows: DataFrame, headings: Mapping[str, str], snapshot: str) -> bytes:
    """The columns that have a heading; every line names its snapshot, and no cell can become a formula.

    A row that has `is_demonstration` says that it is invented.
    """
    table = rows[list(headings)].rename(columns=dict(headings)).map(harmless)
    invented = rows.get("is_demonstration")
    notes = [DISCLAIMER] * len(rows) if invented is None else [_note(bool(is_so)) for is_so in invented]
    table = table.assign(快照=snapshot, 提示=notes)
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _note(is_demonstration: bool) -> str:
    return f"{INVENTED}；{DISCLAIMER}" if is_demonstration else DISCLAIMER

"""A list as CSV: rows and their headings come in, bytes that Excel and WPS read as UTF-8 go out."""

from collections.abc import Mapping

from pandas import DataFrame

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
DISCLAIMER = "风险提示，不是问题认定"


def csv_table(rows: DataFrame, headings: Mapping[str, str], snapshot: str) -> bytes:
    """The columns that have a heading; every line names its snapshot, and no cell can become a formula."""
    table = rows[list(headings)].rename(columns=dict(headings))
    table = table.map(_harmless).assign(快照=snapshot, 提示=DISCLAIMER)
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell

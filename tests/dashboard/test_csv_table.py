import csv
import io

import pandas as pd

from dashboard.exports.csv_table import csv_table

HEADINGS = {"department": "部门", "detail": "说明"}


def rows_of(details: list[str]) -> list[dict[str, str]]:
    frame = pd.DataFrame({"department": "市教育局", "detail": details, "left_out": 1})
    return list(csv.DictReader(io.StringIO(csv_table(frame, HEADINGS, "snapshot-1").decode("utf-8-sig"))))


def test_a_line_names_its_snapshot_and_is_no_verdict() -> None:
    assert rows_of(["支出超过预算"]) == [
        {"部门": "市教育局", "说明": "支出超过预算", "快照": "snapshot-1", "提示": "风险提示，不是问题认定"}
    ]


def test_no_cell_becomes_a_formula() -> None:
    details = ["=1+1", "+1", "-79.72%", "@x", "\t=1", "\r=1", "\n=1", "好"]
    assert [row["说明"][0] for row in rows_of(details)] == ["'"] * 7 + ["好"]


def test_a_spreadsheet_knows_that_it_is_utf8() -> None:
    assert csv_table(pd.DataFrame({"department": [], "detail": []}), HEADINGS, "s").startswith(b"\xef\xbb\xbf")


def test_an_invented_row_says_so() -> None:
    frame = pd.DataFrame({"department": ["甲", "乙"], "detail": "说明", "is_demonstration": [True, False]})
    table = csv.DictReader(io.StringIO(csv_table(frame, HEADINGS, "s").decode("utf-8-sig")))
    assert [row["提示"] for row in table] == ["演示数据，纯属虚构；风险提示，不是问题认定", "风险提示，不是问题认定"]

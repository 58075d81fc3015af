from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from loaders import thresholds
from tests import factories

HIGH = "claimed_rate_differs.high_points"


def test_the_default_counts_until_somebody_changes_it(warehouse: DuckDBPyConnection) -> None:
    row = factories.row(warehouse, "staging.thresholds", threshold=HIGH)
    assert (row["value"], row["is_default"], row["changed_by"], row["owner"]) == (5, True, None, "claimed_rate_differs")


def test_a_change_says_who_when_and_why_and_can_be_taken_back(warehouse: DuckDBPyConnection) -> None:
    thresholds.change(warehouse, HIGH, "3", "张三", "本市口径更严")
    row = factories.row(warehouse, "staging.thresholds", threshold=HIGH)
    assert (row["value"], row["default_value"], row["is_default"]) == (3, 5, False)
    assert (row["changed_by"], row["change_reason"], row["changed_at"] is None) == ("张三", "本市口径更严", False)
    thresholds.change(warehouse, HIGH, thresholds.BACK, "李四", "恢复")
    assert factories.row(warehouse, "staging.thresholds", threshold=HIGH)["is_default"]


@pytest.mark.parametrize(
    ("name", "value", "author", "reason", "says"),
    [
        ("claimed_rate_differs.none", "3", "张三", "因为", "没有阈值"),
        (HIGH, "三", "张三", "因为", "不是数"),
        (HIGH, "-1", "张三", "因为", "不小于 0"),
        (HIGH, "3", " ", "因为", "改动人"),
        (HIGH, "3", "张三", "", "理由"),
    ],
)
def test_what_cannot_be_accepted_says_why(
    warehouse: DuckDBPyConnection, name: str, value: str, author: str, reason: str, says: str
) -> None:
    with pytest.raises(thresholds.ThresholdError, match=says):
        thresholds.change(warehouse, name, value, author, reason)
    assert factories.rows(warehouse, "raw.threshold_changes") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [("[a", "不是有效的 TOML"), ("[points]\nvalue = 1\n", "label"), ("[points]\nlabel = 'a'\nvalue = 'x'\n", "value")],
)
def test_a_malformed_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "some_check.toml").write_text(text, encoding="utf-8")
    with pytest.raises(thresholds.ThresholdError, match=f"some_check.toml.*{says}"):
        thresholds.read(tmp_path)

"""The interchange format goes out and comes in unchanged, and says where it is wrong."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loaders import interchange
from loaders.models import Formula, Remark, ScoreItem
from tests.loaders.records import fact, place, report

FULL = report(
    jurisdiction="江北省海城市",
    scope="own",
    filed_on=date(2021, 6, 10),
    facts=(
        fact("expenditure", "actual", "398", "支出决算为398万元").model_copy(
            update={"formula": Formula(printed="398/410.5", low=Decimal("96.8"), high=Decimal("97.1"))}
        ),
        fact("three_public", "", None, "档案馆", unit="", disclosure="reported_elsewhere", reported_by="市机关事务局"),
    ),
    score_items=(ScoreItem(level3="执行率", full_points=Decimal(5), self_points=Decimal("4.50"), place=place("优秀")),),
    remarks=(
        Remark(
            kind="claimed_equality",
            topic="equal",
            year=2020,
            first_on=date(2020, 1, 1),
            number=Decimal("80.5"),
            compared=("expenditure.actual@2020", "expenditure.budget@2020"),
            place=place("支出决算为398万元"),
        ),
    ),
)


def written(tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "figures.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def data() -> Any:
    return json.loads(interchange.write([FULL]))


def test_a_format_that_cannot_be_printed_is_named_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text('{"format": "\\ud800' + "x" * 10_000 + '"}', encoding="utf-8")

    with pytest.raises(interchange.InterchangeError, match="duibiao/1") as raised:
        interchange.read(path)
    assert len(str(raised.value).encode()) < 400


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert interchange.read(written(tmp_path, interchange.write([FULL, report("别馆.txt")], with_text=True))) == (
        FULL,
        report("别馆.txt"),
    )


def test_the_text_stays_at_home_unless_asked_for(tmp_path: Path) -> None:
    (shared,) = interchange.read(written(tmp_path, interchange.write([FULL])))

    assert shared.document.text is None
    assert shared.document.digest == FULL.document.digest
    assert shared.facts == FULL.facts
    assert shared.remarks == ()


def test_numbers_may_be_json_numbers(tmp_path: Path) -> None:
    record = data()
    record["reports"][0]["facts"][0]["formula"]["low"] = 96.8
    (read,) = interchange.read(written(tmp_path, record))

    assert read.facts[0].formula == FULL.facts[0].formula


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_bytes(interchange.write([FULL]).encode("utf-8-sig"))

    assert len(interchange.read(path)) == 1


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert json.loads(interchange.SCHEMA.read_text(encoding="utf-8")) == interchange.schema(), (
        "the models changed: write docs/interchange-1.schema.json anew, or start format 2 if old files no longer fit"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "文件是空的"),
        ("{", "第 1 行第 2 列"),
        ("[" * 100_000, "JSON"),
        ("[1, 2]", '$.format 应为 "duibiao/1"，没有这一项'),
        ('{"reports": []}', '$.format 应为 "duibiao/1"，没有这一项'),
        ('{"format": "duibiao/2", "reports": []}', '这里是 "duibiao/2"'),
        ('{"format": "duibiao/1", "reports": []}', "$.reports 是空的"),
        ('{"format": "duibiao/1"}', "$.reports 缺少这一项"),
        ('{"format": "duibiao/1", "reports": [7]}', "$.reports[0] 应为对象"),
    ],
)
def test_another_json_is_named_with_the_place(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(interchange.InterchangeError) as refusal:
        interchange.read(written(tmp_path, content))
    assert str(refusal.value).startswith("figures.json：")
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stage": "final"}, "$.reports[0].facts[0].stage 应为 "),
        ({"value": 398}, "$.reports[0].facts[0].value 应为字符串"),
        ({"value": None}, "$.reports[0].facts[0] value 与 disclosure 不符"),
        ({"fiscal_year": "2020"}, "$.reports[0].facts[0].fiscal_year 应为整数"),
        ({"places": []}, "$.reports[0].facts[0].places 至少要有 1 个"),
        ({"places": [{"start": -1, "end": 3, "evidence": "x"}]}, "places[0].start 不能小于 0"),
        ({"places": [{"start": 0, "end": 3}]}, "places[0].evidence 缺少这一项"),
        ({"certainty": 0.9}, "$.reports[0].facts[0].certainty 格式里没有这一项"),
        ({"formula": {"printed": "1/2", "low": "一半", "high": 50}}, "formula.low 应为数"),
    ],
)
def test_a_wrong_fact_is_named_with_the_place(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    record = data()
    record["reports"][0]["facts"][0].update(change)
    with pytest.raises(interchange.InterchangeError) as refusal:
        interchange.read(written(tmp_path, record))
    assert words in str(refusal.value)


def test_many_mistakes_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    record = data()
    record["reports"] = [{**record["reports"][0], "kind": "novel"} for _ in range(10)]
    with pytest.raises(interchange.InterchangeError, match="另有 7 处"):
        interchange.read(written(tmp_path, record))


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_bytes('{"format": "对标"}'.encode("gb18030"))
    with pytest.raises(interchange.InterchangeError, match="不是 UTF-8"):
        interchange.read(path)

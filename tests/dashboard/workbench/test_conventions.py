"""How points are awarded is data, and a file that cannot be used is told by its entry."""

from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.workbench import conventions
from dashboard.workbench.conventions import FOLDER, ConventionError

COMMON = (FOLDER / "common.toml").read_text(encoding="utf-8")


def test_no_evidence_is_no_points() -> None:
    convention = conventions.of("440800").tagged("【无佐证】没有会议纪要")
    assert convention is not None
    assert convention.most_share == 0


def test_a_remark_without_a_tag_names_none() -> None:
    common = conventions.of("")
    assert common.tagged("见底稿【无佐证】") is None
    assert common.tagged("") is None
    with pytest.raises(KeyError):
        common.tagged("【别的】")


def test_the_deviation_has_the_base_of_the_convention() -> None:
    common = conventions.of("")
    points = {"full_points": Decimal(10), "self_points": Decimal(8), "review_points": Decimal(6)}
    assert common.deviation_pct(points) == 25
    assert common.deviation_pct({**points, "review_points": None}) is None
    assert common.deviation_pct({**points, "self_points": Decimal(0)}) is None


def test_the_longest_jurisdiction_that_fits_wins(tmp_path: Path) -> None:
    for digits in ("", "43", "4306"):
        text = COMMON.replace('jurisdiction = ""', f'jurisdiction = "{digits}"')
        (tmp_path / f"{digits or 'common'}.toml").write_text(text, encoding="utf-8")

    assert [conventions.of(code, tmp_path).jurisdiction for code in ("430611", "430100", "440800", "")] == [
        "4306",
        "43",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ('most_share = "0.5"', 'most_share = "1.5"', r"x.toml：conventions.1.most_share"),
        ('base = "self_points"', 'base = "anything"', "deviation.base"),
        ('tag = "佐证不全"', 'tag = "无佐证"', "“无佐证”出现两次"),
        ('step = "0.01"', 'step = "0.01"\nnote = "x"', "points.note"),
        ("[points]", "[points", "不是有效的 TOML"),
        ('jurisdiction = ""', 'jurisdiction = "43"', "没有通用口径"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_chinese(tmp_path: Path, was: str, becomes: str, words: str) -> None:
    (tmp_path / "x.toml").write_text(COMMON.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(ConventionError, match=words):
        conventions.of("430611", tmp_path)

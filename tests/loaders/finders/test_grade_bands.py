"""The grades a report distinguishes."""

from decimal import Decimal

import pytest

from tests.loaders.reading import report

BANDS = {
    "算式": ("得分≥85为优秀，75≤得分＜85为良好，60≤得分＜75为一般，60分以下为较差。", [("优秀", 85, None), ("良好", 75, 85), ("一般", 60, 75), ("较差", None, 60)]),
    "文字": ("档次：90分及以上为优，80分至90分为良，低于60分为差。", [("优", 90, None), ("良", 80, 90), ("差", None, 60)]),
    "括号": ("注：优(≥90) 良(≥80,<90) 中(≥60,<80) 差(<60)", [("优", 90, None), ("良", 80, 90), ("中", 60, 80), ("差", None, 60)]),
    "单独一个不是分档": ("我局自评得分96分，等级为优。", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "bands"), BANDS.values(), ids=BANDS.keys())
def test_bands_have_bounds(text: str, bands: list[tuple[str, int | None, int | None]]) -> None:
    wanted = [(grade, *(None if bound is None else Decimal(bound) for bound in bounds)) for grade, *bounds in bands]

    assert [(band.grade, band.least, band.below) for band in report(text).grade_bands] == wanted

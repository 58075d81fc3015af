"""Whatever happened to a text on its way: no crash, and every figure still is the text at its place."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loaders.reading import report

TEXTS = [
    path.read_text(encoding="utf-8")[:1500] for path in sorted((Path(__file__).parents[2] / "golden").glob("*.txt"))
]
DAMAGE = st.sampled_from(
    ["\n", "\t", "|", "（", ")", "=", "÷", "%", "，", "。", "：", " ", "1", "万元", "没有", "分别为", "其中：", ""]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_text_is_read(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 15)))
        text = text[:start] + data.draw(DAMAGE) + text[end:]

    found = report(text)

    whole = found.document.text or ""
    assert all(place.evidence == whole[place.start : place.end] for fact in found.facts for place in fact.places)


@pytest.mark.parametrize(
    "line",
    [
        "9" * 60_000,
        "得分9" * 4_000,
        "优(" + "9" * 60_000,
        "结余与收入" * 12_000,
        "=" + "支出/" * 20_000,
        "6个项目" * 5_000,
    ],
    ids=["digits", "scores", "a bracket", "ratios", "a formula", "projects"],
)
def test_a_line_without_end_costs_no_time(line: str) -> None:
    begun = time.monotonic()
    report(line)

    assert time.monotonic() - begun < 10

"""Passages in which a report admits problems and says what it will do."""

import pytest

from tests.loaders.reading import report

SAID = {
    "各有标题": (
        "（三）存在问题\n一是报账不及时。\n二是项目开工晚。\n（四）改进措施\n每季度通报。\n四、其他\n无。",
        [("problems", "一是报账不及时。\n二是项目开工晚。"), ("improvements", "每季度通报。")],
    ),
    "总标题下分开": (
        "五、存在的问题及改进措施\n（一）存在的主要问题\n预算编得偏粗。\n（二）改进措施或建议\n细化预算。\n六、名单\n张某。",
        [("problems", "预算编得偏粗。"), ("improvements", "细化预算。")],
    ),
    "标题后面接着写": ("9.存在问题：叫号系统超期使用。\n10.改进措施：走公开招标。\n", [("problems", "9.存在问题：叫号系统超期使用。"), ("improvements", "10.改进措施：走公开招标。")]),
    "到表为止": ("六、改进措施\n加强培训。\n评分表\n指标 | 分值 |\n投入 | 15 |\n", [("improvements", "加强培训。")]),
    "没有就没有": ("一、概况\n检查发现问题17个，已改16个。\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID.keys())
def test_passages_run_to_the_next_heading(text: str, said: list[tuple[str, str]]) -> None:
    assert [(excerpt.kind, excerpt.place.evidence) for excerpt in report(text).excerpts] == said

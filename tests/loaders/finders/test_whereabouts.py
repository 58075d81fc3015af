"""Where in the file a figure lies."""

from tests.loaders.reading import report


def test_a_figure_lies_in_a_paragraph_or_a_cell() -> None:
    found = report("全局核定编制8名。\n\n项目 | 预算数(万元) | 决算数(万元) |\n公务接待费 | 1.50 | 0.83 |\n")
    where = {fact.value: fact.places[0] for fact in found.facts}

    assert (where["8"].paragraph, where["8"].table) == (2, None)
    assert (where["0.83"].table, where["0.83"].row, where["0.83"].column) == (1, 2, 3)
    assert (where["1.50"].column, where["1.50"].paragraph) == (2, None)

"""Rows that work a rate out in cells of their own → the operands, as figures.

预算完成率 | 支出决算数÷年初预算数×100% | 1,846.30÷1,920.55×100% | 96.13%
在职人员控制率 | 年末在职人数/编制数=63/68 | 92.65%
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.finders import formulas
from loaders.finders.figures import Background, Figure
from loaders.finders.grids import Row, grids
from loaders.finders.names import rate_named
from loaders.finders.view import place

# 支出决算数÷年初预算数×100%
IN_WORDS = re.compile(r"(?=.*[/÷])[^=。;；,，\d]*[\u3400-\u9fff][^=。;；,，\d/÷]*[/÷][^=。;；,，\d]*(?:\*?100%?)?")


def find(background: Background) -> Iterator[Figure]:
    """What the arithmetic of tables states beside the rates that it gives."""
    for rows, _ in grids(background):
        for row in rows:
            yield from _operands(background, row)


def _operands(background: Background, row: Row) -> Iterator[Figure]:
    rate = ""
    for words, printed in pairwise(row):
        rate = rate_named(words.text) or rate
        in_words, equals, in_numbers = words.text.partition("=")
        if rate and IN_WORDS.fullmatch(in_words):
            last = words if equals else printed
            where = place(background.text, words.passage.start, last.passage.end)
            yield from formulas.in_row(background, rate, in_words, in_numbers if equals else printed.text, where)

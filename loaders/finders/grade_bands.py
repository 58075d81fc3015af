"""The grades a report distinguishes, with the points they stand for.

得分≥85分为优秀；75≤得分＜85分为良好    90分及以上为优，80分至90分为良    优(≥90) 良(≥80,<90)
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from loaders.finders.figures import Background
from loaders.finders.view import View, place
from loaders.models import GradeBand

DIGIT = re.compile(r"\d")
NUMBER = r"(\d{2,3}(?:\.\d+)?)"
LEAST = rf"(?:≥|>=|\\geq){NUMBER}分?|{NUMBER}分?(?:\(含\))?(?:及以上|以上|≤|<=|\\leq|至|-|~|～)|{NUMBER}\(含\)-"
BELOW = rf"(?:<|＜|低于|不足){NUMBER}|{NUMBER}分?(?:以下|\(不含\))|(?:至|-|~|～|－){NUMBER}"
# …为优秀   …为“良”   优(≥90)
# A range begins where a clause does: tried from every character of a long line of digits, it would never end.
NAMED_AFTER = (
    r"(?:^|(?<=[,，。;；、)]))(?P<range>[^,，。;；、)]+?)"
    r"(?:为|是|的为|评为|属于)(?P<after>{grades})(?=[,，。;；、)$]|$)"
)
NAMED_BEFORE = r"(?P<before>{grades})\((?P<inside>(?=[^()\d]*\d)[^()]*)\)"


def find(background: Background) -> Iterator[GradeBand]:
    """Bands stand in runs: one range alone (自评得分96分，等级为优) is no band."""
    named, banded = _patterns(background.vocabulary.words.grades)
    for seen in background.views:
        if not DIGIT.search(seen.text) or len(named.findall(seen.text)) < 2:
            continue
        bands = [band for found in banded.finditer(seen.text) if (band := _band(background, seen, found))]
        if len({band.grade for band in bands}) >= 2:
            yield from bands


@cache
def _patterns(grades: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    spelled = "|".join(re.escape(grade) for grade in sorted(grades, key=len, reverse=True))
    return re.compile(spelled), re.compile(f"{NAMED_BEFORE}|{NAMED_AFTER}".replace("{grades}", spelled))


def _band(background: Background, seen: View, found: re.Match[str]) -> GradeBand | None:
    stated = found["inside"] or found["range"]
    least, below = _number(LEAST, stated), _number(BELOW, stated)
    if least is None and below is None:
        return None
    where = place(background.text, *seen.span(*found.span()))
    return GradeBand(grade=found["before"] or found["after"], least=least, below=below, place=where)


def _number(pattern: str, stated: str) -> Decimal | None:
    found = re.search(pattern, stated)
    return Decimal(next(filter(None, found.groups()))) if found else None

"""What a score sheet calls its indicators and how it sets their points → raw.item_names and raw.item_rules.

Both are written anew from the words of all sheets, so that a better vocabulary or parser needs no report read again.
"""

import re
import unicodedata
from collections.abc import Mapping

from duckdb import DuckDBPyConnection

from loaders import rules, standards
from loaders.rows import Row, put
from loaders.vocabulary import Vocabulary

QUOTES = re.compile(r"[\s\"'“”‘’《》·]")
# 预算执行率(10分)   2020年度   3.   预算执行率≥95%   (%)
AROUND = re.compile(
    r"\([^()]*\)$|^(?:\(?[\d一二三四五六七八九十]+[.,、)])+|^\d{4}年度?|[≤≥<>=:].*$|[%]$|\d+(?:\.\d+)?分$"
)
# 政府采购执行情况   在职人员控制率指标
AFTER = re.compile(r"(?:完成)?(?:情况|指标|程度|得分|水平)$")
# 部门整体预算执行率: what does not make it another rate
BEFORE = re.compile(r"(?:本|年度|当年|全年|年|部门|单位|整体|总体|财政|资金|市|县|区|级|实际|综合|的)*")
SHORTEST = 4  # a name that counts behind such words


class Names:
    """The rates of the vocabulary by the names that a score sheet may give them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        rates = [measure for measure in vocabulary.measures.values() if measure.kind == "rate"]
        self._computable = {rate.name for rate in rates if rate.formulas}
        self._names: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self._short: dict[tuple[str, str], str] = {}
        for rate in rates:
            for name in rate.names:
                self._names.setdefault(plain(name), rate.name)
                if rate.takes_any_prefix:
                    self._endings[plain(name)] = rate.name
            if rate.topic:
                for name in rate.short_names:
                    self._short.setdefault((plain(vocabulary.measures[rate.topic].label), name), rate.name)
        self._names = dict(sorted(self._names.items(), key=lambda pair: -len(pair[0])))

    def rate(self, level2: str, level3: str) -> str:
        """The rate that an indicator is; nothing where it is none that is known."""
        name, group = plain(level3), plain(level2)
        bare = AFTER.sub("", name)
        found = self._named(name) or self._named(bare)
        if found or (found := self._named(f"{bare}率")) in self._computable:
            return found
        for ending, rate in self._endings.items():
            if name.endswith(ending):
                return rate
        return next((rate for (topic, short), rate in self._short.items() if group == topic and name == short), "")

    def _named(self, name: str) -> str:
        """The rate of that name, also where harmless words stand before it."""
        if found := self._names.get(name):
            return found
        for known, rate in self._names.items():
            if len(known) >= SHORTEST and name.endswith(known) and BEFORE.fullmatch(name.removesuffix(known)):
                return rate
        return ""


def plain(name: str) -> str:
    """A name without quotation marks, numbering and weights: “三公经费”变动率（5分） → 三公经费变动率."""
    text = QUOTES.sub("", unicodedata.normalize("NFKC", name))
    before = None
    while before != text:
        before, text = text, AROUND.sub("", text)
    return text


def settle(connection: DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Write raw.item_names and raw.item_rules anew for the score sheets that there are."""
    found = connection.execute("select distinct level2, level3 from raw.score_items").fetchall()
    texts = connection.execute("select distinct standard from raw.score_items where standard <> ''").fetchall()
    put(connection, rows(found, [text for (text,) in texts], vocabulary), is_replacing=True)


def rows(named: list[tuple[str, str]], texts: list[str], vocabulary: Vocabulary) -> Mapping[str, list[Row]]:
    """The rows for these names and standards."""
    names = Names(vocabulary)
    return {
        "item_names": [
            {"level2": level2, "level3": level3, "name": plain(level3), "measure": names.rate(level2, level3)}
            for level2, level3 in named
        ],
        "item_rules": [row for text in texts for row in rules.rows(standards.parse(text), standard=text)],
    }

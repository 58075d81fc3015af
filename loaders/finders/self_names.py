"""What a report calls its department (我委), and who else speaks where it should: 保护区建立了…"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.finders.excerpts import RANK
from loaders.finders.figures import Background
from loaders.finders.header import REGION
from loaders.finders.view import View, place
from loaders.models import Place, SelfName
from loaders.vocabulary import Organisations

QUOTED = re.compile("《[^》]*》")
SENTENCE = re.compile("[^。;；!！?？]+")
CLAUSE = re.compile("[^,，:。;；!！?？]+")
# （一）   一是   同时
LEAD = rf"(?:{RANK.pattern.replace('^', '')}|[一二三四五六七八九十]是|同时|另外|此外)*"
# behind the end of a name: 市教育局（本级）   某街道党工委、办事处
BEHIND = r"(?:[（(、）)].*|本级|机关|汇总)?$"
MOST_SHOWN = 60


@dataclass(frozen=True)
class Patterns:
    own: re.Pattern[str]  # 我局
    body: re.Pattern[str]  # 保护区建立了
    department: re.Pattern[str]  # 某县教育局成立自评工作小组
    housekeeping: re.Pattern[str]
    everyday: tuple[str, ...]  # bodies that everybody tells of
    hint: re.Pattern[str]  # without which nobody else speaks


def find(background: Background) -> Iterator[SelfName]:
    """Each name once, with its first place; titles of documents are nobody's words."""
    words = background.vocabulary.organisations
    patterns = _patterns(background)
    found: dict[tuple[str, str], list[tuple[View, int, int]]] = {}
    spoken: dict[str, int] = {}  # of bodies, in the sentences in which they speak
    texts = [
        QUOTED.sub(lambda title: "《" * len(title[0]), seen.text) if "《" in seen.text else seen.text
        for seen in background.views
    ]
    for seen, text in zip(background.views, texts, strict=True):
        if "我" in text or "本" in text:
            for one in patterns.own.finditer(text):
                found.setdefault(("self", one[0]), []).append((seen, one.start(), one.end()))
        for kind, name, start, sentence in _speakers(text, patterns, background):
            found.setdefault((kind, name), []).append((seen, start, start + len(name)))
            spoken[name] = spoken.get(name, 0) + sentence.count(name)
    whole = "\n".join(texts)
    for (kind, name), places in found.items():
        seen, start, end = places[0]
        yield SelfName(
            kind=kind,
            name=name,
            fits=_fits(kind, name, words),
            mentions=len(places),
            other_mentions=max(0, whole.count(name) - spoken[name]) if kind == "body" else 0,
            place=_clause(background.text, seen, start, end),
        )


def masked(background: Background, words: str) -> str:
    """The words with 我 for each of the department's own names: 我局, 本单位, 湛江市教育局, 教育局, 湛江市."""
    names = background.memory.get("own_names")
    if names is None:
        region = REGION.match(background.department)
        place = region["region"] if region else ""
        whole = background.department.removeprefix("中共")
        known = {name for name in (background.department, whole, whole.removeprefix(place), place) if len(name) > 1}
        names = background.memory["own_names"] = sorted(known, key=len, reverse=True)
    for name in names:
        words = words.replace(name, "我")
    if "我" in words or "本" in words:
        words = _patterns(background).own.sub("我", words)
    return words


def _patterns(background: Background) -> Patterns:
    words = background.vocabulary.organisations
    if id(words) not in _made_before:
        _made_before[id(words)] = words, _made(words)
    return _made_before[id(words)][1]


# By the identity of their words, which are kept so that their identity stays their own.
_made_before: dict[int, tuple[Organisations, Patterns]] = {}


def _made(words: Organisations) -> Patterns:
    def any_of(entries: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(entries, key=len, reverse=True)))

    def whole(word: str) -> str:
        longer = [entry.removeprefix(word) for entry in words.other_words.longer if entry.startswith(word)]
        return re.escape(word) + (f"(?!{any_of(longer)})" if longer else "")

    selves = "|".join(map(whole, sorted(words.selves, key=len, reverse=True)))
    said = words.sentences
    we = f"(?<![{''.join(words.other_words.before)}])我"
    this = rf"(?:(?<=[{''.join(words.other_words.particles)}])|(?<!\w))本"
    overseers = any_of(said.overseers)
    own = f"(?=[我本])(?:{we}|{this})(?:{selves})"
    return Patterns(
        own=re.compile(own),
        body=re.compile(
            f"{LEAD}(?P<name>{any_of(words.bodies)})(?:{any_of(said.organs)})?"
            f"(?:(?P<conduct>{any_of(said.conduct)})|{any_of(said.results)})"
        ),
        department=re.compile(
            rf"{LEAD}(?P<name>(?!\w*?(?:{overseers}))[^\W\d我本各由]{{1,12}}?[省市县区旗州镇乡][^\W\d我本各由]{{1,16}}?"
            rf"(?:局|委员会|办公室|委|部|中心|馆|院|校|处|会|站|队))(?:20\d\d年度?|本年度?|全年|部门|单位)*(?:{any_of(said.reporting)})"
        ),
        housekeeping=re.compile(any_of(said.housekeeping)),
        everyday=said.everyday,
        hint=re.compile(f"{any_of(words.bodies)}|{any_of(said.reporting)}"),
    )


def _speakers(text: str, patterns: Patterns, background: Background) -> Iterator[tuple[str, str, int, str]]:
    """Bodies that do what only the department itself would: at the head of a sentence, or of a clause about money."""
    for sentence in SENTENCE.finditer(text) if patterns.hint.search(text) else ():
        if not patterns.hint.search(sentence[0]):
            continue
        keeps_house = patterns.housekeeping.search(sentence[0]) is not None
        for clause in CLAUSE.finditer(text, sentence.start(), sentence.end()):
            body = patterns.body.match(clause[0])
            is_conduct = body and body["conduct"] and body["name"] not in patterns.everyday
            if body and (keeps_house or (is_conduct and clause.start() == sentence.start())):
                yield "body", body["name"], clause.start() + body.start("name"), sentence[0]
            other = patterns.department.match(clause[0])
            if other and not _is_own(other["name"], background):
                yield "department", other["name"], clause.start() + other.start("name"), sentence[0]


def _is_own(name: str, background: Background) -> bool:
    own = background.department
    return name in own or own in name or background.is_own_name(name)


def _fits(kind: str, name: str, words: Organisations) -> str:
    """我局 fits what ends in 局; 学校 fits what has to do with schools."""
    if kind == "self":
        return f"(?:{'|'.join(map(re.escape, words.selves[name[1:]]))}){BEHIND}"
    return "|".join(map(re.escape, words.bodies[name])) if kind == "body" else ""


def _clause(text: str, seen: View, start: int, end: int) -> Place:
    """The clause around a name, as far as it can be shown."""
    clause = next(one for one in CLAUSE.finditer(seen.text) if one.start() <= start < one.end())
    first = max(clause.start(), end - MOST_SHOWN)
    return place(text, *seen.span(first, max(end, min(clause.end(), first + MOST_SHOWN))))

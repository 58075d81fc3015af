"""Several names, then as many numbers: 基本支出、项目支出分别为862.31万元、1,011.45万元."""

from loaders.finders.labels import UNKNOWN, Token, Word, read_label
from loaders.finders.paragraphs import Reading, says_what

JOINERS = frozenset({"、", "和", "与", "及", "以及"})
HEADS = ("own_names", "this_year", "last_year", "opening", "closing")


def paired(reading: Reading, index: int) -> dict[int, tuple[list[Token], Token | None]]:
    """The words that belong to each number behind 分别为, by the number's index; empty where they do not pair up."""
    names, left = _names_before(reading, index)
    numbers = _numbers_after(reading, index)
    if len(names) == 1 and not says_what(names[0]) and len(reading.listed) == len(numbers):
        names = [[*listed, *names[0]] for listed in reading.listed]  # …的决算数分别为…，预算数分别为…
    if len(names) < 2 or len(names) != len(numbers):
        return {number: ([], None) for number in numbers if len(numbers) > 1}  # 2018年至2020年支出分别为…
    if says_what(names[-1]) and not any(map(says_what, names[:-1])):  # 2020年末、2021年末在职人数分别为…
        shared = [token for token in names[-1] if not _says_when(token)]
        names = [[*name, *shared] for name in names[:-1]] + names[-1:]
    reading.listed = [
        [token for token in name if not token.word.stage or read_label([token]).measures] for name in names
    ]
    names = _of_one_kind(reading, names)
    head = [token for token in names[0] if _says_when(token)]
    tail = [token for token in names[-1] if token.word.stage and not read_label([token]).measures]
    runs = [names[0] if read_label(names[0]).stage else names[0] + tail]
    for name in names[1:]:
        runs.append(head + (name if read_label(name).stage else name + tail))
    return {number: (run, left) for number, run in zip(numbers, runs, strict=True)}


def _of_one_kind(reading: Reading, names: list[list[Token]]) -> list[list[Token]]:
    """基本支出、项目支出执行率分别为…: the first is 基本支出执行率."""
    words = reading.background.lexicon.words
    last = names[-1][-1]
    if reading.kind(last.word.names) != "rate":
        return names
    base = longest_name(last.text, words)
    suffix = last.text[len(base) :]
    told: list[list[Token]] = []
    for name in names[:-1]:
        of = words.get(name[-1].text + suffix, UNKNOWN)
        is_rate = bool(base) and reading.kind(name[-1].word.names) == "amount" and reading.kind(of.names) == "rate"
        told.append([*name[:-1], name[-1]._replace(text=name[-1].text + suffix, word=of)] if is_rate else name)
    return [*told, names[-1]]


def longest_name(text: str, words: dict[str, Word]) -> str:
    """The longest known name that a word begins with: 项目支出 of 项目支出执行率."""
    return next((text[:end] for end in range(len(text) - 1, 1, -1) if words.get(text[:end], UNKNOWN).names), "")


def _says_when(token: Token) -> bool:
    return token.kind in ("year", "date") or token.says(*HEADS)


def _names_before(reading: Reading, index: int) -> tuple[list[list[Token]], Token | None]:
    names: list[list[Token]] = [[]]
    position = index - 1
    while position >= 0:
        token = reading.tokens[position]
        if token.text in JOINERS and names[0]:
            names.insert(0, [])
        elif token.kind in ("word", "year", "date"):
            names[0].insert(0, token)
        else:
            break
        position -= 1
    return [name for name in names if name], reading.tokens[position] if position >= 0 else None


def _numbers_after(reading: Reading, index: int) -> list[int]:
    numbers: list[int] = []
    for position in range(index + 1, len(reading.tokens)):
        token = reading.tokens[position]
        if token.kind == "number":
            numbers.append(position)
        elif token.says("becomes") and not numbers:
            continue  # 会议费和培训费分别压减至1.20万元、2.30万元
        elif token.text not in JOINERS and not (token.text in ",，" and _is_number(reading, position + 1)):
            break
    return numbers


def _is_number(reading: Reading, position: int) -> bool:
    return position < len(reading.tokens) and reading.tokens[position].kind == "number"

"""Several names, then as many numbers: 基本支出、项目支出分别为862.31万元、1,011.45万元."""

from loaders.finders.labels import Token, read_label
from loaders.finders.paragraphs import Reading

JOINERS = frozenset({"、", "和", "与", "及", "以及"})
HEADS = ("own_names", "this_year", "last_year", "opening", "closing")


def paired(reading: Reading, index: int) -> dict[int, tuple[list[Token], Token | None]]:
    """The words that belong to each number behind 分别为, by the number's index; empty where they do not pair up."""
    names, left = _names_before(reading, index)
    numbers = _numbers_after(reading, index)
    if len(names) < 2 or len(names) != len(numbers):
        return {}
    head = [token for token in names[0] if token.kind in ("year", "date") or token.says(*HEADS)]
    tail = [token for token in names[-1] if token.word.stage and not read_label([token]).measures]
    runs = [names[0] if read_label(names[0]).stage else names[0] + tail]
    for name in names[1:]:
        runs.append(head + (name if read_label(name).stage else name + tail))
    return {number: (run, left) for number, run in zip(numbers, runs, strict=True)}


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
        elif token.text not in JOINERS and not (token.text in ",，" and _is_number(reading, position + 1)):
            break
    return numbers


def _is_number(reading: Reading, position: int) -> bool:
    return position < len(reading.tokens) and reading.tokens[position].kind == "number"

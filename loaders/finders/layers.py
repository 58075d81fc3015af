"""Lines of a flattened head of several layers → the cells above every column.

预算数 / 决算数 / 合计 / 用车费 / 接待费 / 合计 / 用车费 / 接待费 / 小计 / 购置费 / 运行费 / 小计 / 购置费 / 运行费
The layers stand one after the other; what repeats below each stage, and which name the parts belong to, tells them
apart. A head fits only if it has as many columns as there are values below it.
"""

from collections.abc import Iterator, Sequence

from loaders import vocabulary
from loaders.finders.kinds import kind_of
from loaders.finders.names import bare, read_name
from loaders.finders.numbered import Group, Restored

Path = tuple[int, ...]  # the lines above one column, the widest first

SUBTOTAL = "小计"
AMONG = "其中"
FEWEST, MOST = 3, 40  # lines of a head


def restored(texts: Sequence[str], is_value: Sequence[bool], position: int, first: int) -> Restored | None:
    """The table whose head stands between `position` and the `first` value."""
    values = _run(is_value, first)
    ruler = _ruler(texts, first)
    for start in range(max(position, first - MOST), first - FEWEST + 1):
        is_named = kind_of(bare(texts[start])) == "name" and not read_name(texts[start]).measures
        for width in dict.fromkeys([ruler, values] if ruler else [values]):
            lines = range(start + 1, first - 1) if is_named else range(start, first)
            paths = paths_of([texts[line] for line in lines], lines.start, width)
            if paths:
                found = _table(is_value, start, paths, first, is_named)
                if found:
                    return found
    return None


def _table(is_value: Sequence[bool], start: int, paths: list[Path], first: int, is_named: bool) -> Restored | None:
    width, depth = len(paths), max(map(len, paths))
    corner: list[Group] = [(start, start + 1)] if is_named else []
    heads = []
    for level in range(depth):
        lines = [path[min(level, len(path) - 1)] for path in paths]
        heads.append([*corner, *((line, line + 1) for line in lines)])
    rows: list[list[Group]] = []
    position = first - is_named
    while position + is_named + width <= len(is_value):
        values = range(position + is_named, position + is_named + width)
        if not all(is_value[line] for line in values) or (is_named and is_value[position]):
            break
        rows.append([(line, line + 1) for line in range(position, values.stop)])
        position = values.stop
    is_left_over = position < len(is_value) and is_value[position]
    return Restored([*heads, *rows], start, position) if rows and not is_left_over else None


def _run(is_value: Sequence[bool], first: int) -> int:
    end = first
    while end < len(is_value) and is_value[end]:
        end += 1
    return end - first


def _ruler(texts: Sequence[str], first: int) -> int:
    """How many columns a line of their numbers counts: 1 / 2 / 3 / 4; 0 for no such line."""
    count = 0
    while first + count < len(texts) and texts[first + count] == str(count + 1):
        count += 1
    return count if count >= FEWEST else 0


def paths_of(heads: Sequence[str], offset: int, width: int) -> list[Path]:
    """The heads above each of so many columns, as lines from `offset`; empty where the heads do not fit."""
    for found in (_by_layer(heads, width), _by_branch(heads, width), _by_mention(heads, width)):
        if found:
            return [tuple(line + offset for line in path) for path in found]
    return []


def _by_layer(heads: Sequence[str], width: int) -> list[Path]:
    """The widest heads first, then everything below them, then the parts of one of these."""
    stages = next((i for i, head in enumerate(heads) if not _is_stage(head)), len(heads))
    times, rest = max(1, stages), heads[stages:]
    for count in range(2, len(rest) // times + 1):
        names, parts = rest[:count], rest[count * times :]
        share = len(parts) // times
        if not _repeats(rest[: count * times], times) or not _repeats(parts, times):
            continue
        whole = _whole(names, parts[:share]) if share else -1
        is_divided = whole >= 0 if share else times > 1
        is_told = times > 1 or parts[:1] == [SUBTOTAL]
        columns = times * (count + (share - 1 if share else 0))
        if columns != width or not (is_divided and is_told) or not _are_known([*names, *parts]):
            continue
        paths: list[Path] = []
        for i in range(times):
            top = (i,) if stages else ()
            for j in range(count):
                name = stages + i * count + j
                below = range(stages + count * times + i * share, stages + count * times + (i + 1) * share)
                paths += [(*top, name, part) for part in below] if j == whole else [(*top, name)]
        return paths
    return []


def _repeats(heads: Sequence[str], times: int) -> bool:
    """Whether heads are the same ones so many times over."""
    return list(heads) == list(heads[: len(heads) // times]) * times


def _by_branch(heads: Sequence[str], width: int) -> list[Path]:
    """Every head right before what it covers: 合计 / 公务用车费 / 小计 / 购置费 / 运行费 / 公务接待费."""
    stages = [line for line, head in enumerate(heads) if _is_stage(head)]
    starts = stages or [-1]
    blocks = [range(start + 1, end) for start, end in zip(starts, [*starts[1:], len(heads)], strict=True)]
    are_alike = len({tuple(heads[line] for line in block) for block in blocks}) == 1
    if len(stages) == 1 or (stages and stages[0]) or not are_alike or len(blocks[0]) < 2 or not _are_known(heads):
        return []
    paths = [
        (start, *path) if stages else path
        for start, block in zip(starts, blocks, strict=True)
        for path in _branches(heads, block)
    ]
    return paths if len(paths) == width < len(heads) else []


def _branches(heads: Sequence[str], lines: range) -> Iterator[Path]:
    whole = -1
    for line in lines:
        following = [heads[other] for other in (line + 1, line + 2) if other in lines]
        is_divided = len(following) == 2 and following[0] == SUBTOTAL and _whole([heads[line]], following) == 0
        if is_divided:
            whole = line
            continue
        is_part = whole >= 0 and (heads[line] == SUBTOTAL or _whole([heads[whole]], [heads[line]]) == 0)
        whole = whole if is_part else -1
        yield (whole, line) if is_part else (line,)


def _by_mention(heads: Sequence[str], width: int) -> list[Path]:
    """A place for parts behind their whole, and their names behind all: 基本支出 / 其中： / 项目支出 / 人员 / 公用."""
    mentions = [line for line, head in enumerate(heads) if line and head.strip("：: ") == AMONG]
    if len(mentions) != 1 or width != len(heads) - 1:
        return []
    (mention,) = mentions
    whole, first = mention - 1, len(heads)
    while first > mention + 1 and _whole([heads[whole]], [heads[first - 1]]) == 0:
        first -= 1
    if first in (mention + 1, len(heads)) or not _are_known([*heads[:mention], *heads[mention + 1 :]]):
        return []
    return [
        *((line,) for line in range(mention)),
        *((whole, line) for line in range(first, len(heads))),
        *((line,) for line in range(mention + 1, first)),
    ]


def _is_stage(head: str) -> bool:
    name = read_name(head)
    return name.is_known and not name.measures and bool(name.stage or name.year or name.is_last_year)


def _are_known(heads: Sequence[str]) -> bool:
    return all(read_name(head).says_something and not read_name(head).is_only_scope for head in heads)


def _whole(names: Sequence[str], parts: Sequence[str]) -> int:
    """Which of some names is made up of such parts; -1 for none."""
    made_of = {(part.whole, part.part) for part in vocabulary.load().parts if not part.breakdown}
    named = [read_name(part).measures[:1] for part in parts if part != SUBTOTAL]
    if not named or not all(named) or SUBTOTAL in names or any(read_name(name).is_total for name in names[1:]):
        return -1
    for index, name in enumerate(names):
        whole = read_name(name).measures[:1]
        if whole and all((*whole, *part) in made_of for part in named):
            return index
    return -1

"""The same figures however a text is typed: another keyboard, another editor or a narrow page changes none of them."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import loaders
from loaders import accuracy, vocabulary
from loaders.models import Report

ASIDE = "golden_unseen"  # nobody looks at what is missed there
TEXTS = sorted(path for path in Path(__file__).parent.glob("golden*/*.txt") if path.parent.name != ASIDE)
MOST_CHANGED = 0.0005  # of all figures: of numbers that stand in two lines
NARROW = 0.012  # the same on a narrow page, where the cells of tables between spaces are broken too
WIDTH = 38
HALF = str.maketrans("，；：（）％！？", ",;:()%!?")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
NUMBER = re.compile(r"\d[\d.]*")
COUNTED = re.compile(r"(\d[\d,.]*)(万元|亿元|%|人次|批次|人|辆)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
UNPARTED = re.compile(r"[\d.,][\d.,%]|.[，。；：、）”％%]")  # no line ends within


def broken(text: str) -> str:
    """As a narrow page breaks it: no table between bars or tabs, no number, no mark at the head of a line."""
    return "\n".join(
        line if len(line) <= 60 or "|" in line or "\t" in line else "\n".join(folded(line)) for line in text.split("\n")
    )


def folded(line: str) -> list[str]:
    lines = []
    while len(line) > WIDTH:
        end = next(end for end in range(WIDTH, 0, -1) if end < 10 or not UNPARTED.match(line, end - 1))
        lines.append(line[:end])
        line = line[end:]
    return [*lines, line]


SPELLINGS: dict[str, tuple[Callable[[str], str], float]] = {
    "half-width marks": (lambda text: text.translate(HALF), MOST_CHANGED),
    "full-width digits": (lambda text: NUMBER.sub(lambda found: found[0].translate(WIDE), text), MOST_CHANGED),
    "no thousands separators": (lambda text: THOUSANDS.sub("", text), MOST_CHANGED),
    "spaces around numbers": (lambda text: COUNTED.sub(r" \1 \2", text), MOST_CHANGED),
    "straight quotes": (lambda text: text.replace("“三公”", '"三公"'), MOST_CHANGED),
    "no quotes": (lambda text: text.replace("“三公”", "三公"), MOST_CHANGED),
    "line ends of Windows": (lambda text: text.replace("\n", "\r\n"), MOST_CHANGED),
    "a narrow page": (broken, NARROW),
}


def rows(path: Path) -> list[dict[str, str]]:
    found = loaders.find(loaders.read(path))
    assert isinstance(found, Report)
    return accuracy.rows(found)


@cache
def as_typed() -> list[list[dict[str, str]]]:
    return [rows(path) for path in TEXTS]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_figure_changes(spelling: str, tmp_path: Path) -> None:
    spelt, most = SPELLINGS[spelling]
    changed = total = 0
    for path, usual in zip(TEXTS, as_typed(), strict=True):
        copy = tmp_path / path.name
        copy.write_text(spelt(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        answer = accuracy.compare(usual, rows(copy), vocabulary.load().units)
        changed += len(answer.differences)
        total += answer.total.labelled
    assert changed <= most * total, f"{changed} of {total}"

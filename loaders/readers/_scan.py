"""Images of pages → characters with a confidence, and ruling lines.

Text recognition is an optional part: rapidocr brings its models along and needs no network.
"""

import importlib
import importlib.util
import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from statistics import median
from typing import Any, NamedTuple

from loaders.readers._page import Glyph, Rule, Sheet

MOST_PAGES = 100
LONGEST = 900.0  # seconds for one file
RESOLUTION = 200 / 72  # pixels per point: what recognition reads best
MOST_PIXELS = 2_600  # of an image's longer side
FEWEST_PIXELS = 1_200
LONGER_SIDE, SHORTER_SIDE = 842.0, 595.0  # of A4 in points, for images that do not say how large they are
LOWEST_SCORE = 0.75  # of a page the right way up
MOST_SKEW = 0.2  # radians
THOUSAND = re.compile(r"[0-9]{3}[,，.]\d")
FIGURES = frozenset("0123456789.,，%％-－+")
GUESSED = 0.5  # confidence of a sign that was put right
# Pixels at RESOLUTION: a letter's strokes are shorter than a ruling line
SHORTEST_ACROSS, SHORTEST_DOWN, LARGEST_GAP = 64, 38, 9
LEAST_CONTRAST, MOST_CONTRAST = 12.0, 70.0  # between a line and the paper, of 255
GRAIN = 4.0

_lock = threading.Lock()


class Picture(NamedTuple):
    """A page as an array of pixels (blue, green, red); `scale` is how many make a point."""

    number: int
    pixels: Any
    scale: float


class Box(NamedTuple):
    """One recognised line: its four corners clockwise from the upper left, and its characters with left and right."""

    corners: Sequence[tuple[float, float]]
    score: float
    characters: list[tuple[str, float, float, float]]  # text, confidence, from where to where, 0 to 1


@cache
def is_installed() -> bool:
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def require(what: str) -> None:
    """Say what cannot be read without text recognition, if that is not installed. Raises UnreadableError."""
    from loaders.readers import UnreadableError

    if not is_installed():
        raise UnreadableError(
            f"{what}要靠文字识别才能读，而本机没有安装。"
            "请运行 pip install 'duibiao[ocr]' 后再导入，或改用有文字的原文件。"
        )


def listed(numbers: Sequence[int]) -> str:
    """3、4、5 and so on"""
    shown = "、".join(map(str, numbers[:5]))
    return f"{shown} 等 {len(numbers)} 个" if len(numbers) > 5 else shown


def scale(width: float, height: float) -> float:
    """Pixels per point at which a page of this size is looked at."""
    return min(RESOLUTION, MOST_PIXELS / max(width, height, 1.0))


def image_scale(width: int, height: int) -> float:
    """Pixels per point of an image that shows a page of A4."""
    return (
        max(width / LONGER_SIDE, height / SHORTER_SIDE)
        if width > height
        else max(width / SHORTER_SIDE, height / LONGER_SIDE)
    )


def sheets(numbers: Sequence[int], picture: Callable[[int], Picture]) -> Iterator[Sheet]:
    """The pages of these numbers, recognised. Raises UnreadableError where that cannot be or takes too long."""
    from loaders.readers import UnreadableError

    require(f"第 {listed(numbers)} 页是扫描图像，或字体没有文字编码，")
    if len(numbers) > MOST_PAGES:
        raise UnreadableError(f"有 {len(numbers)} 页是扫描图像，超过 {MOST_PAGES} 页的上限。请拆成几个文件再导入。")
    begun = time.monotonic()
    for number in numbers:
        if time.monotonic() - begun > LONGEST:
            raise UnreadableError(
                f"文字识别超过 {LONGEST / 60:.0f} 分钟仍未完成（停在第 {number} 页）。请拆成几个文件再导入。"
            )
        yield sheet(picture(number))


def sheet(picture: Picture) -> Sheet:
    """The characters and ruling lines of an image, held upright and straight."""
    pixels, boxes = _upright(picture.pixels)
    height, width = pixels.shape[:2]
    angle = _skew(boxes)
    glyphs = [glyph for box in boxes for glyph in _glyphs(box, angle, picture.scale)]
    rules = [rule for rule in _rules(pixels, angle, picture.scale) if not _is_stroke(rule, glyphs)]
    return Sheet(picture.number, width / picture.scale, height / picture.scale, glyphs, rules)


# --- recognition


@cache
def _engine() -> Any:
    # The optional part, and slow to import.
    return importlib.import_module("rapidocr").RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,  # what is doubtful is kept and marked
            "Global.max_side_len": MOST_PIXELS,
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
        }
    )


def _recognised(pixels: Any) -> list[Box]:
    with _lock:
        found = _engine()(pixels)
    if found.boxes is None or not found.txts:
        return []
    boxes: list[Box] = []
    for corners, score, word in zip(found.boxes.tolist(), found.scores, found.word_results, strict=True):
        boxes.append(Box([(x, y) for x, y in corners], float(score), _characters(corners, word)))
    return boxes


def _characters(corners: Sequence[Sequence[float]], word: Any) -> list[tuple[str, float, float, float]]:
    """Characters with the part of their line that they take up."""
    (x0, y0), (x1, y1) = corners[0], corners[1]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0

    def along(point: Sequence[float]) -> float:
        return ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / length**2

    return [(text, float(score), min(map(along, box)), max(map(along, box))) for text, score, box in word if text]


def _upright(pixels: Any) -> tuple[Any, list[Box]]:
    """The image turned so that its text stands upright, and its text."""
    boxes = _recognised(pixels)
    if not boxes:
        return pixels, boxes
    long_boxes = [box for box in boxes if len(box.characters) > 2]
    is_sideways = sum(_is_tall(box) for box in long_boxes) * 2 > len(long_boxes) > 0
    if not is_sideways and _score(boxes) >= LOWEST_SCORE:
        return pixels, boxes
    numpy = importlib.import_module("numpy")
    tries = [] if is_sideways else [(_score(boxes), 0, pixels, boxes)]
    for turns in (1, 3) if is_sideways else (2,):
        turned = numpy.ascontiguousarray(numpy.rot90(pixels, turns))
        found = _recognised(turned)
        tries.append((_score(found), turns, turned, found))
        if _score(found) >= LOWEST_SCORE and is_sideways:
            break
    best = max(tries, key=lambda attempt: attempt[0])
    return best[2], best[3]


def _is_tall(box: Box) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = box.corners[:3]
    return math.hypot(x2 - x1, y2 - y1) > 1.5 * math.hypot(x1 - x0, y1 - y0)


def _score(boxes: list[Box]) -> float:
    weights = [len(box.characters) for box in boxes]
    total = sum(weights)
    return sum(box.score * weight for box, weight in zip(boxes, weights, strict=True)) / total if total else 0.0


# --- geometry


def _skew(boxes: list[Box]) -> float:
    """By how much lines of text rise or fall, in radians."""
    angles = [
        math.atan2(box.corners[1][1] - box.corners[0][1], box.corners[1][0] - box.corners[0][0])
        for box in boxes
        if len(box.characters) >= 6
    ]
    angle = median(angles) if angles else 0.0
    return angle if abs(angle) < MOST_SKEW else 0.0


def _straight(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)


def _glyphs(box: Box, angle: float, scale: float) -> Iterator[Glyph]:
    """The characters of a line side by side; only a wide gap stays one."""
    corners = [_straight(x, y, angle) for x, y in box.corners]
    left, right = (corners[0][0] + corners[3][0]) / 2 / scale, (corners[1][0] + corners[2][0]) / 2 / scale
    top, bottom = (corners[0][1] + corners[1][1]) / 2 / scale, (corners[2][1] + corners[3][1]) / 2 / scale
    size = bottom - top
    width = right - left
    placed = [(text, score, left + start * width, left + end * width) for text, score, start, end in box.characters]
    for index, (text, score, start, end) in enumerate(placed):
        following = placed[index + 1] if index + 1 < len(placed) else None
        if following and following[2] - end < (0.5 if text.isdigit() and following[0].isdigit() else 0.8) * size:
            end = max(following[2], start + 0.01)
        confidence = score if text in FIGURES else box.score
        if text == "." and _is_of_thousands(placed, index):
            text, confidence = ",", min(score, GUESSED)
        elif text in ",，.。" and _is_separator(placed, index):
            text, confidence = ("," if text in ",，" else "."), score if text in ",." else min(score, GUESSED)
        yield Glyph(text, start, top, end, bottom, round(confidence, 4))


def _is_separator(placed: list[tuple[str, float, float, float]], index: int) -> bool:
    """1，234.50: a full-width sign inside a number, with three digits behind it or a decimal fraction."""
    before = placed[index - 1][0] if index else ""
    behind = "".join(text for text, *_ in placed[index + 1 : index + 5])
    digits = len(behind) - len(behind.lstrip("0123456789"))
    return before.isdigit() and (digits == 3 if placed[index][0] in ",，" else digits > 0)


def _is_of_thousands(placed: list[tuple[str, float, float, float]], index: int) -> bool:
    """16.320,500.00: no number has two points, so the first was a comma."""
    before = placed[index - 1][0] if index else ""
    behind = "".join(text for text, *_ in placed[index + 1 : index + 6])
    return before.isdigit() and bool(THOUSAND.match(behind))


# --- ruling lines


def _rules(pixels: Any, angle: float, scale: float) -> list[Rule]:
    """Lines of the image, as long as no letter's stroke is."""
    cv2, numpy = importlib.import_module("cv2"), importlib.import_module("numpy")
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY) if pixels.ndim == 3 else pixels
    height, width = grey.shape
    if angle:
        turn = numpy.array([[math.cos(angle), math.sin(angle), 0.0], [-math.sin(angle), math.cos(angle), 0.0]])
        grey = cv2.warpAffine(grey, turn, (width, height), borderValue=255)
    # Paper is rarely a quarter ink: what varies more than that is grain, and grain in a row passes for a line
    grain = float(numpy.percentile(numpy.abs(grey.astype(numpy.int16) - int(numpy.median(grey))), 75))
    contrast = min(max(LEAST_CONTRAST, GRAIN * grain), MOST_CONTRAST)
    ink = cv2.adaptiveThreshold(255 - grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -contrast)
    factor = scale / RESOLUTION
    rules: list[Rule] = []
    for is_across, shortest in ((True, SHORTEST_ACROSS), (False, SHORTEST_DOWN)):
        length, gap = max(12, round(shortest * factor)), max(3, round(LARGEST_GAP * factor))
        size = (length, 1) if is_across else (1, length)
        bridge = (gap, 3) if is_across else (3, gap)
        bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(bridge[::-1], numpy.uint8))
        lines = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, numpy.ones(size[::-1], numpy.uint8))
        lines = cv2.bitwise_and(lines, cv2.dilate(ink, numpy.ones((3, 3), numpy.uint8)))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for left, top, across, down, _ in boxes[1:].tolist():
            long, thick = (across, down) if is_across else (down, across)
            if long >= length and thick <= max(6, 0.05 * long):
                rules.append(_rule(left, top, across, down, is_across, scale))
    return rules


def _is_stroke(rule: Rule, glyphs: Sequence[Glyph]) -> bool:
    """Whether a line is part of a large character: 区"""
    length = max(rule.right - rule.left, rule.bottom - rule.top)
    return any(
        glyph.bottom - glyph.top >= length * 0.8
        and glyph.left - 2 <= rule.left
        and rule.right <= glyph.right + 2
        and glyph.top - 2 <= rule.top
        and rule.bottom <= glyph.bottom + 2
        for glyph in glyphs
    )


def _rule(left: int, top: int, across: int, down: int, is_across: bool, scale: float) -> Rule:
    """A thin line through the middle of what was found."""
    if is_across:
        middle = (top + down / 2) / scale
        return Rule(left / scale, middle - 0.3, (left + across) / scale, middle + 0.3)
    middle = (left + across / 2) / scale
    return Rule(middle - 0.3, top / scale, middle + 0.3, (top + down) / scale)

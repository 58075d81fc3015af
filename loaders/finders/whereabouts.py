"""A place in a text → the page, the paragraph or the table cell it lies in, counted from 1."""

from bisect import bisect_right
from typing import Any

from loaders.models import Document, Passage, Place


class Whereabouts:
    """The passages of one document in the order of its text."""

    def __init__(self, document: Document) -> None:
        cells = [passage for passage in document.passages if passage.end > passage.start]
        self._starts = [passage.start for passage in cells]
        self._passages = cells
        self._where: list[dict[str, Any]] = []
        paragraphs, tables = 0, dict[int, int]()
        for passage in cells:
            if passage.table is None:
                paragraphs += 1
                where: dict[str, Any] = {"paragraph": paragraphs}
            else:
                number = tables.setdefault(passage.table, len(tables) + 1)
                where = {"table": number, "row": (passage.row or 0) + 1, "column": (passage.column or 0) + 1}
            self._where.append(where | {"page": passage.page})

    def of(self, place: Place) -> Place:
        """The same place, with where it lies: a figure lies where its last character does, its value."""
        index = bisect_right(self._starts, max(place.start, place.end - 1)) - 1
        if index < 0:
            return place
        return Place(start=place.start, end=place.end, evidence=place.evidence, **self._where[index])

    def passages(self, place: Place) -> list[Passage]:
        """The passages that a place reaches into."""
        first = max(0, bisect_right(self._starts, place.start) - 1)
        last = bisect_right(self._starts, max(place.start, place.end - 1))
        return [passage for passage in self._passages[first:last] if passage.end > place.start]

    def recognition(self, place: Place) -> float | None:
        """How sure the text recognition is of the least certain passage that a place reaches into."""
        known = [passage.confidence for passage in self.passages(place) if passage.confidence is not None]
        return min(known, default=None)

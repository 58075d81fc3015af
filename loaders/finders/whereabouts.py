"""A place in a text → the page, the paragraph or the table cell it lies in, counted from 1."""

from bisect import bisect_right
from typing import Any

from loaders.models import Document, Place


class Whereabouts:
    """The passages of one document in the order of its text."""

    def __init__(self, document: Document) -> None:
        cells = [passage for passage in document.passages if passage.end > passage.start]
        self._starts = [passage.start for passage in cells]
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

"""Tables of targets, row by row: the indicator, what was to be reached, what was reached."""

from collections.abc import Iterator

from loaders.finders.figures import Background
from loaders.finders.grids import Row, grids
from loaders.finders.kinds import ACHIEVED, GOALS
from loaders.finders.view import place
from loaders.models import Target


def find(background: Background) -> Iterator[Target]:
    """Rows below a head that names both a goal and an achievement; columns are counted from the right."""
    for rows, _ in grids(background):
        goal = achieved = 0
        for row in rows:
            heads = [cell.text if cell.is_words else "" for cell in row]
            goals = [index for index, head in enumerate(heads) if GOALS.search(head) and len(head) <= 12]
            reached = [index for index, head in enumerate(heads) if ACHIEVED.search(head) and len(head) <= 12]
            if goals and reached:
                goal, achieved = goals[-1] - len(row), reached[0] - len(row)
            elif goal and len(row) >= -min(goal, achieved):
                yield from _target(background, row, len(row) + goal, len(row) + achieved)


def _target(background: Background, row: Row, goal: int, achieved: int) -> Iterator[Target]:
    before = [cell for cell in row[: min(goal, achieved)] if cell.is_words]
    said = [background.text[row[index].passage.start : row[index].passage.end].strip() for index in (goal, achieved)]
    if before and any(said):
        name, last = before[-1].passage, row[max(goal, achieved)].passage
        yield Target(
            indicator=background.text[name.start : name.end].strip(),
            goal=said[0],
            achieved=said[1],
            place=place(background.text, name.start, max(last.end, name.end)),
        )

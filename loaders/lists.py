"""A table (CSV) that a bureau keeps → its lines, each column under any heading it may have; errors told by line."""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

MOST_ERRORS = 5  # told at once

Headings = Mapping[str, tuple[str, ...]]  # a column → what may stand above it, the usual one first


def lines(
    path: Path, headings: Headings, required: Collection[str], refuse: type[ValueError], hint: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each line that is not empty, and its cells by column. Raises `refuse`, or OSError.

    UTF-8 and GB18030 are read; `hint` says what to do where a required column is missing.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise refuse(f"{path.name}：不是文本；请在 Excel 里另存为 CSV（UTF-8）") from error
    table = csv.DictReader(io.StringIO(text.replace("\0", "")))
    given = {unicodedata.normalize("NFKC", name or "").strip().lower(): name for name in table.fieldnames or ()}
    columns = {name: given[one] for name, known in headings.items() for one in reversed(known) if one in given}
    if missing := [headings[name][0] for name in required if name not in columns]:
        raise refuse(f"{path.name}：第 1 行缺少列“{'”“'.join(missing)}”；{hint}")
    try:
        for row in table:
            cells = {name: (row.get(heading) or "").strip() for name, heading in columns.items()}
            if any(cells.values()):
                yield table.line_num, cells
    except csv.Error as error:
        raise refuse(f"{path.name}：第 {table.line_num} 行不是 CSV（{error}）") from error


def tell(source: str, errors: Sequence[str], refuse: type[ValueError]) -> None:
    """Raise `refuse` with the first errors and how many more there are; nothing where there are none."""
    if errors:
        more = f"；另有 {len(errors) - MOST_ERRORS} 处" if len(errors) > MOST_ERRORS else ""
        raise refuse(f"{source}：{'；'.join(errors[:MOST_ERRORS])}{more}")

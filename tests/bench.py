"""Speed as ratios within one run: `make bench`. Figures of different machines, or of different days, do not compare.

The texts of `tests/golden` are read and found as text, Word and PDF; copies of them are read by one process and by
two; their records, copied under other departments' names, are loaded in two sizes and asked what the pages ask.
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from duckdb import DuckDBPyConnection
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

import loaders
import queries
from loaders import publishing
from loaders.models import Document, Report

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=12, wordWrap="CJK")
LINES = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
WIDTH = 440  # of a page, in points
COPIES = 3  # more of each text, in Word and in PDF, for one process and for two

Grid = list[list[str]]

TEXTS = Path(__file__).parent / "golden"
SMALL, LARGE = 200, 2000
QUESTIONS = {
    "one report's figures": "select * from core.figures where report_id = ?",
    "its claims": "select * from core.claims where report_id = ?",
    "its findings": "select * from checks.findings where report_id = ?",
    "all scores": "select * from benchmarks.scores where ? is not null",
}


def seconds(action: Callable[[], Any], times: int = 5) -> float:
    """The median of a few runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def blocks(document: Document) -> list[str | Grid]:
    """The paragraphs and the tables of a text, in its order."""
    text, found = document.text or "", list[str | Grid]()
    for table, members in groupby(document.passages, key=lambda passage: passage.table):
        rows = groupby(members, key=lambda passage: passage.row)
        cells = [[text[passage.start : passage.end] for passage in row] for _, row in rows]
        found += [cells] if table is not None else (paragraph for row in cells for paragraph in row)
    return found


def as_docx(document: Document) -> bytes:
    word, buffer = docx.Document(), io.BytesIO()
    for block in blocks(document):
        if isinstance(block, str):
            word.add_paragraph(block)
            continue
        table = word.add_table(len(block), max(map(len, block)))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, said in zip(row.cells, cells, strict=False):
                cell.text = said
    word.save(buffer)
    return buffer.getvalue()


def as_pdf(document: Document) -> bytes:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([set_in_print(block) for block in blocks(document)])
    return buffer.getvalue()


def set_in_print(block: str | Grid) -> Flowable:
    if isinstance(block, str):
        return Paragraph(escape(block), BODY)
    columns = max(map(len, block))
    rows = [[Paragraph(escape(cell), CELL) for cell in row + [""] * (columns - len(row))] for row in block]
    return Table(rows, colWidths=[WIDTH / columns] * columns, style=LINES)


def as_python_docx_reads(path: Path) -> list[str]:
    """What any program pays that goes through python-docx: every paragraph and every cell."""
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in word.paragraphs), *cells]


def formats(documents: list[Document], folder: Path) -> dict[str, list[Path]]:
    """The same texts in other formats."""
    paths: dict[str, list[Path]] = {".docx": [], ".pdf": []}
    for suffix, render in ((".docx", as_docx), (".pdf", as_pdf)):
        for document in documents:
            paths[suffix].append((folder / document.source).with_suffix(suffix))
            paths[suffix][-1].write_bytes(render(document))
    return paths


def read_and_find(documents: list[Document], paths: list[Path], folder: Path) -> None:
    """What finding costs beside reading, and how much of it goes through one core."""
    count, text = len(documents), sum(len(document.text or "") for document in documents)
    finding = seconds(lambda: [loaders.find(document) for document in documents])
    reading = seconds(lambda: [loaders.read(path) for path in paths])
    facts = sum(len(loaders.find(document).facts) for document in documents)
    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    print(f"find                 {finding / count * 1e3:8.2f} ms a text of {text / count:,.0f} characters")
    print(f"{'':24}{'read':>12}{'find it':>12}{'find ÷ read':>14}")
    for suffix, rendered in {".txt": paths, **formats(documents, folder)}.items():
        found = [loaders.read(path) for path in rendered]
        taken = seconds(partial(lambda rendered: [loaders.read(path) for path in rendered], rendered))
        finds = seconds(partial(lambda found: [loaders.find(document) for document in found], found))
        print(f"{suffix:24}{taken / count * 1e3:>9.2f} ms{finds / count * 1e3:>9.2f} ms{finds / taken:>14.2f}")
        if suffix == ".docx":
            taken = seconds(partial(lambda rendered: [as_python_docx_reads(path) for path in rendered], rendered))
            print(f"{'.docx, by python-docx':24}{taken / count * 1e3:>9.2f} ms{'':12}{finds / taken:>14.2f}")
    both = reading + finding
    print(f"read and find text   {facts / both:8,.0f} facts a second, {megabytes / both:.2f} MB a second, on one core")


def in_parallel(folder: Path) -> None:
    """How much faster two processes read than one."""
    for path in list(folder.iterdir()):
        for number in range(COPIES):
            path.with_stem(f"{path.stem}_{number}").write_bytes(path.read_bytes())
    count = sum(1 for _ in folder.iterdir())
    one, two = (seconds(partial(extract, folder, processes), times=1) for processes in (1, 2))
    print(f"extract {count:,} files   {one:6.1f} s in one process, {two:6.1f} s in two      {one / two:8.2f} × as fast")


def extract(folder: Path, processes: int) -> None:
    failed = [delivery.message for delivery in loaders.extract([folder], processes=processes) if not delivery.report]
    assert not failed, failed


def copies(reports: list[Report], count: int) -> list[Report]:
    """As many reports as wanted: the same figures under other departments' names."""
    return [
        report.model_copy(
            update={
                "department": f"{report.department}{number}",
                "document": report.document.model_copy(
                    update={"source": f"{number}.txt", "digest": f"{number}", "text": None}
                ),
            }
        )
        for number, report in zip(range(count), reports * (count // len(reports) + 1), strict=False)
    ]


def publish(folder: Path, reports: list[Report]) -> None:
    with publishing.next_snapshot(folder) as connection:
        loaders.store_vocabulary(connection)
        loaders.store(connection, reports)
        queries.build(connection, materialise=True)


def ask(connection: DuckDBPyConnection, question: str, report_id: str) -> None:
    connection.cursor().execute(question, [report_id]).fetchall()


def main() -> None:
    paths = sorted(TEXTS.glob("*.txt"))
    documents = [loaders.read(path) for path in paths]
    reports = [loaders.find(document) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        read_and_find(documents, paths, Path(folder))
        in_parallel(Path(folder))

    taken: dict[int, dict[str, float]] = {}
    for count in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder:
            records = copies(reports, count)
            begun = time.perf_counter()
            publish(Path(folder), records)
            taken[count] = {"load and publish": time.perf_counter() - begun}
            with publishing.reading(Path(folder)) as connection:
                ((report_id,),) = connection.execute("select min(report_id) from staging.reports").fetchall()
                for name, question in QUESTIONS.items():
                    taken[count][name] = seconds(partial(ask, connection, question, report_id))
    print(f"\n{'':24}{SMALL:>10,} reports {LARGE:>10,} reports     growth for {LARGE // SMALL} × the reports")
    for name, small in taken[SMALL].items():
        large = taken[LARGE][name]
        print(f"{name:24}{small * 1e3:>15.1f} ms {large * 1e3:>15.1f} ms {large / small:>15.1f} ×")


if __name__ == "__main__":
    sys.exit(main())

"""A file of any bytes in, whether it gave a report or a reason out; anything else is an exception. Picklable by name."""

import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from loaders import finders, interchange, readers
from loaders.models import Report
from loaders.readers import _scan, doc
from tests.loaders.readers import samples


def examine(job: tuple[Any, ...]) -> str:
    """Read a file of a suffix and some bytes, find its figures, and raise where anything but a report or a reason comes out."""
    suffix, content, *_ = job
    doc.PROGRAMS, _scan.is_installed = (), lambda: False  # they take seconds, and have their own tests
    if suffix == ".zip":
        given = [
            _read(PurePosixPath(name).suffix.lower(), member) if isinstance(member, bytes) else str(member)
            for name, member in samples.members(content, "报告.zip", readers.SUFFIXES)
        ]
    elif suffix == interchange.SUFFIX:
        given = _interchanged(content)
    else:
        given = [_read(suffix, content)]
    for one in given:
        if isinstance(one, str):
            assert re.search(r"[\u4e00-\u9fff].*", one), one
            one.encode()  # it can be printed
        else:
            _check(one)
    return "report" if any(isinstance(one, Report) for one in given) else "reason"


def _read(suffix: str, content: bytes) -> Report | str:
    try:
        document = readers.read_content(content, f"报告{suffix}")
    except readers.UnreadableError as error:
        return str(error)
    text = document.text or ""
    text.encode()  # it can be stored
    assert all(0 <= passage.start <= passage.end <= len(text) for passage in document.passages)
    return finders.find(document)


def _interchanged(content: bytes) -> list[Report | str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "报告.json")
        path.write_bytes(content)
        try:
            return list(interchange.read(path))
        except interchange.InterchangeError as error:
            return [str(error)]


def _check(report: Report) -> None:
    """Every figure is the text at its place; what another extractor wrote is its own affair."""
    report.model_dump_json()
    text = report.document.text
    if not report.document.passages or text is None:
        return
    places = [place for fact in report.facts for place in fact.places]
    places += [
        item.place
        for item in (
            *report.score_items, *report.targets, *report.grade_bands, *report.excerpts, *report.remarks,
            *report.self_names,
        )
    ]  # fmt: skip
    assert all(sentence.start < sentence.end <= len(text) for sentence in report.sentences)
    assert all(place.evidence == text[place.start : place.end] for place in places)

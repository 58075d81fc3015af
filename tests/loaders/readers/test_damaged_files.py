"""Real files with bytes changed, in the file and in the parts of a package: a clear reason or a document, never a crash."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import readers
from loaders.models import Document
from loaders.readers import UnreadableError
from tests.loaders.readers import samples
from tests.loaders.readers.samples import members

FILES: dict[str, bytes] = {
    ".docx": samples.word_report(),
    ".xlsx": samples.workbook_report(),
    ".xls": samples.old_workbook_report(),
    ".html": samples.page_report(),
    ".csv": samples.values_report(),
    ".zip": samples.zipped(
        {"局/报告.docx": samples.word_report(), "表.zip": samples.zipped({"表.csv": samples.values_report()})}
    ),
}
PARTS = {
    ".docx": ["word/document.xml", "_rels/.rels"],
    ".xlsx": ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"],
}
SECONDS = 10
# Places between 0 and 1, and what happens there: a byte changed, a stretch lost, a stretch said twice, the end lost.
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["set", "lose", "repeat", "cut"]), st.floats(0, 1, exclude_max=True), st.integers(0, 255)
    ),
    min_size=1,
    max_size=8,
)

Changes = list[tuple[str, float, int]]


def damaged(content: bytes, changes: Changes) -> bytes:
    for change, where, value in changes:
        place = int(where * len(content))
        if change == "set":
            content = content[:place] + bytes([value]) + content[place + 1 :]
        elif change == "lose":
            content = content[:place] + content[place + value :]
        elif change == "repeat":
            content = content[: place + value] + content[place:]
        elif value < 64:
            content = content[:place]
    return content


def outcome(content: bytes, suffix: str) -> list[Document | UnreadableError]:
    """What a damaged file gives; any other exception is the test's failure."""
    if suffix != ".zip":
        try:
            return [readers.read_content(content, f"报告{suffix}")]
        except UnreadableError as error:
            return [error]
    inside: list[Document | UnreadableError] = []
    for name, member in members(content, "报告.zip", readers.SUFFIXES):
        if isinstance(member, UnreadableError):
            inside.append(member)
        else:
            inside += outcome(member, "." + name.rpartition(".")[2])
    return inside


def check(content: bytes, suffix: str) -> None:
    begun = time.monotonic()
    for found in outcome(content, suffix):
        if isinstance(found, UnreadableError):
            assert str(found).endswith("。")
        else:
            text = found.text or ""
            text.encode()  # it can be stored
            assert all(0 <= passage.start <= passage.end <= len(text) for passage in found.passages)
    assert time.monotonic() - begun < SECONDS


def examples(count: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_with_bytes_changed_gives_a_reason_or_a_document(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.readers.doc.PROGRAMS", ())

    @examples(200)
    @given(CHANGES)
    def run(changes: Changes) -> None:
        check(damaged(FILES[suffix], changes), suffix)

    run()


@pytest.mark.parametrize(("suffix", "part"), [(suffix, part) for suffix, parts in PARTS.items() for part in parts])
def test_a_package_with_a_part_changed_gives_a_reason_or_a_document(suffix: str, part: str) -> None:
    members_of = samples.unzipped(FILES[suffix])

    @examples(50)
    @given(CHANGES)
    def run(changes: Changes) -> None:
        check(samples.zipped(members_of | {part: damaged(members_of[part], changes)}), suffix)

    run()

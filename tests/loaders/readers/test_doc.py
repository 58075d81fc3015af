"""Old Word documents through LibreOffice: what is converted, what is not, and what a bad file costs the others."""

import hashlib
import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders
from loaders.readers import UnreadableError, doc, docx
from tests.loaders.readers import samples
from tests.loaders.readers.samples import facts, needs_office, read

RTF = b"{\\rtf1\\ansi\\ansicpg936 %b\\par}"
HANGS, CRASHES, REFUSED = b"hangs", b"crashes", b"refused"

# LibreOffice's part in a play: it goes through the files in their order, as the real one does.
ACTOR = """#!{python}
import os, pathlib, shutil, subprocess, sys, time
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
pathlib.Path({log!r}).open("a").write("run\\n")
for name in arguments[arguments.index("--outdir") + 2:]:
    content = pathlib.Path(name).read_bytes()
    if {hangs!r} in content:
        child = subprocess.Popen(["sleep", "600"])
        pathlib.Path({log!r}).open("a").write(f"child {{child.pid}}\\n")
        child.wait()
    if {crashes!r} in content:
        (folder / (pathlib.Path(name).stem + ".docx")).write_bytes(b"half a file")
        os.abort()
    if {refused!r} not in content:
        shutil.copy({report!r}, folder / (pathlib.Path(name).stem + ".docx"))
"""


@pytest.fixture
def actor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for LibreOffice; gives what it notes down of its runs."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a script that Windows does not start")
    log, report, script = tmp_path / "log", tmp_path / "report.docx", tmp_path / "office"
    report.write_bytes(samples.word_report())
    play = ACTOR.format(
        python=sys.executable, log=str(log), report=str(report), hangs=HANGS, crashes=CRASHES, refused=REFUSED
    )
    script.write_text(play)
    script.chmod(0o755)
    monkeypatch.setattr(doc, "PROGRAMS", (str(script),))
    yield log


def files(folder: Path, *bodies: bytes) -> list[Path]:
    paths = [folder / f"{number}.doc" for number in range(len(bodies))]
    for path, body in zip(paths, bodies, strict=True):
        path.write_bytes(RTF % body)
    return paths


def test_without_libreoffice_a_file_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ())

    with pytest.raises(
        UnreadableError, match=r"报告\.doc：读 .*LibreOffice.*apt install libreoffice-writer.*下载安装.*另存为 \.docx"
    ):
        read(RTF % b"x", ".doc")


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
@pytest.mark.parametrize(
    "content",
    [samples.word_report(), samples.page_report(), samples.workbook_report(), samples.old_workbook_report()],
    ids=["docx", "a page", "a workbook", "an old workbook"],
)
def test_what_is_only_called_doc_needs_no_libreoffice(
    content: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ())

    assert facts(content, suffix) == samples.FACTS


def test_a_text_called_doc_is_read_and_noise_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ())
    text = f"{samples.TITLE}\n{samples.SENTENCE}\n"

    assert "expenditure.actual = 90.00万元" in facts(text.encode("gb18030"), ".doc")
    for noise in (b"\x00\x01\x02" * 100, b"\x01\x02\x03" * 100, b"\xff\xff\xff" * 100):
        with pytest.raises(UnreadableError, match=r"报告\.doc：不是完好的 Word 文档（\.doc）"):
            read(noise, ".doc")


def test_a_document_with_a_password_is_refused_before_libreoffice_asks_for_it() -> None:
    name = "WordDocument\0".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)
    stream = bytes.fromhex("ECA5C100") + bytes(7) + b"\x01"
    content = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0") + stream.ljust(512, b"\0") + entry

    with pytest.raises(UnreadableError, match=r"报告\.doc：加了打开密码"):
        read(content, ".doc")


# --- many files in one run


def test_many_files_are_converted_in_one_run(tmp_path: Path, actor: Path) -> None:
    paths = files(tmp_path, *[b"x"] * 5)
    (tmp_path / "already.doc").write_bytes(samples.page_report())
    converted = list(doc.convert([*paths, tmp_path / "already.doc", tmp_path / "missing.doc"]))

    assert [path for path, _ in converted] == [*paths, tmp_path / "already.doc", tmp_path / "missing.doc"]
    assert all(outcome == (tmp_path / "report.docx").read_bytes() for _, outcome in converted[:5])
    assert facts(converted[5][1], ".docx") == samples.FACTS  # type: ignore[arg-type]
    assert "打不开" in str(converted[6][1])
    assert actor.read_text() == "run\n"


@pytest.mark.parametrize(
    ("body", "reason"), [(HANGS, "转换超过 1 秒，已停止"), (CRASHES, "出错退出"), (REFUSED, "打不开")]
)
def test_a_file_that_cannot_be_converted_costs_only_itself(
    tmp_path: Path, actor: Path, body: bytes, reason: str
) -> None:
    begun = time.monotonic()
    converted = list(doc.convert(files(tmp_path, b"x", b"x", body, b"x"), seconds=1))

    assert [isinstance(outcome, bytes) for _, outcome in converted] == [True, True, False, True]
    assert reason in str(converted[2][1])
    assert time.monotonic() - begun < 5


def test_what_hangs_is_stopped_with_its_children(tmp_path: Path, actor: Path) -> None:
    with pytest.raises(UnreadableError, match="已停止"):
        doc.converted(RTF % HANGS, ".rtf", ".docx", seconds=0.5)
    child = int(actor.read_text().split()[-1])

    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("the child outlived its parent")


def test_libreoffice_ends_with_the_process_that_started_it(tmp_path: Path, actor: Path) -> None:
    """A worker that is killed cannot clean up behind itself."""
    program = f"""
from loaders.readers import doc
doc.PROGRAMS, doc.tempfile.tempdir = {doc.PROGRAMS!r}, {str(tmp_path)!r}
doc.converted({RTF % HANGS!r}, ".rtf", ".docx")
"""
    worker = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[3])
    while not (actor.exists() and "child" in actor.read_text()):
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    child = int(actor.read_text().split()[-1])

    for _ in range(50):
        if not is_running(child) and not list(tmp_path.glob("duibiao-*")):
            return
        time.sleep(0.1)
    pytest.fail("it went on alone")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2]
    except (ProcessLookupError, FileNotFoundError):
        return False


# --- the real one


def old(content: bytes, folder: Path) -> bytes:
    """A Word document as Word 97 wrote them."""
    (folder / "报告.docx").write_bytes(content)
    office = doc.program()
    assert office, "LibreOffice is missing: apt install libreoffice-writer-nogui"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(folder),
        str(folder / "报告.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "报告.doc").read_bytes()


@needs_office
def test_an_old_document_gives_the_same_figures(tmp_path: Path) -> None:
    content = old(samples.word_report(), tmp_path)

    for suffix in (".doc", ".wps", ".docx"):
        assert facts(content, suffix) == samples.FACTS


@needs_office
def test_many_old_documents_are_converted_together_and_one_bad_one_fails_alone(tmp_path: Path) -> None:
    content = old(samples.word_report(), tmp_path)
    inbox = tmp_path / "收件"
    inbox.mkdir()
    for number in range(6):
        (inbox / f"报告{number}.doc").write_bytes(content)
    (inbox / "截断.doc").write_bytes(content[: len(content) // 3])
    (inbox / "文本.wps").write_text("海城市档案馆2020年度绩效自评报告\n2020年支出决算为398万元。\n", encoding="utf-8")
    begun = time.monotonic()
    found = {delivery.file: delivery for delivery in loaders.extract([inbox], processes=1)}
    taken = time.monotonic() - begun

    digest = hashlib.sha256(content).hexdigest()
    reports = [delivery.report for name, delivery in found.items() if name.startswith("报告")]
    assert {(report.document.digest, len(report.facts)) for report in reports if report} == {
        (digest, len(reports[0].facts) if reports[0] else 0)
    }
    assert found["截断.doc"].report is None and found["文本.wps"].report is not None
    assert list(found) == sorted(found)
    print(f"{taken:.1f} s for {len(found)} old documents")


@needs_office
def test_rich_text_is_read() -> None:
    sentence = "".join(f"\\u{ord(character)}?" for character in "2020年我局实际支出90.00万元。")

    assert facts(RTF % sentence.encode(), ".doc") == {"expenditure.actual = 90.00万元"}


@needs_office
def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    content = old(samples.word_report(), tmp_path)

    with pytest.raises(UnreadableError, match=r"报告\.doc：LibreOffice 打不开"):
        read(content[:3000], ".doc")


@needs_office
def test_nothing_is_fetched_from_the_network(tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        page = f"<html><body><img src='{address}'><p>text</p></body></html>"
        (tmp_path / "page.doc").write_text(page)
        link = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt x}}}}text'.encode()
        # A page that LibreOffice would fetch pictures for, and the same as Word says it
        outcomes = [doc.converted(page.encode(), ".doc", ".docx"), doc.converted(RTF % link, ".rtf", ".docx")]
        server.shutdown()

    assert all("text" in docx.read(outcome)[0] for outcome in outcomes)
    assert asked == []

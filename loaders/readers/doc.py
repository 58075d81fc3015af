"""An old Word document (.doc, .wps, .rtf) → LibreOffice, without a window → .docx → its paragraphs and tables.

LibreOffice is an optional part. It runs on a profile of its own that forbids macros and the network, for a limited
time, and many files at once where there are many: starting it costs more than converting.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from loaders import archives
from loaders.models import Passage
from loaders.readers import UnreadableError, docx, txt

NAME = "Word 文档（.doc）"
SECONDS = 60.0  # for one file
BATCH = 50  # files in one run
MEMORY = 4 << 20  # kilobytes of addresses for LibreOffice, which reserves far more than it uses
PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
# No macros, no links, and a proxy that nobody answers at: a picture may be an address on the internet.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>"""
SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
FORBIDDEN = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
MISSING = (
    "读 .doc、.wps、.rtf 要用 LibreOffice（可选部件），这台电脑上没有找到。安装办法：Debian、Ubuntu、统信、麒麟运行 "
    "apt install libreoffice-writer libreoffice-calc；Windows、macOS 从 https://zh-cn.libreoffice.org 下载安装。"
    "也可以用 Word 或 WPS 打开，另存为 .docx 再导入。"
)

# Starts LibreOffice and ends it, with what it started and its files, when this process is gone and the pipe closes.
GUARD = """
ulimit -v "$1" 2>/dev/null
folder=$2
shift 2
exec 3<&0 </dev/null
"$@" 3<&- &
office=$!
(read -r _ <&3; rm -rf "$folder"; kill -9 0) &
guard=$!
exec 3<&-
wait "$office"
code=$?
kill -9 "$guard"
exit "$code"
"""

Reader = Callable[[bytes], tuple[str, tuple[Passage, ...]]]
Conversion = tuple[Path, bytes | UnreadableError]


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """One document, through LibreOffice where it is an old format. Raises UnreadableError."""
    found = archives.kind(content)
    if found in archives.CONVERTED:
        return docx.read(converted(content, _suffix(found), ".docx"))
    return archives.read_as(found, content, NAME) if found else plain(content, txt.read, NAME)


def plain(content: bytes, reader: Reader, wanted: str) -> tuple[str, tuple[Passage, ...]]:
    """A text that was only named like a document. Raises UnreadableError."""
    try:
        text, passages = reader(content)
    except UnreadableError as error:
        raise archives.broken(wanted) from error
    if any(character < " " and character not in "\t\n\r\f\v" for character in text):
        raise archives.broken(wanted)
    return text, passages


def convert(paths: Iterable[Path], seconds: float = SECONDS) -> Iterator[Conversion]:
    """Each file and its .docx, or why there is none; `seconds` for one file.

    A file that needs no conversion, whatever it is called, comes back as it is: `docx.read` reads it.
    """
    remaining = iter(paths)
    while batch := list(islice(remaining, BATCH)):
        contents: list[bytes | UnreadableError] = []
        for path in batch:
            try:
                contents.append(path.read_bytes())
            except OSError as error:
                contents.append(UnreadableError(f"打不开（{error.strerror}），请检查权限或是否被别的程序占用。"))
        wanted = {
            index: (content, _suffix(found))
            for index, content in enumerate(contents)
            if isinstance(content, bytes) and (found := archives.kind(content)) in archives.CONVERTED
        }
        done = dict(zip(wanted, _converted(list(wanted.values()), ".docx", seconds), strict=True))
        yield from ((path, done.get(index, contents[index])) for index, path in enumerate(batch))


def converted(content: bytes, suffix: str, target: str, seconds: float = SECONDS) -> bytes:
    """One file's bytes in another format. Raises UnreadableError."""
    (outcome,) = _converted([(content, suffix)], target, seconds)
    if isinstance(outcome, UnreadableError):
        raise outcome
    return outcome


def program() -> str | None:
    """Where LibreOffice is, if it is."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _suffix(found: str) -> str:
    return {archives.WORD_XML: ".xml", archives.UNKNOWN_OLE: ".wps"}.get(found, found)


def _converted(files: Sequence[tuple[bytes, str]], target: str, seconds: float) -> list[bytes | UnreadableError]:
    """What LibreOffice makes of each file. One that kills it, or never ends, costs the others nothing but time."""
    office = program()
    if office is None:
        return [UnreadableError(MISSING) for _ in files]
    outcomes: dict[int, bytes | UnreadableError] = {}
    with tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True) as folder:
        sources = [Path(folder, f"{number}{suffix}") for number, (_, suffix) in enumerate(files)]
        for source, (content, _) in zip(sources, files, strict=True):
            source.write_bytes(content)
        attempt = 0
        while waiting := [number for number in range(len(files)) if number not in outcomes]:
            attempt += 1
            place = Path(folder, f"attempt{attempt}")
            said = _run(office, place, [sources[number] for number in waiting], target, seconds)
            for number in waiting:
                made = place / f"{number}{target}"
                if zipfile.is_zipfile(made):
                    outcomes[number] = made.read_bytes()
            failed = [number for number in waiting if number not in outcomes]
            # It goes through the files in their order: if it did not come to the end, the first one missing is why.
            outcomes.update((number, UnreadableError(said or NOT_READ)) for number in (failed[:1] if said else failed))
    return [outcomes[number] for number in range(len(files))]


NOT_READ = "LibreOffice 打不开，可能已损坏，或是别的程序的格式。请用 Word 或 WPS 打开，另存为 .docx 再导入。"


def _run(office: str, place: Path, sources: Sequence[Path], target: str, seconds: float) -> str:
    """Convert files; why it was stopped or broke off, or nothing. A fresh profile each time: killing leaves locks."""
    profile = place / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(SETTING.format(path=path, name=name, value=value) for path, name, value in FORBIDDEN)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(items=items), encoding="utf-8")
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--convert-to", FILTERS[target], "--outdir", str(place), *map(str, sources),
    ]  # fmt: skip
    if sys.platform != "win32":
        command = ["sh", "-c", GUARD, "sh", str(MEMORY), str(place.parent), *command]
    running = subprocess.Popen(
        command,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(place), "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )  # fmt: skip
    try:
        made, since = 0, time.monotonic()
        while running.poll() is None:
            time.sleep(0.05)
            now = sum(1 for _ in place.glob(f"*{target}"))
            if now > made:
                made, since = now, time.monotonic()
            if time.monotonic() - since > seconds:
                return f"转换超过 {seconds:g} 秒，已停止。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        return (
            ""
            if running.returncode == 0
            else "转换时 LibreOffice 出错退出。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        )
    finally:
        _stop(running)
        assert running.stdin
        running.stdin.close()


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End a process with everything it started."""
    if sys.platform == "win32":
        if running.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()

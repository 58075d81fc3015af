"""LibreOffice, as somebody who opens, saves and prints what was exported."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.loaders.readers.samples import needs_office

__all__ = ["converted", "needs_office", "pages"]


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """The file in another format, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    command = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    made = folder / f"{path.stem}.{suffix}"
    assert made.exists(), done.stdout + done.stderr
    return made


def pages(path: Path, folder: Path) -> list[str]:
    """The text of each page that would be printed."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(converted(path, "pdf", folder))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()

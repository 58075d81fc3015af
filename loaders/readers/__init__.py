"""A file → a Document. A module of this folder is named for the suffix it reads and has one function `passages`.

`passages(path)` returns the text and its passages; `read` adds the rest. Adding a format adds a module.
"""

import hashlib
import importlib
import pkgutil
from pathlib import Path, PurePath

from loaders.models import Document

# A module reads the suffix it is named for; these others read like it.
LIKE = {".htm": ".html", ".md": ".txt", ".jpg": ".png", ".jpeg": ".png", ".wps": ".doc"}
MODULES = frozenset(f".{module.name}" for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
SUFFIXES = MODULES | {suffix for suffix, like in LIKE.items() if like in MODULES}


LARGEST_FILE = 200 << 20  # bytes


class UnreadableError(ValueError):
    """A file that cannot be read; the message names the file, the place and the way out, in Chinese."""


def read(path: Path, source: str | None = None, converted: Path | None = None) -> Document:
    """Read one report. `source` is what to call it, the file's name by default. Raises UnreadableError.

    `converted` is the same report in a newer format; the document is that of `path` all the same.
    """
    source = source or path.name
    _suffix(source, path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(
                f"{source}：文件超过 {LARGEST_FILE >> 20} MB，没有读取。请拆分或另存为较小的文件再导入。"
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{source}：找不到这个文件，请核对路径。") from error
    except OSError as error:
        raise UnreadableError(f"{source}：打不开（{error.strerror}），请检查文件权限或是否被别的程序占用。") from error
    if converted is None:
        return read_content(content, source, path.name)
    document = read_content(converted.read_bytes(), source, converted.name)
    return document.model_copy(update={"digest": hashlib.sha256(content).hexdigest()})


def read_content(content: bytes, source: str, name: str = "") -> Document:
    """Read one report's bytes; its suffix is that of `name`, else of `source`. Raises UnreadableError."""
    suffix = _suffix(source, name or source)
    if not content:
        raise UnreadableError(f"{source}：文件是空的（0 字节），请重新获取原文件。")
    reader = importlib.import_module(f"loaders.readers.{LIKE.get(suffix, suffix).removeprefix('.')}")
    try:
        text, passages = reader.read(content)
    except UnreadableError as error:
        raise UnreadableError(f"{source}：{error}") from error
    if not text.strip():
        raise UnreadableError(f"{source}：里面没有文字。如果是扫描件，请先做文字识别再导入。")
    return Document(source=source, digest=hashlib.sha256(content).hexdigest(), text=text, passages=passages)


def _suffix(source: str, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(sorted(SUFFIXES))
        raise UnreadableError(
            f"{source}：不认识的文件类型“{suffix or '无后缀'}”。能读的有 {known}，请另存为其中一种再导入。"
        )
    return suffix

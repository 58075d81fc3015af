"""A page → the bytes of a document; a module is named for the suffix it writes. The same page gives the same bytes."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from data.sample_city.page import Page


def suffixes() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def write(page: Page, suffix: str) -> bytes:
    """The document. Raises ModuleNotFoundError for a suffix that nobody writes."""
    writer: Callable[[Page], bytes] = import_module(f"{__name__}.{suffix}").write
    return writer(page)

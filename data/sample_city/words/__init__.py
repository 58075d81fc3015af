"""The city's own text as data: what departments, places, sentences, problems and indicators read like.

Nothing in it was taken from a report that exists. `load` reads one file of this folder.
"""

import functools
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The words of one file, by its stem."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))

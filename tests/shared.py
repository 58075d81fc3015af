"""The real reports and what people found in them: not in the repository, beside it where it is developed and in CI."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = SHARED / "reports"
GOLDEN = SHARED / "golden"
COMPOSED = GOLDEN / "composed"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and os.environ.get("CI") != "true",
    reason="needs the real reports in ../shared, which is not there",
)

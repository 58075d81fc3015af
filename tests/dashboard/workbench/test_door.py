"""Pages get one store, at the address of the warehouse's folder."""

from pathlib import Path

import pytest

from dashboard.workbench import door, store


def test_pages_share_one_store_beside_the_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(store.ADDRESS, raising=False)
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(tmp_path / "warehouse"))

    assert door.opened() is door.opened()
    assert (tmp_path / "warehouse-workbench.sqlite").exists()

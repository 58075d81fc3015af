"""The demonstration has years of draws and outcomes behind it, made and signed as those of pages, and made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import duibiao
from dashboard.workbench import draws, sheets
from dashboard.workbench.store import Store, default_address, open_store
from loaders import publishing
from tests import factories
from tests.dashboard.conftest import Open, words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demonstration of eight departments and four years."""
    folder = tmp_path_factory.mktemp("demonstration") / "warehouse"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duibiao, "CITY", (8, "2019-2022", 1, "txt", "0.03"))
        patch.delenv("DUIBIAO_WORKBENCH", raising=False)
        duibiao._demonstrate(folder)
        yield folder


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = open_store(default_address(folder))
    yield store
    store.close()


def test_draws_and_outcomes_are_those_of_the_workbench_and_say_that_they_are_invented(store: Store) -> None:
    kept = [one for year in range(2019, 2023) for one in draws.of_year(store, year)]

    assert [one.name for one in kept] == ["2020-1", "2021-1"], "the last year is left to draw from"
    assert all(draws.again(one) and one.author == "演示" and one.reason.startswith("演示数据：") for one in kept)
    closed = {row["sheet"] for row in sheets.outcomes(store)}
    assert closed == {sheet.sheet for year in (2020, 2021) for sheet in sheets.of_year(store, year)}
    assert len(closed) == sum(len(one.draw.drawn) for one in kept)


def test_outcomes_agree_with_the_truth_and_are_published(folder: Path) -> None:
    rows = (folder / duibiao.SAMPLE_CITY / "truth" / "quality.csv").read_text(encoding="utf-8").splitlines()[1:]
    truth = {row.split(",")[0]: float(row.split(",")[5]) for row in rows}
    with publishing.reading(folder) as connection:
        arms = factories.rows(connection, "targets.arm_rates")
        found = connection.execute(
            """
            select parse_filename(reports.source), reviews.review_points
            from staging.reviews as reviews
            inner join staging.reports as reports
                on reviews.department_id = reports.department_id and reviews.fiscal_year = reports.fiscal_year
            where reviews.indicator = '' and reviews.arm <> ''
            """
        ).fetchall()
    assert {row["arm"] for row in arms} == {"risk", "random"}
    assert found and all(abs(float(points) - truth[report]) <= 1 for report, points in found), "1: a planted sum"


def test_looking_back_shows_them(folder: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(folder))
    shown = words(open_page("lookback"))
    assert "各组命中率" in shown and "2020-1，" in shown and "演示数据：2020 年度绩效自评现场核查" in shown


def test_a_store_that_was_named_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUIBIAO_WORKBENCH", str(tmp_path / "own.sqlite"))
    assert duibiao._rehearse(folder, folder / duibiao.SAMPLE_CITY / "truth") is None
    assert not (tmp_path / "own.sqlite").exists()

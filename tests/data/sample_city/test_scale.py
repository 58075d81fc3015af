"""The same seed draws the same facts, in order, with something of everything that a report may do."""

from pathlib import Path

import duckdb
import pytest

from data.sample_city import scale

COUNTS = {"jurisdictions": 2, "departments": 20, "years": 4, "measures": 30}


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    return duckdb.connect().execute(f"select * from '{folder / table}.parquet'").fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    assert scale.write(folder, **COUNTS, seed=1) == len(rows(folder, "facts"))
    return folder


def test_the_same_seed_gives_the_same_rows_and_another_others(folder: Path, tmp_path: Path) -> None:
    for seed in (1, 2):
        scale.write(tmp_path / str(seed), **COUNTS, seed=seed)
    for table in ("reports", "identities", "roster", "facts", "places"):
        assert rows(tmp_path / "1", table) == rows(folder, table)
    assert rows(tmp_path / "2", "facts") != rows(folder, "facts")


def test_some_departments_wrote_nothing_and_every_report_has_its_facts(folder: Path) -> None:
    reports, facts = len(rows(folder, "reports")), len(rows(folder, "facts"))
    assert 0.9 * 160 < reports < 160
    assert 29 * reports < facts < 31 * reports
    assert facts == len(rows(folder, "places")) == len({row[2] for row in rows(folder, "facts")})


def test_facts_lie_by_department_year_and_measure(folder: Path) -> None:
    reports = [row[0] for row in rows(folder, "reports")]
    facts = [(reports.index(row[0]), row[4]) for row in rows(folder, "facts")]
    assert facts == sorted(facts)


def test_figures_are_blank_reported_elsewhere_and_stated_twice(folder: Path) -> None:
    connection = duckdb.connect()
    disclosures = connection.execute(f"select distinct disclosure from '{folder}/facts.parquet'").fetchall()
    twice = connection.execute(
        f"select count(*) from '{folder}/facts.parquet' group by report_id, measure, breakdown, stage, fiscal_year having count(*) > 1"
    ).fetchall()
    assert {name for (name,) in disclosures} == {"stated", "blank", "reported_elsewhere"}
    assert twice


def test_too_many_measures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="measures"):
        scale.write(tmp_path, **{**COUNTS, "measures": scale.MOST_MEASURES + 1}, seed=1)

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from data import sample_city
from loaders import accuracy, roster
from tests.data.sample_city.plans import plan


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    sample_city.write(folder, plan(departments=12, formats=("html",), faults=Decimal("0.1")))
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_facts(city: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    sample_city.write(again, plan(departments=12, formats=("html",), faults=Decimal("0.1")))
    sample_city.write(other, plan(departments=12, formats=("html",), faults=Decimal("0.1"), seed=2))

    assert digests(again) == digests(city)
    assert not set(digests(other).values()) & set(digests(city).values())


def test_formats_change_no_truth(city: Path, tmp_path: Path) -> None:
    sample_city.write(tmp_path, plan(departments=12, formats=("txt",), faults=Decimal("0.1")))

    ours, theirs = ((folder / "truth" / "facts.csv").read_text(encoding="utf-8") for folder in (city, tmp_path))
    assert ours.replace(".html,", ".txt,") == theirs


def test_facts_are_those_that_accuracy_takes(city: Path) -> None:
    labels, texts = accuracy.labelled(city / "truth")

    assert {path.name for path in texts} == {path.name for path in (city / "reports").iterdir()}
    assert len({tuple(row.values())[:8] for row in labels}) == len(labels)
    assert all(row["evidence"] for row in labels)


def test_the_roster_is_one_that_loads(city: Path) -> None:
    bodies = roster.read(city / "truth" / "roster.csv")
    assert len(bodies) >= 12
    assert all(body.jurisdiction_name.startswith("山东省") for body in bodies)


def test_quality_visits_and_reviews_agree_with_one_another(city: Path) -> None:
    quality = {row["report"]: row for row in rows(city / "truth" / "quality.csv")}
    visits, reviews = (rows(city / "truth" / f"{name}.csv") for name in ("visits", "reviews"))

    assert len(quality) == len(list((city / "reports").iterdir()))
    assert all(Decimal(row["honest_points"]) < Decimal(row["self_points"]) and row["reason"] for row in visits)
    assert 0 < len(reviews) < len(quality)
    assert all(Decimal(row["review_score"]) <= Decimal(row["self_score"]) for row in reviews)
    for name, row in quality.items():
        lost = [Decimal(one["self_points"]) - Decimal(one["honest_points"]) for one in visits if one["report"] == name]
        assert Decimal(row["honest_score"]) <= Decimal(row["self_score"])
        assert Decimal(row["self_score"]) - Decimal(row["honest_score"]) - sum(lost) in (0, 1)  # a planted sum

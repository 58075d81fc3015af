"""A published warehouse for the pages, and the pages as a user meets them."""

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

import queries
from tests import factories
from tests.dashboard.browsing import APP, launched

TEXT = """整体绩效自评报告
评价单位：市教育局
市教育局2020年支出预算为3830.11万元，决算总支出为4276.91万元。
收入预算数为3864.89万元，收入预算为3830.11万元<待核>。
预算完成率111.67%。“三公”经费统一反映在市机关事务管理局。
自评分数为100分，评价等次为优。
"""

Publish = Callable[[], Path]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def nothing_kept() -> Iterator[None]:
    """Connections kept open would make DuckDB's binding complain at the end."""
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of a module."""
    with launched() as chromium:
        yield chromium


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse folder of the test's own, in which nothing is published yet; the pages read it."""
    path = tmp_path / "published"
    path.mkdir()
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(path))
    return path


@pytest.fixture
def publish(warehouse: DuckDBPyConnection, folder: Path) -> Publish:
    """Publish what is in the test's own warehouse now as the next snapshot."""
    numbers = count(1)

    def publish() -> Path:
        queries.build(warehouse, materialise=True)
        return publish_as(warehouse, folder, next(numbers))

    return publish


@pytest.fixture
def told(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    """A warehouse of the test's own with the two reports of `tell`."""
    tell(warehouse)
    return warehouse


@pytest.fixture(scope="session")
def told_folder(empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two reports of `tell`, published once for all tests that only read."""
    return publish_once(empty_warehouse, tmp_path_factory.mktemp("told"), tell)


@pytest.fixture
def published(told_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages read the two reports of `tell`."""
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(told_folder))
    return told_folder


@pytest.fixture(scope="module")
def city(request: pytest.FixtureRequest, empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the module's own `tell` tells, published once for all tests of it that only read."""
    return publish_once(empty_warehouse, tmp_path_factory.mktemp("city"), request.module.tell)


@pytest.fixture
def at_city(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read `city`."""
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(city))


def publish_once(empty_warehouse: Path, folder: Path, told: Callable[[DuckDBPyConnection], object]) -> Path:
    """What is told, published in a folder, for all tests of a module that only read it."""
    shutil.copy(empty_warehouse, folder / "told.duckdb")
    with duckdb.connect(folder / "told.duckdb") as connection:
        told(connection)
        queries.build(connection, materialise=True)
        publish_as(connection, folder, 1)
    return folder


def publish_as(connection: DuckDBPyConnection, folder: Path, number: int) -> Path:
    """A copy of the database as a snapshot with this number, named by the pointer."""
    connection.execute("checkpoint")
    query = "select path from duckdb_databases() where database_name = current_database()"
    snapshot = folder / f"snapshot-20261121T0830{number:02}Z-{number}.duckdb"
    shutil.copy(connection.execute(query).fetchall()[0][0], snapshot)
    (folder / "CURRENT").write_text(f"{snapshot.name}\n", encoding="utf-8")
    return snapshot


def tell(connection: DuckDBPyConnection) -> None:
    """Two reports: one with its text, which contradicts itself and spends too much, and one with phrases only."""
    factories.report(connection, "r1", department="市教育局", text=TEXT)
    stated(connection, "r1", "expenditure", "budget", "3830.11", "支出预算为3830.11万元")
    stated(connection, "r1", "expenditure", "actual", "4276.91", "决算总支出为4276.91万元")
    stated(connection, "r1", "revenue", "budget", "3864.89", "收入预算数为3864.89万元")
    stated(connection, "r1", "revenue", "budget", "3830.11", "收入预算为3830.11万元")
    stated(connection, "r1", "budget_completion_rate", "claimed", "111.67", "预算完成率111.67%")
    stated(connection, "r1", "three_public", "", None, "“三公”经费统一反映在市机关事务管理局")
    stated(connection, "r1", "self_score", "claimed", "100", "自评分数为100分")
    stated(connection, "r1", "self_grade", "claimed", "优", "评价等次为优")
    factories.report(connection, "r2", department="市民政局", jurisdiction=None, fiscal_year=2021)
    factories.fact(connection, "r2", "self_score", "claimed", "98", fiscal_year=2021)


def stated(
    connection: DuckDBPyConnection, report: str, measure: str, stage: str, value: str | None, phrase: str
) -> str:
    """A figure that stands in TEXT with these words."""
    elsewhere = {} if value else {"disclosure": "reported_elsewhere", "reported_by": "市机关事务管理局"}
    fact = factories.fact(connection, report, measure, stage, value, **elsewhere)  # type: ignore[arg-type]
    start = TEXT.index(phrase)
    connection.execute(
        "update raw.places set start_offset = $1, end_offset = $2, evidence = $3 where report_id = $4 and fact_id = $5",
        [start, start + len(phrase), phrase, report, fact],
    )
    return fact


@pytest.fixture
def open_page() -> Open:
    """Open a page by its stem, with the parameters of its address."""

    def open_page(page: str = "overview", **parameters: object) -> AppTest:
        test = AppTest.from_file(str(APP), default_timeout=30)
        if page != "overview":
            test.run()
            test.switch_page(f"app_pages/{page}.py")
        test.query_params.update(parameters)
        test.run()
        assert not test.exception
        assert not test.error, test.error
        return test

    return open_page


def words(test: AppTest) -> str:
    """Everything that a reader sees of a page and its dialog, as plain text."""
    elements = [
        *test.title,
        *test.html,
        *test.info,
        *test.warning,
        *test.error,
        *test.markdown,
        *test.caption,
        *test.code,
    ]
    parts = [re.sub(r"<[^>]+>", " ", str(element.value)) for element in elements if "<style>" not in str(element.value)]
    return unescape(re.sub(r"\s+", " ", " ".join(parts)))


def markup(test: AppTest) -> str:
    """The pieces of HTML of a page and its dialog."""
    return "\n".join(str(element.value) for element in test.html)

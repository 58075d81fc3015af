"""A published warehouse for the pages, and the pages as a user meets them."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from itertools import count
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from tests import factories

APP = Path(__file__).parents[2] / "dashboard" / "app.py"

TEXT = """整体绩效自评报告
评价单位：市教育局
市教育局2020年支出预算为3830.11万元，决算总支出为4276.91万元。
收入预算数为3864.89万元，收入预算为3830.11万元<待核>。
预算完成率111.67%。“三公”经费统一反映在市机关事务管理局。
自评分数为100分，评价等次为优。
"""

Publish = Callable[[], Path]
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The warehouse folder that the pages read; nothing is published in it yet."""
    path = tmp_path / "published"
    path.mkdir()
    monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(path))
    return path


@pytest.fixture
def publish(warehouse: DuckDBPyConnection, folder: Path) -> Publish:
    """Publish what is in the warehouse now as the next snapshot."""
    numbers = count(1)

    def publish() -> Path:
        warehouse.execute("checkpoint")
        number = next(numbers)
        name = f"snapshot-20261121T0830{number:02}Z-{number}.duckdb"
        (source,) = warehouse.execute(
            "select path from duckdb_databases() where database_name = current_database()"
        ).fetchall()
        shutil.copy(source[0], folder / name)
        (folder / "CURRENT").write_text(f"{name}\n", encoding="utf-8")
        return folder / name

    return publish


@pytest.fixture
def told(warehouse: DuckDBPyConnection) -> DuckDBPyConnection:
    """Two reports: one with its text, which contradicts itself and spends too much, and one with phrases only."""
    factories.report(warehouse, "r1", department="市教育局", text=TEXT)
    stated(warehouse, "r1", "expenditure", "budget", "3830.11", "支出预算为3830.11万元")
    stated(warehouse, "r1", "expenditure", "actual", "4276.91", "决算总支出为4276.91万元")
    stated(warehouse, "r1", "revenue", "budget", "3864.89", "收入预算数为3864.89万元")
    stated(warehouse, "r1", "revenue", "budget", "3830.11", "收入预算为3830.11万元")
    stated(warehouse, "r1", "budget_completion_rate", "claimed", "111.67", "预算完成率111.67%")
    stated(warehouse, "r1", "three_public", "", None, "“三公”经费统一反映在市机关事务管理局")
    stated(warehouse, "r1", "self_score", "claimed", "100", "自评分数为100分")
    stated(warehouse, "r1", "self_grade", "claimed", "优", "评价等次为优")
    factories.report(warehouse, "r2", department="市民政局", jurisdiction=None, fiscal_year=2021)
    factories.fact(warehouse, "r2", "self_score", "claimed", "98", fiscal_year=2021)
    return warehouse


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
        test.query_params.update(parameters)
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

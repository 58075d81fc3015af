"""核查选点: the list, its weights, what was decided, and a draw that stays and can be drawn again."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from dashboard.workbench import choices, draws
from dashboard.workbench.store import Store, default_address, open_store
from tests import factories
from tests.dashboard.conftest import Open, Publish, words


@pytest.fixture
def listed(warehouse: DuckDBPyConnection, publish: Publish) -> None:
    """Six departments, of which the first spends more and more above its budget."""
    for number in range(6):
        factories.body(warehouse, f"{number}局")
        factories.report(warehouse, f"r{number}", department=f"{number}局")
        spent = "15000" if number == 0 else f"{90 + number}"
        factories.facts(warehouse, f"r{number}", {"expenditure.budget": "100", "expenditure.actual": spent})
        factories.fact(warehouse, f"r{number}", "self_score", "claimed", f"{95 + number / 2}")
    publish()


def opened(folder: Path) -> Store:
    return open_store(default_address(folder))


def press(page: AppTest, label: str, name: str, reason: str = "试一试") -> AppTest:
    page.text_input(f"{name}-author").set_value("王五")
    page.text_input(f"{name}-reason").set_value(reason)
    return next(button for button in page.button if button.label == label).click().run(timeout=60)


@pytest.mark.usefixtures("listed")
def test_the_list_is_weighed_decided_and_drawn_from(open_page: Open, folder: Path) -> None:
    page = open_page("targeting")
    shown = words(page)
    assert "名单 6 个部门" in shown and "1 0局 广东省湛江市" in shown and "风险提示，不是问题认定" in shown
    assert "疑点 高 1、中 1、低 0；没有复核过" in shown

    page.number_input("weight-findings").set_value(0.0)
    press(page, "按这组权重重排", "weigh", "今年不看疑点")
    assert "已按新权重重排，改动 1 项" in page.success[0].value
    assert "疑点 改为 0：王五，今年不看疑点" in words(page)
    assert choices.weighed(opened(folder))["findings"].reason == "今年不看疑点"

    page.selectbox("choose-department").set_value("广东省湛江市 3局")
    press(page, "记下", "choose", "群众举报")
    assert "已记下：3局 必查" in page.success[0].value and "3局 必查 群众举报 王五" in words(page)

    press(page, "抽取并存档", "draw")
    assert "请写明随机种子" in page.error[0].value
    page.text_input("draw-seed").set_value("20261126")
    page.number_input("draw-days").set_value(4.0)
    press(page, "抽取并存档", "draw")
    shown = words(page)
    assert "抽取 2020-1，广东省湛江市 6 个部门" in shown and "必查 3局" in shown and "重抽，结果一致" in shown
    (kept,) = draws.of_year(opened(folder), 2020)
    assert (kept.draw.plan.seed, kept.author, draws.again(kept)) == ("20261126", "王五", True)


@pytest.mark.usefixtures("listed")
def test_in_blind_mode_nothing_tells_why_a_department_may_be_picked(open_page: Open, folder: Path) -> None:
    page = open_page("targeting")
    page.text_input("draw-seed").set_value("20261126")
    page.number_input("draw-days").set_value(4.0)
    press(page, "抽取并存档", "draw")
    page.toggle("filter-blind").set_value(True).run(timeout=60)
    shown = words(page)
    assert page.query_params["blind"] == "on"
    assert "名单 6 个部门" in shown and "抽取 2020-1" in shown and "2局 广东省湛江市 96" in shown
    below = shown.partition("关掉“盲评”")[2]
    assert not [word for word in ("优先分", "名次", "疑点 高", "必查", "入样概率") if word in below]
    assert not {button.label for button in page.button} & {"抽取并存档", "按这组权重重排"}

    choices.set_blind(opened(folder), True, "组长", "免得先入为主")
    assert "优先分由哪几项构成" not in words(open_page("targeting"))
    assert "优先分由哪几项构成" in words(open_page("targeting", blind="off"))


@pytest.mark.usefixtures("listed")
def test_who_does_not_sign_changes_nothing(open_page: Open, folder: Path) -> None:
    page = open_page("targeting")
    page.number_input("weight-findings").set_value(0.0)
    next(button for button in page.button if button.label == "按这组权重重排").click().run(timeout=60)
    assert page.error and choices.weighed(opened(folder)) == {}


@pytest.mark.usefixtures("folder")
def test_without_reports_there_is_no_list(publish: Publish, open_page: Open) -> None:
    publish()
    assert "排不出名单" in words(open_page("targeting"))

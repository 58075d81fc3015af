"""A draw is kept with everything that it takes to draw it again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.workbench import draws
from dashboard.workbench.sampling import METHODS, Plan, draw
from dashboard.workbench.store import EntryError, Store
from tests.dashboard.workbench.test_sampling import frame

PLAN = Plan(days=Decimal("22.5"), seed="开奖号码 08-17-21", random_share=Decimal("0.50"))


@pytest.mark.parametrize("method", METHODS)
def test_a_kept_draw_is_what_was_drawn_and_comes_out_again(store: Store, method: str) -> None:
    units = [replace(frame(40)[0], must_visit="群众举报"), replace(frame(40)[1], size=None), *frame(40)[2:]]
    drawn = draw(units, replace(PLAN, method=method))

    kept = draws.keep(store, drawn, 2020, "snapshot-20261126T010203Z-7", "张三", "年度核查")
    assert kept.draw == drawn
    assert (kept.name, kept.author, kept.snapshot) == ("2020-1", "张三", "snapshot-20261126T010203Z-7")
    assert draws.again(kept)


def test_a_second_draw_does_not_replace_the_first(store: Store) -> None:
    for seed in ("1", "2"):
        draws.keep(store, draw(frame(20), replace(PLAN, seed=seed)), 2020, "snapshot", "张三", "重抽")
    draws.keep(store, draw(frame(20), PLAN), 2021, "snapshot", "张三", "年度核查")

    assert [(kept.name, kept.draw.plan.seed) for kept in draws.of_year(store, 2020)] == [
        ("2020-1", "1"),
        ("2020-2", "2"),
    ]
    assert draws.load(store, "2021-1").fiscal_year == 2021
    with pytest.raises(EntryError, match="没有编号为 2022-1"):
        draws.load(store, "2022-1")


def test_a_draw_that_was_tampered_with_does_not_come_out_again(local_store: Store) -> None:
    kept = draws.keep(local_store, draw(frame(40), PLAN), 2020, "snapshot", "张三", "年度核查")
    other = replace(kept, draw=replace(kept.draw, plan=replace(PLAN, seed="别的号码")))

    assert not draws.again(other)

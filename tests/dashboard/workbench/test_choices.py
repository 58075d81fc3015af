"""Must-visits, exclusions, weights and blind mode: the last word counts, and who said it stays."""

from decimal import Decimal

import pytest

from dashboard.workbench import choices
from dashboard.workbench.choices import AS_LISTED, EXCLUDED, MUST_VISIT
from dashboard.workbench.store import EntryError, Store

WEIGHTS = {"inflation_gap": Decimal(3), "money": Decimal(1)}


def test_the_last_choice_counts_and_can_be_taken_back(store: Store) -> None:
    choices.choose(store, "市教育局", 2020, MUST_VISIT, "张三", "群众举报")
    choices.choose(store, "市林业局", 2020, EXCLUDED, "张三", "上年已查")
    choices.choose(store, "市林业局", 2020, MUST_VISIT, "李四", "领导交办")
    choices.choose(store, "市水务局", 2020, EXCLUDED, "张三", "正在巡察")
    choices.choose(store, "市水务局", 2020, AS_LISTED, "张三", "巡察结束")

    chosen = choices.chosen(store, 2020)
    assert {name: (choice.choice, choice.reason) for name, choice in chosen.items()} == {
        "市教育局": (MUST_VISIT, "群众举报"),
        "市林业局": (MUST_VISIT, "领导交办"),
    }
    assert choices.chosen(store, 2021) == {}
    with pytest.raises(EntryError, match="must_visit"):
        choices.choose(store, "市教育局", 2020, "maybe", "张三", "试")


def test_a_weight_is_changed_with_a_reason_and_taken_back(store: Store) -> None:
    choices.weigh(store, {"money": Decimal("2.50")}, WEIGHTS, "张三", "今年重点看大额")
    weight = choices.weighed(store)["money"]
    assert (weight.value, weight.author, weight.reason) == (Decimal("2.50"), "张三", "今年重点看大额")

    choices.weigh(store, {"money": None}, WEIGHTS, "李四", "恢复默认")
    assert choices.weighed(store) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nothing": Decimal(1)}, "没有“nothing”"),
        ({"money": Decimal(-1)}, "不小于 0"),
        ({"money": Decimal("NaN")}, "不小于 0"),
        ({"money": Decimal(0), "inflation_gap": Decimal(0)}, "全部为 0"),
    ],
)
def test_weights_that_cannot_be_are_told_in_chinese(
    local_store: Store, changes: dict[str, Decimal], words: str
) -> None:
    with pytest.raises(EntryError, match=words):
        choices.weigh(local_store, changes, WEIGHTS, "张三", "试")
    assert choices.weighed(local_store) == {}


def test_all_weights_cannot_become_zero_one_after_the_other(local_store: Store) -> None:
    choices.weigh(local_store, {"money": Decimal(0)}, WEIGHTS, "张三", "不看金额")
    with pytest.raises(EntryError, match="全部为 0"):
        choices.weigh(local_store, {"inflation_gap": Decimal(0)}, WEIGHTS, "张三", "也不看")


def test_blind_mode_is_switched_on_and_off(store: Store) -> None:
    assert not choices.is_blind(store)
    choices.set_blind(store, True, "组长", "避免先入为主")
    assert choices.is_blind(store)
    choices.set_blind(store, False, "组长", "复核结束")
    assert not choices.is_blind(store)

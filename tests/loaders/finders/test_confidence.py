"""How sure a figure is: what is printed together, what is taken from around, and what may be something else."""

from loaders import finders
from loaders.models import Document, Fact, Passage
from tests.loaders.reading import report


def facts(text: str) -> dict[str, Fact]:
    return {f"{fact.measure} {fact.value}": fact for fact in report(text).facts}


def test_number_unit_and_year_together_are_certain() -> None:
    fact = facts("2020年支出决算为398万元。")["expenditure 398"]
    assert (fact.confidence, fact.doubt, fact.recognition) == ("certain", "", None)


def test_what_is_taken_from_around_is_inferred_and_says_so() -> None:
    fact = facts("单位：万元\n项目\t预算数\t决算数\n公务接待费\t2.00\t1.50\n")["official_reception 1.50"]
    assert (fact.confidence, fact.doubt) == ("inferred", "年度取自上下文；单位取自表头或上下文")


def test_a_zero_and_a_count_need_no_unit_beside_them() -> None:
    assert facts("2020年没有公务接待费支出。")["official_reception 0"].confidence == "certain"


def test_two_values_of_one_figure_are_both_doubtful_and_name_each_other() -> None:
    found = facts("2020年支出决算为398万元。\n2020年决算支出为389万元。")
    assert found["expenditure 398"].doubt == "报告另有不同的数：389万元"
    assert found["expenditure 389"].doubt == "报告另有不同的数：398万元"


def test_the_same_value_printed_more_coarsely_is_no_contradiction() -> None:
    found = facts("2020年支出决算为398.12万元。\n2020年决算支出为398万元。")
    assert {fact.confidence for fact in found.values()} == {"certain"}


def test_what_was_recognised_in_a_picture_is_doubtful_whatever_it_says() -> None:
    text = "海城市水务局2020年度部门整体支出绩效自评报告\n2020年支出决算为398万元。"
    start = text.index("\n") + 1
    passages = (Passage(start=0, end=start - 1, confidence=0.99), Passage(start=start, end=len(text), confidence=0.91))
    (fact,) = finders.find(Document(source="扫描件.png", text=text, passages=passages)).facts
    assert (fact.confidence, fact.recognition) == ("doubtful", 0.91)
    assert fact.doubt == "文字由图像识别得来（把握 91%），核对后才进入统计"

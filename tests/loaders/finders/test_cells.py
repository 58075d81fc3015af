"""One cell: what row, column and caption say together, and what its words say."""

from tests.loaders.reading import found, report

HEAD = "单位：万元\n项目 | 预算数 | 决算数 | 备注 |\n"


def test_a_dash_and_an_empty_cell_are_blank_and_words_for_nothing_are_zero() -> None:
    assert found(HEAD + "公务接待费 | — | | |\n会议费 | 无 | 0 | |\n") == {
        "official_reception.budget: blank", "official_reception.actual: blank",
        "meeting_expense.budget = 0万元", "meeting_expense.actual = 0万元",
    }  # fmt: skip


def test_another_body_that_reports_is_named() -> None:
    (fact,) = report("单位：万元\n项目 | 决算数 |\n公务接待费 | 在县政府办公室决算中反映 |\n").facts

    assert (fact.disclosure, fact.reported_by, fact.stage) == ("reported_elsewhere", "县政府办公室", "actual")


def test_counts_in_a_remark_belong_to_their_row() -> None:
    assert found(HEAD + "公务接待费 | 3.00 | 1.24 | 11批次、87人次 |\n") == {
        "official_reception.budget = 3.00万元", "official_reception.actual = 1.24万元",
        "reception_batches.actual = 11批次", "reception_guests.actual = 87人次",
    }  # fmt: skip


def test_two_measures_or_two_years_in_one_cell_say_nothing() -> None:
    assert found("单位：万元\n项目 | 基本支出 | 项目支出 |\n公务接待费 | 1.00 | 2.00 |\n") == set()
    assert found("单位：万元\n项目 | 2019年决算 |\n2018年公务接待费 | 1.00 |\n") == set()


def test_an_amount_counted_in_people_is_none() -> None:
    assert found("项目 | 决算数 |\n公务接待费 | 12人 |\n") == set()


def test_evidence_is_the_name_and_the_value() -> None:
    (fact,) = report("单位：万元\n项目 | 决算数 |\n公务接待费 | 1.24 |\n").facts

    assert [place.evidence for place in fact.places] == ["公务接待费 | 1.24"]

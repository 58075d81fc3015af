"""Who reports on which year."""

from datetime import date

import pytest

from loaders.finders.header import find


@pytest.mark.parametrize(
    ("text", "department", "jurisdiction", "year"),
    [
        (
            "整体绩效自评报告\n\n评价年度：2021年度\n评价单位：青岚市司法局本级\n填报日期：2022年5月18日\n",
            "青岚市司法局",
            "青岚市",
            2021,
        ),
        ("青岚市雁洄区民政局2020年度部门整体支出绩效自评报告\n\n正文。", "青岚市雁洄区民政局", "青岚市雁洄区", 2020),
        ("砚溪区融媒体中心\n二〇二一年度整体支出绩效自评\n\n正文。", "砚溪区融媒体中心", "砚溪区", 2021),
        (
            "部门整体支出绩效自评表\n（2021年度）\n单位名称 | 砚溪区科学技术协会 | 联系电话 | 6612039 |\n",
            "砚溪区科学技术协会",
            "砚溪区",
            2021,
        ),
        ("附件 4\n\n党政办公室 2023 年度整体支出绩效自评报告\n", "党政办公室", "", 2023),
        ("澄湖县城市管理局2022年部门决算说明\n", "澄湖县城市管理局", "澄湖县", 2022),
        ("关于绩效的几点想法\n", "", "", None),
    ],
)
def test_the_header_is_read(text: str, department: str, jurisdiction: str, year: int | None) -> None:
    header = find(text)

    assert (header.department, header.jurisdiction, header.fiscal_year) == (department, jurisdiction, year)


def test_the_filing_date_is_named_or_closes_the_report() -> None:
    assert find("某局2021年度绩效自评\n填报日期：2022年3月18日    联系电话：0000").filed_on == date(2022, 3, 18)
    assert find("某局2021年度绩效自评\n正文。\n某局\n2022年6月3日").filed_on == date(2022, 6, 3)
    assert find("某局2021年度绩效自评\n填报日期：2022年13月40日").filed_on is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某局2021年度部门整体支出绩效自评报告", "self_evaluation"),
        ("某局2021年度部门决算公开说明", "final_accounts"),
        ("某局2021年度“三公”经费支出说明", "three_public_note"),
        ("某局2021年工作总结", "unknown"),
    ],
)
def test_the_kind_is_in_the_title(title: str, kind: str) -> None:
    assert find(title + "\n\n正文。").kind == kind


def test_the_scope_stands_behind_the_name() -> None:
    assert find("评价单位：青岚市司法局本级\n2021年度绩效自评报告").scope == "own"
    assert find("青岚市司法局（汇总）2021年度绩效自评报告").scope == "consolidated"

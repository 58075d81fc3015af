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
        ("关于澜岸市水务局财政拨款“三公”经费预算2022年情况的说明\n", "澜岸市水务局", "澜岸市", 2022),
        ("附件 4\n\n党政办公室 2023 年度整体支出绩效自评报告\n", "党政办公室", "", 2023),
        ("澄湖县城市管理局2022年部门决算说明\n", "澄湖县城市管理局", "澄湖县", 2022),
        ("聊城市城市管理局2021年度部门决算\n", "聊城市城市管理局", "聊城市", 2021),
        ("越澄市市场监督管理局2021年度部门决算\n", "越澄市市场监督管理局", "越澄市", 2021),
        ("澜沅州水务局2023年度部门决算\n", "澜沅州水务局", "澜沅州", 2023),
        ("2021年度沂浦县水利局部门决算（节录）\n", "沂浦县水利局", "沂浦县", 2021),
        ("第二部分 上海市普陀区档案局2024年度部门决算表\n", "上海市普陀区档案局", "上海市普陀区", 2024),
        ("邡亭县交通运输局关于2022年部门整体支出绩效的报告\n", "邡亭县交通运输局", "邡亭县", 2022),
        ("禾泽县统计局收支对比表\n（2022年度部门整体支出绩效自评附表）\n", "禾泽县统计局", "禾泽县", 2022),
        ("澹川市人民检察院“三公”经费支出表（2022年度）\n", "澹川市人民检察院", "澹川市", 2022),
        ("琼岭县第三中学二0二一年度单位整体支出绩效自评报告\n", "琼岭县第三中学", "琼岭县", 2021),
        ("整体支出绩效自评表\n（2021年度）\n部门名称\n\t芷汀县水利局\n联系电话\n", "芷汀县水利局", "芷汀县", 2021),
        ("海城市120急救中心2021年度部门决算\n", "海城市120急救中心", "海城市", 2021),
        ("附表\n填报单位：澜岸市民政局　　评价年度：2023年度\n", "澜岸市民政局", "澜岸市", 2023),
        ("我局2022年支出预算为5万元\n根据市财政局关于开展自评的通知\n", "", "", 2022),
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
        ("某局2021年度部门整体支出绩效自评表", "self_evaluation_form"),
        ("部门整体支出绩效自评表（2021年度）", "self_evaluation_form"),
        ("某局2021年度部门决算公开说明", "final_accounts"),
        ("某局2021年度部门决算及绩效自评公开说明", "self_evaluation"),
        ("某局2021年度“三公”经费支出说明", "three_public_note"),
        ("某局2021年工作总结", "unknown"),
    ],
)
def test_the_kind_is_in_the_title(title: str, kind: str) -> None:
    assert find(title + "\n\n正文。").kind == kind


def test_the_scope_stands_behind_the_name() -> None:
    assert find("评价单位：青岚市司法局本级\n2021年度绩效自评报告").scope == "own"
    assert find("青岚市司法局（汇总）2021年度绩效自评报告").scope == "consolidated"

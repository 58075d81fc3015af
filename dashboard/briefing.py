"""The top of 总览: a row of targets.briefs and the lines of targets.headlines come in; tiles and sentences go out."""

from collections.abc import Mapping

from dashboard import evidence, formats, markup
from dashboard.contents import AMOUNT, NUMBER, PERCENT, YEAR, Field
from dashboard.markup import Tile
from dashboard.warehouse import Row

# The numbers at the top, as the exports have them.
NUMBERS = (
    Field("地区", "jurisdiction"),
    Field("年度", "fiscal_year", YEAR),
    Field("应报部门", "expected", NUMBER),
    Field("已报部门", "departments", NUMBER),
    Field("未报部门", "not_filed", NUMBER),
    Field("支出合计", "spent_yuan", AMOUNT),
    Field("支出比上年", "spent_change_pct", PERCENT),
    Field("两年都写明支出的部门", "spent_compared", NUMBER),
    Field("预算执行率中位数", "execution_median_pct", PERCENT),
    Field("“三公”经费合计", "three_public_yuan", AMOUNT),
    Field("“三公”经费比上年", "three_public_change_pct", PERCENT),
    Field("两年都写明“三公”经费的部门", "three_public_compared", NUMBER),
    Field("写明自评得分", "scored", NUMBER),
    Field("满分", "at_ceiling", NUMBER),
    Field("95 分及以上", "at_95_or_more", NUMBER),
    Field("程度高的疑点", "hits_high", NUMBER),
)


def tiles(row: Row, words: Mapping[str, str]) -> list[Tile]:
    """Seven numbers; each opens what it counts."""

    def opened(said: str, measure: str) -> str:
        return markup.figure(said, f"{evidence.MEASURE}~{measure}", **words)

    def share(column: str) -> str:
        return "" if formats.is_missing(row[column]) else f"，占 {formats.percent(row[column])}"

    filed = markup.figure(formats.number(row["departments"]), evidence.REPORTS, **words)
    of_all = "" if formats.is_missing(row["expected"]) else f"<small>/ {formats.number(row['expected'])} 个部门</small>"
    has_median = not formats.is_missing(row["execution_median_pct"])
    median = opened(formats.percent(row["execution_median_pct"]), "expenditure") if has_median else markup.muted("—")
    at_ceiling = opened(formats.number(row["at_ceiling"]), "self_score") if row["scored"] else markup.muted("—")
    absent = "—" if formats.is_missing(row["not_filed"]) else formats.number(row["not_filed"])
    grave = markup.link(formats.number(row["hits_high"]), "findings", severity="高", **words)
    return [
        Tile("已报送", filed + of_all, "名册没有登记这个地区" if not of_all else "点数字看报告清单"),
        Tile("未报送", markup.link(absent, "quality", **words), "个部门，点数字看名单"),
        Tile(
            "支出合计",
            opened(formats.short_amount(row["spent_yuan"]), "expenditure"),
            against(row["spent_change_pct"], row["spent_compared"]),
        ),
        Tile(
            "预算执行率中位数",
            median,
            f"{formats.number(row['execution_departments'])} 个部门可算" + ("" if has_median else "，不足 5 个"),
        ),
        Tile(
            "“三公”经费合计",
            opened(formats.short_amount(row["three_public_yuan"]), "three_public"),
            against(row["three_public_change_pct"], row["three_public_compared"]),
        ),
        Tile(
            "自评满分",
            f"{at_ceiling}<small>/ {formats.number(row['scored'])} 个部门</small>",
            f"95 分及以上 {formats.number(row['at_95_or_more'])} 个{share('at_95_or_more_pct')}",
        ),
        Tile("疑点（高）", f"{grave}<small>条</small>", f"涉及 {formats.number(row['reports_with_high'])} 份报告"),
    ]


def headline(line: Row, words: Mapping[str, str]) -> str:
    """A sentence that opens its evidence."""
    if line["kind"] == "score":
        return f"{markup.chip('自评')} {markup.figure(line['sentence'], evidence.SCORES, **words)}"
    about = {**line, "report_id": line["about_report_id"]}
    if line["kind"] == "finding":
        return f"{markup.chip('疑点')} {evidence.of('finding', about, line['sentence'])}"
    key = evidence.key_of(about, "three_public", "actual")
    return f"{markup.chip('三公')} {evidence.of('figure', key, line['sentence'])}"


def said(row: Row) -> str:
    """The same numbers as one sentence, for paper."""
    parts = [
        f"{row['departments']} 个部门已报送",
        "" if formats.is_missing(row["not_filed"]) else f"{formats.number(row['not_filed'])} 个未报送",
        f"支出合计 {formats.short_amount(row['spent_yuan'])}，"
        f"{against(row['spent_change_pct'], row['spent_compared'])}",
        f"预算执行率中位数 {formats.percent(row['execution_median_pct'])}",
        f"“三公”经费合计 {formats.short_amount(row['three_public_yuan'])}，"
        f"{against(row['three_public_change_pct'], row['three_public_compared'])}",
        f"自评满分 {formats.text(row['at_ceiling']) or 0} 个",
        f"程度高的疑点 {row['hits_high']} 条",
    ]
    return f"{row['fiscal_year']} 年度：" + "；".join(filter(None, parts)) + "。"


def against(change: object, compared: object) -> str:
    """A change on last year, and of how many departments: 比上年 +2.25%（52 个部门可比）."""
    if formats.is_missing(change):
        return "没有可比的上年数"
    return f"比上年 {formats.points(change)}%（{formats.number(compared)} 个部门可比）"

"""What a column is for, by its head: names, goals, achievements, points, remarks, changes, or values."""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["", "name", "number", "unit", "goal", "achieved", "points", "scored", "remark", "compared", "completed"]

POINTS = re.compile(r"分值|满分|权重|标准分")
# 得分率 is no score
SCORED = re.compile(r"得分(?!率)|自评分(?!标准)|[评打]分$|^.{0,4}(?:自评|复核|复评)$")
# 财政复核得分, 复评分: given by the finance bureau after a review
REVIEWED = re.compile(r"复核|复评|抽查|财政.{0,6}[得评]分")
# 专家评分, 主管部门审核得分: somebody else's
OTHERS = re.compile(r"专家|第三方|主管|中介|审核|核定|评审|上级|小组")
GOALS = re.compile(r"目标值|指标值|年度指标|预期|目标$|计划完成|绩效指标$")
ACHIEVED = re.compile(r"完成值|实际完成|完成情况|实现值|全年完成|实际值")
RESULTS = re.compile(r"(?:计算|评价|实际|自查|自评|核查|测算|统计|填报|本年|年度|当年)?(?:结果|值|数值|数据)|比率")
# 完成预算(%), 决算比上年
COMPARED = re.compile(r"比|较|增减|变动|增长|占|差额|差异额|偏差[率额]|超.{0,5}缺|节约|节支|节省|压减|压缩|得分率")
COMPLETED = re.compile(r"完成(?:年初|全年)?预算")
# 增减比例, 比上年增减（%）
CHANGE_RATE = re.compile(r"(?:增减|变动|增长)(?:比例|幅度|率|\(?%\)?)|比上年|较上年|同比")
# 项目, 项目(按功能分类), 科目名称, 三级指标
NAMES = re.compile(
    r"项目(?:\(.*\))?|收入项目|支出项目|内容|类别|费用类别|.{0,8}(?:名称|类别|类型)|(?:.{0,4}(?:科目|单位|机构|部门|项目|指标|数据项|人员|采购|资金|费用)(?:名称|类别|类型|内容))|名称"
    r"|[一二三]级指标|指标|指标项|数据项|科目|机构|人员|事项|年度|年份|预算单位|二级单位|采购方式|支出构成|经费项目"
)
# 单位性质 | 行政: a name whose value heads nothing
NATURE = re.compile(r"(?:单位|机构|部门)(?:性质|类型|类别)|经费(?:形式|来源)")
LINE_NUMBERS = re.compile(r"行次|栏次|序号|编号|(?:科目)?编码|(?:科目)?代码")
UNITS = re.compile(r"(?:计量|金额)?单位")
REMARKS = re.compile(r"备注|说明|来源|依据|原因|措施|口径|公式|方法|过程$|标准$|解释")

PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("points", POINTS), ("scored", SCORED), ("goal", GOALS), ("achieved", ACHIEVED),
)  # fmt: skip


@lru_cache(maxsize=4096)
def kind_of(path: str) -> Kind:
    """The kind of a column; `path` are its heads, the widest first, a line each."""
    last = path.rsplit("\n", 1)[-1]
    if LINE_NUMBERS.search(last):
        return "number"
    if UNITS.fullmatch(last):
        return "unit"
    for kind, pattern in PATTERNS:
        if pattern.search(last):
            return kind
    if RESULTS.fullmatch(last):
        return "achieved"
    if COMPLETED.search(path) and "率" not in last:
        return "completed"
    if COMPARED.search(last) or COMPARED.search(path):
        return "compared"
    if NAMES.fullmatch(last):
        return "name"
    return "remark" if REMARKS.search(last) else ""

"""One cell of a table → a figure: the row's name × the column's heads × what stands above the table.

What does not fit together says nothing: two measures, two stages, a part of a part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.finders import rates
from loaders.finders.figures import BUDGETS, Background, Figure
from loaders.finders.grids import Cell, plain
from loaders.finders.heads import LEFT_OVER, Column, Head, names_projects
from loaders.finders.kinds import CHANGE_RATE
from loaders.finders.labels import UNKNOWN, WEAK, lexicon
from loaders.finders.names import ASSETS, POINTS, POSTS, Meaning, bare
from loaders.finders.scores import LEAST_OWN_POINTS
from loaders.finders.view import place
from loaders.models import Stage
from loaders.vocabulary import Measure

WHOLES = frozenset(
    {
        "revenue", "expenditure", "revenue_grand_total", "expenditure_grand_total", "basic_expenditure",
        "project_expenditure", "carryover",
    }
)  # fmt: skip
GRAND_TOTALS = {"revenue": "revenue_grand_total", "expenditure": "expenditure_grand_total"}
STAFF = frozenset({"staff_quota", "staff_on_post"})
OTHER_STAFF = frozenset({"staff_retired", "staff_contract", "staff_total"})
PEOPLE = STAFF | OTHER_STAFF
HEADCOUNTS = STAFF | {"staff_contract"}  # no money is called so
COUNTED = re.compile(r"[人数批个辆台次编件]|保有|实有")
# 11批次、87人次 beside the money of official reception
REMARKED = re.compile(r"(?P<number>\d[\d,]*)(?P<unit>批次|批|人次|辆)")
COUNTS_BESIDE = {
    "official_reception": ("reception_batches", "reception_guests"),
    "vehicle": ("vehicle_count",),
    "vehicle_operation": ("vehicle_count",),
}
# 预算数   2022年度预算数: of which budget?
BUDGET = re.compile(r"(?:(?:19|20)\d\d年?度?|本年度?|当年)?预算(?:数|额|金额|安排数?)?")
# 单位名称 over the names of bodies
OF_BODIES = re.compile(r"(?:单位|机构|部门)(?:名称|类别)?(?:\n|$)")
SUBTOTAL = "小计"
ALL = frozenset({"总体", "整体", "全部", "合计", "总计", "部门", "单位", "部门整体", "单位整体", "综合"})
PENSIONERS = frozenset({"退休", "退休人员", "退休人数"})
VETERAN_WORDS = frozenset({"离休", "离休人员", "离休人数"})
ESTABLISHED = "在编人员"


@dataclass
class Surroundings:
    """What holds for a table, or for the rows below one of its captions."""

    background: Background
    money_unit: str = ""
    topic: str = ""  # the one measure that the caption names
    is_three_public: bool = False
    total_of_rows: str | None = None  # what the rows below this head add up to; "" nothing that has a name
    is_of_everything: bool = False  # a sheet on the whole expenditure: 部门整体支出绩效自评表
    is_of_a_fund: bool = False  # its totals are the appropriation's, not the department's
    scope: str = ""
    stage: str = ""  # where neither row nor column says one
    year: int | None = None
    names: frozenset[str] = frozenset()  # every measure that a row or column of the table names
    has_veterans: bool = False
    has_sources: bool = False  # 公务接待费 / 其中：基本支出 / 项目支出 / …: which money paid for it
    has_scope_rows: bool = False
    is_of_a_project: bool = False  # 项目支出绩效自评表: nothing in it is the department's
    has_subtotals: bool = False  # several rows of totals
    rate: str = ""  # the rate that the caption names: （二）执行率
    has_unknown_rows: bool = False  # projects, classes: its total is theirs


@dataclass(frozen=True)
class Entry:
    """A row, or one side of it: its name and what the name says."""

    name: Cell
    meaning: Meaning
    unit: str = ""
    scope: str = ""
    is_whole: bool = False  # the columns alone say what it holds: 机关汇总, 合计, a row without a name
    is_nameless: bool = False
    is_subordinate: bool = False


@dataclass(frozen=True)
class Resolver:
    """Rows and columns of one table → figures."""

    around: Surroundings
    head: Head

    @property
    def background(self) -> Background:
        return self.around.background

    def figure(self, entry: Entry, cell: Cell, column: Column, side: Column) -> Figure | None:
        """The figure in a cell of values; `side` is the column of names on its side of the table."""
        about, over = entry.meaning, column.meaning
        if (not over.is_known and not over.measures and column.kind != "achieved") or (
            not about.is_known and not about.measures
        ):
            return None
        unit = self._unit(entry, column, cell)
        measure = self._measure(entry, column, side, unit)
        if measure is None or (self.around.is_of_a_fund and measure.name in WHOLES):
            return None
        if measure.name in LEFT_OVER and measure.name not in about.measures and self._is_of_a_part(about):
            return None
        scope, breakdown = self.part(entry, over, measure)
        if breakdown is None or (scope and breakdown):
            return None
        stage = self._stage(about, over, measure)
        year = self._year(about, over, measure)
        if stage is None or year == 0:
            return None
        figure = self.valued(
            entry.name, cell, measure, stage, year, scope or breakdown, unit, entry.name.text + column.path
        )
        is_open = stage == "budget" and any(BUDGET.fullmatch(bare(text)) for text in column.texts)
        if (
            figure
            and figure.disclosure != "stated"
            and column.kind == "achieved"
            and self._leaves_open(about, over, measure)
        ):
            figure = replace(figure, stage="")  # 因公出国（境）费 | 不涉及, below 自查结果
        return replace(figure, is_open=is_open) if figure else None

    def _leaves_open(self, about: Meaning, over: Meaning, measure: Measure) -> bool:
        """Whether nothing says which of a measure's stages a cell is of."""
        said = about.stage or about.stock or over.stage or over.stock or self.head.corner.stage or self.around.stage
        return len(measure.stages) > 1 and not said

    def _is_of_a_part(self, about: Meaning) -> bool:
        """Whether a row is about some of the money only: 项目支出 × 结余, and the total of a table of projects."""
        if about.measures:
            return about.measures[0] not in ("expenditure", "revenue", "revenue_grand_total", "expenditure_grand_total")
        return about.is_total and self.around.topic not in ("", "expenditure", "revenue", "carryover", "surplus")

    # --- which measure

    def _measure(self, entry: Entry, column: Column, side: Column, unit: str) -> Measure | None:
        named = self._named(entry, column, side, unit)
        return self.background.measure(named) if named else None

    def _named(self, entry: Entry, column: Column, side: Column, unit: str) -> str:
        about, over = entry.meaning, column.meaning
        row, top = self._fitting(about.measures, unit), self._fitting(over.measures, unit)
        if self.around.has_sources and row in HALVES:
            return ""
        if (
            self.around.rate
            and unit == "%"
            and not over.short_rate
            and "rate" not in (self._kind(row), self._kind(top))
        ):
            return self._captioned_rate(row, top, entry, column)
        if over.short_rate and self._kind(top) in ("", "rate"):
            rate = self._short_rate(row, over.short_rate, entry)
            is_its_own = bool(top) and (self.background.measure(top).topic == row if row else entry.is_whole)
            if rate or not is_its_own:
                return rate
        if about.short_rate and self._kind(row) == "rate" and self._kind(top) == "amount":
            return self._short_rate(top, about.short_rate, entry)  # 预算执行率 × 基本支出
        if about.short_rate and not row:  # 执行率 × 合计 | 基本支出 | 项目支出
            is_whole = over.is_total and self.head.measures >= HALVES
            of = top or ("expenditure" if is_whole else "")
            return self._short_rate(of, about.short_rate, entry) if of and self._kind(of) == "amount" else ""
        if row and top:
            if self._kind(top) == "rate" and self.background.measure(top).topic == row and not about.stage:
                return top  # 部门整体支出 × 预算调整率
            is_post_of = {row, top} <= STAFF and top == "staff_quota" and over.breakdown in POSTS
            if is_post_of and not about.breakdown:
                return row  # 实有数 × 行政编制
            if {row, top} <= STAFF and row == "staff_on_post":
                return top  # 在职人员 × 编制数
            if top == "staff_on_post" and row in OTHER_STAFF and not any("在职" in word for word in over.words):
                return row  # 离退休人员 × 实有数
            is_count_of = row in COUNTS_BESIDE and top in COUNTS_BESIDE[row]
            says_when = bool(over.stage) or self._kind(row) in ("rate", "score")  # 政府采购合计 × 实际采购数
            return top if is_count_of else row if row == top and says_when else ""
        if row:
            return row
        if top:
            is_open = about.is_total and top == "fiscal_appropriation" and self.around.names & PARTS_OF_SPENDING
            if is_open and self._whole_before(column) != "revenue":
                return ""  # received or spent?
            is_of_projects = self.around.has_unknown_rows and any(map(names_projects, self.head.columns))
            if about.is_total and top in WEAK and is_of_projects:
                return self.around.topic if self.around.topic == "project_expenditure" else ""
            is_part_of_staff = about.breakdown in POSTS and self._kind(top) == "count"
            says_no_other = about.is_known and not about.breakdown and not about.short_rate  # 合计, 决算数, 2019年
            return top if entry.is_whole or is_part_of_staff or says_no_other else ""
        if entry.is_nameless and over.stage and self.head.columns[0].meaning.measures == ("expenditure",):
            return "expenditure"  # 整体支出（万元） | 年初预算数 over (empty) | 31,204.00
        leaves_open = entry.is_nameless or (about.is_known and about.year is not None)
        is_of_year = leaves_open and not entry.is_nameless and bool(over.stage) and self._names_spending()
        if (about.is_spending and not over.short_rate) or (leaves_open and over.is_spending) or is_of_year:
            return "" if self.around.is_three_public else self.around.topic or "expenditure"
        return self._of_total(entry, column, side)

    def _names_spending(self) -> bool:
        """2019年 × 年初预算, where another column says 决算支出."""
        said = [column.meaning for column in self.head.columns]
        return any(meaning.is_spending or "expenditure" in meaning.measures for meaning in said)

    def _fitting(self, measures: tuple[str, ...], unit: str) -> str:
        """The measure of a name that is counted in such a unit: 公务接待（批次）."""
        for name in measures if unit else ():
            if unit in self.background.measure(name).counters:
                return name
        return measures[0] if measures else ""

    def _kind(self, name: str) -> str:
        return self.background.measure(name).kind if name else ""

    def _of_total(self, entry: Entry, column: Column, side: Column) -> str:
        """What a bare total, or a body's row under bare stages, is the total of."""
        about, over, around = entry.meaning, column.meaning, self.around
        leaves_open = entry.is_nameless or (about.is_known and bool(about.stage or about.year or about.is_last_year))
        is_total = about.is_total or (leaves_open and over.is_total)
        if not is_total and not entry.is_whole:
            return ""
        topic = next(iter(side.meaning.measures), "")
        if topic in GRAND_TOTALS and about.is_grand_total:
            return GRAND_TOTALS[topic]
        if topic:
            return topic
        if not around.is_three_public and around.total_of_rows is not None and is_total:
            return around.total_of_rows
        if around.is_three_public:
            return "three_public" if is_total or over.stage or over.is_total else ""
        if over.is_total and self.head.measures >= HALVES:
            return "expenditure" if self.head.measures - LEFT_OVER <= PARTS_OF_SPENDING else ""
        if self._is_of_bodies(entry) and (over.stage or over.is_total):
            return around.topic or "expenditure"
        if not is_total or "分" in entry.name.text:
            return ""
        if SUBTOTAL in about.words and around.has_subtotals:
            return ""
        has_budget = bool({*self.head.stages, about.stage} & BUDGETS)
        if around.topic:
            return (
                around.topic
                if self._kind(around.topic) == "amount" and (has_budget or over.stage or about.stage)
                else ""
            )
        is_whole = around.is_of_everything or "总额" in about.words or bool(around.names & HALVES)
        is_of_others = around.has_unknown_rows and not around.names & PARTS_OF_SPENDING
        return "expenditure" if has_budget and is_whole and not is_of_others else ""

    def _whole_before(self, column: Column) -> str:
        """收入合计 | 其中：财政拨款 | 支出合计: which of the two a column stands behind."""
        whole = ""
        for other in self.head.columns:
            if other is column or other == column:
                break
            named = other.meaning.measures[:1]
            whole = named[0] if named and named[0] in ("revenue", "expenditure") else whole
        return whole

    def _is_of_bodies(self, entry: Entry) -> bool:
        """局机关 | 年初预算 | 支出决算, and the total below such rows."""
        has_bodies = self.around.has_scope_rows or bool(OF_BODIES.search(self.head.columns[0].path))
        return has_bodies and bool(self.head.stages) and (entry.meaning.is_total or not entry.is_nameless)

    def _captioned_rate(self, row: str, top: str, entry: Entry, column: Column) -> str:
        """总体 | 基本支出 | 项目支出, all below （二）执行率."""
        about, over = entry.meaning, column.meaning
        if (row and top) or not (about.is_known and over.is_known):
            return ""
        topic = row or top
        if not topic and not (about.words | over.words) & ALL:
            return ""
        named = lexicon().words.get(self.around.rate, UNKNOWN)
        shorts = {short for name in named.names for short in self.background.measure(name).short_names}
        rates = {*named.shorts, *named.names, *(rate for short in shorts for rate in lexicon().shorts[short])}
        fitting = {name for name in rates if self.background.measure(name).topic == (topic or "expenditure")}
        if len(fitting) > 1:
            fitting &= set(named.names)
        return fitting.pop() if len(fitting) == 1 else ""

    def _short_rate(self, topic: str, short: str, entry: Entry) -> str:
        """执行率 beside the amounts whose execution it is."""
        topics = {topic} if topic else set(self.head.measures)
        if not topic and entry.meaning.is_total and not topics - LEFT_OVER:
            topics = {self._of_total(entry, Column(("年初预算数",)), Column(()))}
        rates = {
            name for name in lexicon().shorts.get(short, ()) if self.background.measure(name).topic in topics - {""}
        }
        return rates.pop() if len(rates) == 1 else ""

    # --- which part, stage, year and unit

    def part(self, entry: Entry, over: Meaning, measure: Measure) -> tuple[str, str | None]:
        """The scope and the breakdown; None where two parts meet."""
        about = entry.meaning
        scopes = {scope for scope in (entry.scope, about.scope, over.scope) if scope}
        parts = {part for part in (about.breakdown, over.breakdown) if part}
        if len(scopes) > 1 or len(parts) > 1:
            return "", None
        scope, part = "".join(scopes), "".join(parts)
        if not scope and not (about.is_whole or over.is_whole or about.is_total or over.is_total):
            scope = self.around.scope
        words = about.words | over.words
        if measure.name == "staff_retired":
            part = "veteran_retired" if words & VETERAN_WORDS else ""
            part = part or ("retired" if words & PENSIONERS and self.around.has_veterans else "")
        elif measure.name == "staff_on_post" and not part and ESTABLISHED in words:
            part = "established"
        if {about.breakdown, over.breakdown} & POSTS and measure.name not in STAFF:
            return scope, None
        if {about.breakdown, over.breakdown} & ASSETS and measure.name != "fixed_assets":
            return scope, None
        return scope, part

    def _stage(self, about: Meaning, over: Meaning, measure: Measure) -> str | None:
        """The stage; None where row and column disagree, or the measure has no such stage."""
        if "opening" in measure.stages:
            is_planned = over.stage == "adjusted_budget" and (about.stock == "opening" or about.is_last_year)
            if "budget" in about.stage or ("budget" in over.stage and not is_planned):
                return None
            is_of_last_year = over.is_last_year or self._is_year_before(over) or self._is_year_before(about)
            return "opening" if is_of_last_year else over.stock or about.stock or measure.default_stage
        if "opening" in (about.stock, over.stock) and not (over.is_last_year or about.is_last_year):
            return None  # 固定资产 | 期初数
        is_of_money = bool(self.head.stages & BUDGETS)
        if measure.kind == "score" and over.stage and not over.measures and is_of_money:
            return None  # 得分 × 年初预算数
        if measure.kind in ("rate", "score"):
            return "claimed"
        if measure.kind == "count":
            return None if "budget" in over.stage + about.stage else measure.default_stage
        if over.stage and about.stage == "actual" and over.stage != "actual" and not about.is_spending:
            return None  # but 全年支出 | 年初预算数 | 全年预算数 | 全年执行数
        stage = over.stage or about.stage or self.head.corner.stage or self.around.stage
        stage = stage or self.background.default_stage(measure)
        return stage if stage in measure.stages else None

    def _is_year_before(self, meaning: Meaning) -> bool:
        """Last year's year-end stock is this year's opening."""
        year = self.background.fiscal_year
        return year is not None and meaning.year == year - 1

    def _year(self, about: Meaning, over: Meaning, measure: Measure) -> int | None:
        """The year; 0 where row and column disagree."""
        if over.year and about.year and over.year != about.year:
            return 0
        own_year = self.background.fiscal_year
        is_of_last_year = over.is_last_year or self._is_year_before(over)
        if "opening" in measure.stages and about.stock == "opening" and is_of_last_year and own_year is not None:
            return own_year - 1  # 上年结转 | 2020年决算数: what 2020 began with
        if "opening" in measure.stages and (self._is_year_before(over) or self._is_year_before(about)):
            return own_year
        named = over.year or about.year
        year = named or self.head.corner.year or self.around.year or own_year
        is_last = (over.is_last_year or about.is_last_year) and "opening" not in measure.stages and not named
        return year - 1 if is_last and year is not None else year

    def _unit(self, entry: Entry, column: Column, cell: Cell) -> str:
        printed = cell.number["unit"] if cell.number else ""
        money = self.background.vocabulary.words.money
        if not printed and column.meaning.unit in money and entry.meaning.unit in money:
            return entry.meaning.unit  # “三公”经费（元） below 金额（万元）
        corner = self.head.columns[0].meaning.unit if entry.is_nameless and self.head.columns else ""
        return printed or column.meaning.unit or entry.unit or entry.meaning.unit or corner

    # --- what the cell says

    def valued(
        self, name: Cell, cell: Cell, measure: Measure, stage: str, year: int | None, part: str, unit: str, names: str
    ) -> Figure | None:
        """A figure with the cell's value, if the value is one that the measure can have."""
        start = min(name.passage.start, cell.passage.start)
        where = place(self.background.text, start, max(cell.passage.end, name.passage.end))
        known: Stage = stage  # type: ignore[assignment]
        said = Figure(measure=measure.name, breakdown=part, stage=known, fiscal_year=year, place=where)
        if (cell.is_repeated and not cell.is_statement) or (cell.number and cell.rows > name.rows):
            return None  # 不涉及 holds for every place that it covers, a number over several rows for all together
        if cell.is_blank:
            return None if part == "subordinate" else replace(said, disclosure="blank")
        stated = self._in_words(cell)
        if stated == "none":
            unit = measure.unit if measure.kind != "amount" else unit or self.around.money_unit or "万元"
            return replace(said, value="0", unit=unit)
        if stated == "not_applicable":
            return replace(said, disclosure="not_applicable")
        if stated:
            return replace(said, disclosure="reported_elsewhere", reported_by=_reporter(cell.text))
        number = self._number(cell, measure, unit, names)
        return replace(said, value=number[0], unit=number[1]) if number else None

    def _in_words(self, cell: Cell) -> str:
        """不涉及; 无; 由区机关事务管理局统一列支."""
        words = self.background.vocabulary.words
        if cell.text in words.not_applicable:
            return "not_applicable"
        if cell.text in words.none:
            return "none"
        return "reported_elsewhere" if cell.is_statement and _reporter(cell.text) else ""

    def _number(self, cell: Cell, measure: Measure, unit: str, names: str) -> tuple[str, str] | None:
        """The number and its unit; None where they cannot be the measure's."""
        found = cell.number
        if not found:
            return None
        number, money = plain(found["number"]), self.background.vocabulary.words.money
        if measure.kind == "count":
            is_counted = bool(unit) or bool(COUNTED.search(names.replace("车辆", "")))
            is_counted |= bool(self.head.measures) and self.head.measures <= PEOPLE  # 类别 | 编制 | 年末在职
            is_named = measure.name in HEADCOUNTS and not self.head.stages
            is_counted |= is_named  # 年末实有干警 | 51
            is_among_money = bool(self.around.money_unit) and not is_counted  # 行政单位离退休 | 54.53
            wrong_unit = unit and unit not in measure.counters and unit != measure.unit
            return None if wrong_unit or "." in number or is_among_money else (number, measure.unit)
        if measure.kind == "amount":
            unit = unit or self.around.money_unit
            if unit and unit not in money:
                return None
            return (number, unit or "万元") if unit or not number.strip("0.-") else None
        if measure.kind == "rate":
            is_of_points = found["unit"] != "%" and POINTS.search(names)  # 预算执行率（10分） | 9.78
            return (number, "%") if unit in ("%", "") and not is_of_points else None
        is_too_low = measure.name == "self_score" and Decimal(number) < LEAST_OWN_POINTS  # of one indicator
        return (number, "分") if unit in ("分", "") and not is_too_low else None

    # --- columns that compare, cells that remark

    def compared(self, entry: Entry, cell: Cell, column: Column) -> Figure | None:
        """A change against last year or a share of the budget, of a total that has such a rate."""
        about, head, number = entry.meaning, column.path, cell.number
        measure = "".join(about.measures[:1])
        of_three = self.around.is_three_public or self.head.columns[0].meaning.measures == ("three_public",)
        if not measure and about.is_total and of_three:
            measure = "three_public"
        is_rate = "%" in head or "率" in head or "比例" in head or "幅" in head or (number and number["unit"] == "%")
        rate = (
            rates.CHANGES.get(measure, "")
            if CHANGE_RATE.search(head) and "预算" not in head.rsplit("\n", 1)[-1]
            else ""
        )
        if column.kind == "completed" and measure == "three_public":
            rate = "three_public_control_rate"
        if not rate or not is_rate or entry.scope or about.stage == "budget":
            return None
        if number and number["unit"] not in (None, "%"):
            return None
        known = self.background.measure(rate)
        return self.valued(entry.name, cell, known, "claimed", self.background.fiscal_year, "", "%", head)

    def counted_beside(self, entry: Entry, cell: Cell, column: Column) -> Figure | None:
        """公务接待费 × 批次（批）: what is counted beside the money."""
        head = bare(column.texts[-1]).removesuffix("数") if column.texts else ""
        unit = column.meaning.unit or head
        printed = cell.number["unit"] if cell.number else None
        if printed and not column.meaning.says_something:  # 公务用车运行维护费 × 数量: 3辆
            head = unit = printed
        for name in COUNTS_BESIDE.get("".join(entry.meaning.measures[:1]), ()):
            measure = self.background.measure(name)
            if head in measure.counters and unit in measure.counters and not entry.scope:
                year = self.around.year or self.background.fiscal_year
                return self.valued(entry.name, cell, measure, "actual", year, "", unit, column.path)
        return None

    def remarked(self, entry: Entry, cell: Cell) -> Iterator[Figure]:
        """公务接待费 | 1.24 | 11批次、87人次"""
        measures = COUNTS_BESIDE.get("".join(entry.meaning.measures[:1]), ())
        for found in REMARKED.finditer(cell.text) if not cell.is_repeated and not entry.scope else ():
            for name in measures:
                measure = self.background.measure(name)
                if found["unit"] in measure.counters:
                    start = min(entry.name.passage.start, cell.passage.start)
                    yield Figure(
                        measure=name, stage="actual", fiscal_year=self.around.year or self.background.fiscal_year,
                        value=found["number"].replace(",", ""), unit=measure.unit,
                        place=place(self.background.text, start, cell.passage.end),
                    )  # fmt: skip


HALVES = frozenset({"basic_expenditure", "project_expenditure"})  # of everything spent
PARTS_OF_SPENDING = frozenset(
    {
        "basic_expenditure", "project_expenditure", "personnel_expenditure", "operating_expenditure",
        "wages_and_benefits", "goods_and_services", "capital_expenditure", "individual_and_family_subsidy",
    }
)  # fmt: skip


def _reporter(text: str) -> str:
    """由区机关事务管理局统一列支, 在县政府办公室反映: the body named."""
    found = re.search(
        r"(?:由|在)(?P<body>[^,，。;；]{2,30}?)(?:的?(?:部门)?决算|的?(?:部门)?预算|统一|集中|列支|反映|公开|核算|中|$)",
        text,
    )
    return found["body"] if found else ""

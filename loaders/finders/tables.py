"""Figures in tables. A cell's meaning comes from its row's name, its column's heads and the words above the table.

机构名称 | 支出合计 | 基本支出          项 目       | 预算数(万元) | 决算数(万元)
机关汇总 | 1,166.19 | 701.00           公务接待费   | 1.50        | 0.83
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.finders.figures import Background, Figure
from loaders.finders.grids import POINTS, SCORED, Cell, Row, is_score_sheet, unmerged
from loaders.finders.labels import Label, Token, read_label, stock_stage
from loaders.finders.view import matched, place
from loaders.models import Place, Stage

# 1、机关   （一）项目   其中：公务接待费   2、区法律援助中心
LEADING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+[)、.](?!\d)|其中:|①|②|③)+")
# 单位：万元   年度收入情况（万元）   预算数(元)
UNIT = re.compile(r"(?:单位[:：]\s*(?:人民币)?|[(（])(?P<unit>亿元|万元|千元|元)")
# 预算数(元)
NAMED_UNIT = re.compile(r"\((?:亿元|万元|千元|元|%|分|人|辆|批次|个|件|人次|台)\)")
GOALS = re.compile(r"目标值|指标值|年度指标|预期|目标$|计划完成|绩效指标$")
ACHIEVED = re.compile(r"完成值|实际完成|完成情况|实现值|全年完成")
TEMPLATE = re.compile(r"^(?:二级机构|二级单位|下属单位|所属单位)\d*$")
# 局机关及二级机构汇总
CONSOLIDATED = re.compile(r"\D{0,3}(?:机关|本级)及.{2,8}(?:汇总|合计)|.{0,4}汇总数?")
# 增减比例, 比上年增减（%）
CHANGE_RATE = re.compile(r"(?:增减|变动|增长)(?:比例|幅度|率|\(?%\)?)|比上年|较上年|同比")
CHANGES = {"three_public": "three_public_change_rate", "carryover": "carryover_change_rate"}
# 完成预算(%), 决算比上年
COMPARED = re.compile(r"比|较|增减|变动|增长|占|差额")
COMPLETED = re.compile(r"完成(?:年初|全年)?预算")
# 项目, 项目(按功能分类)
ITEMS = re.compile(r"项目(?:\(.*\))?|科目名称|指标|收入项目|支出项目")
LINE_NUMBERS = re.compile(r"行次|栏次|序号")
# 财政拨款收入支出决算总表: its totals are the appropriation's, not the department's
OF_A_FUND = re.compile(r"(?:财政拨款|政府性基金|国有资本经营).{0,20}(?:表|情况)")
WHOLES = frozenset(
    {
        "revenue", "expenditure", "revenue_grand_total", "expenditure_grand_total", "basic_expenditure",
        "project_expenditure", "carryover",
    }
)  # fmt: skip
COUNTED = re.compile(r"[人数批个辆台次编]")
HAN = re.compile(r"[\u3400-\u9fff]")
CAPTION_REACH = 3


@dataclass(frozen=True)
class Meaning:
    """What a row's name or a column's heads say."""

    measures: tuple[str, ...] = ()
    stage: str = ""
    stock: str = ""
    breakdown: str = ""
    short_rate: str = ""
    is_total: bool = False
    is_known: bool = True
    year: int | None = None
    is_last_year: bool = False


@dataclass(frozen=True)
class Column:
    """What a column's heads say, and what they make of its cells."""

    heads: str
    meaning: Meaning
    is_goal: bool
    is_achieved: bool
    is_scored: bool
    is_passed_over: bool  # its cells are no figures
    is_compared: bool  # its cells compare figures


def find(background: Background) -> Iterator[Figure]:
    """Every figure stated in the report's tables."""
    names = Names(background)
    for rows, before in background.tables:
        yield from Grid(background, names, rows, _captions(before)).figures()


def goals(background: Background) -> set[int]:
    """Where cells begin whose prose is to be left alone: goals, scoring standards and reasons."""
    return {start for table in background.tables for start in _goals(table.rows)}


def _goals(rows: list[Row]) -> Iterator[int]:
    goals: list[int] = []  # columns, counted from the right: rows under a merged head are longer
    is_scored = False
    for row in rows:
        heads = [(index, cell.text) for index, cell in enumerate(row) if cell.is_words]
        is_achieved = any(ACHIEVED.search(head) for _, head in heads)
        if is_achieved:
            goals = [index - len(row) for index, head in heads if GOALS.search(head)] or goals
        if is_score_sheet(row):
            is_scored = not is_achieved
        if is_scored:
            yield from (cell.passage.start for cell in row)
        else:
            yield from (row[column].passage.start for column in goals if -column <= len(row))


def _captions(before: list[str]) -> str:
    """The short paragraphs right above a table, nearest first."""
    return "\n".join(text for text in reversed(before[-CAPTION_REACH:]) if len(text) <= 60)


class Names:
    """What the names of rows and columns mean; the same names stand in many rows."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._meanings: dict[str, Meaning] = {}
        self._columns: dict[str, Column] = {}

    def meaning(self, text: str) -> Meaning:
        """The meaning of a row's or column's name; `is_known` only if every word of it is known."""
        if text not in self._meanings:
            self._meanings[text] = self._meaning(text)
        return self._meanings[text]

    def column(self, heads: str) -> Column:
        if heads not in self._columns:
            self._columns[heads] = self._column(heads)
        return self._columns[heads]

    def _meaning(self, text: str) -> Meaning:
        body = LEADING.sub("", NAMED_UNIT.sub("", text)).strip("*★: ")
        run = self._background.lexicon.tokens(body)
        label = read_label(run)
        is_known = all(token.kind != "gap" for token in run)
        return Meaning(
            measures=self._measures(label, run) if is_known or self._takes_prefix(label, run) else (),
            stage=label.stage,
            stock=stock_stage(run),
            breakdown=label.breakdown,
            short_rate=label.short_rate,
            is_total=label.is_total and not label.measures,
            is_known=is_known,
            year=label.year,
            is_last_year=label.is_last_year,
        )

    def _takes_prefix(self, label: Label, run: list[Token]) -> bool:
        return (
            bool(run)
            and run[-1].kind == "word"
            and any(self._background.measure(name).takes_any_prefix for name in label.measures)
        )

    def _measures(self, label: Label, run: list[Token]) -> tuple[str, ...]:
        if sum(token.kind == "word" and bool(token.word.names) for token in run) > 1 and any(
            token.text == "、" for token in run
        ):
            return ()  # 会议费、培训费: two at once
        return () if label.is_foreign and not self._takes_prefix(label, run) else label.measures

    def _column(self, heads: str) -> Column:
        """The lowest head that says something, with stages of the heads above it."""
        said = [self.meaning(head) for head in reversed(heads.split("\n"))]
        known = [meaning for meaning in said if meaning.is_known]
        meaning = Meaning(
            measures=next((meaning.measures for meaning in known if meaning.measures), ()),
            stage=next((meaning.stage for meaning in said if meaning.stage), ""),
            stock=next((meaning.stock for meaning in known if meaning.stock), ""),
            breakdown=next((meaning.breakdown for meaning in known if meaning.breakdown), ""),
            short_rate=next((meaning.short_rate for meaning in known if meaning.short_rate), ""),
            is_total=any(meaning.is_total for meaning in known),
            is_known=bool(known),
            year=next((meaning.year for meaning in said if meaning.year), None),
            is_last_year=any(meaning.is_last_year for meaning in said),
        )
        is_goal, is_scored = bool(GOALS.search(heads)), bool(POINTS.search(heads) or SCORED.search(heads))
        return Column(
            heads,
            meaning,
            is_goal=is_goal,
            is_achieved=bool(ACHIEVED.search(heads)),
            is_scored=is_scored,
            is_passed_over=is_goal or is_scored or bool(LINE_NUMBERS.search(heads)),
            is_compared=bool(COMPARED.search(heads) or COMPLETED.search(heads)),
        )


class Grid:
    """One table: rows of cells, the last header above each row."""

    def __init__(self, background: Background, names: Names, rows: list[Row], captions: str) -> None:
        self.background = background
        self.names = names
        self.rows = rows
        everything = captions + "".join(cell.text for row in self.rows[:4] for cell in row)
        unit = UNIT.search(everything)
        self.money_unit = unit["unit"] if unit else background.money_unit
        self.is_of_a_fund = bool(OF_A_FUND.search(captions)) and "三公" not in captions
        self.is_three_public = (
            "三公" in captions + "".join(cell.text for row in self.rows[:1] for cell in row)
            or background.topic == "three_public"
        )
        self._totals = frozenset(map(matched, background.vocabulary.words.totals))

    def figures(self) -> Iterator[Figure]:
        header: list[Row] = []
        columns: list[Column] = []  # of the header, once a row asks for them
        is_scored = False
        subordinates = self._subordinates()
        for index, row in enumerate(self.rows):
            if self._is_header(row, header, index):
                is_continued = bool(header) and index > 0 and self.rows[index - 1] is header[-1]
                if not is_continued:
                    header, is_scored = [], False
                header.append(row)
                columns, is_scored = [], is_scored or is_score_sheet(row)
                yield from self._pairs(row)
                continue
            row = unmerged(row, header[-1] if header else [])
            if is_scored:
                yield from self._total(index, header[-1])
            is_below = bool(header) and len(row) == len(header[-1])
            if is_below and index == 1 and not any(self._is_name(cell) for cell in row):
                for head, cell in zip(header[-1], row, strict=True):
                    yield from self._pairs([head, cell])
                continue
            if is_below and self._reads_by_column(row):
                columns = columns or [self.names.column(_heads(header, column)) for column in range(len(row))]
                for part in self._sides(row, header):
                    yield from self._row(row[part], columns[part], subordinates)
            else:
                yield from self._pairs(row)
        yield from self._grades_below()

    def _is_header(self, row: Row, header: list[Row], index: int) -> bool:
        words = {cell.passage.start for cell in row if cell.is_words}
        if any(cell.number for cell in row) or len(words) < 2:  # one cell over all columns is a title between rows
            return False
        return row[0].is_words or bool(header and self.rows[index - 1] is header[-1])

    def _sides(self, row: Row, header: list[Row]) -> list[slice]:
        """收入 项目 | 行次 | 金额 | 支出 项目 | 行次 | 金额: two tables side by side."""
        for heads in header:
            starts = [index for index, cell in enumerate(heads) if ITEMS.fullmatch(cell.text)]
            if len(starts) > 1 and starts[0] == 0:
                return [slice(start, end) for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]
        return [slice(0, len(row))]

    def _is_name(self, cell: Cell) -> bool:
        """Words that name a row; a grade is a value."""
        return cell.is_words and cell.text not in self.background.vocabulary.words.grades

    # --- rows under a header

    def _reads_by_column(self, row: Row) -> bool:
        if not row[0].text or self._alternates(row):
            return bool(any(cell.number for cell in row)) and not self._alternates(row)
        return True

    def _alternates(self, row: Row) -> bool:
        """人员编制 | 11 | 实有人数 | 10: names and numbers by turns, whatever the header says."""
        return (
            len(row) >= 4
            and all(cell.is_words for cell in row[::2])
            and any(cell.number for cell in row[1::2])
            and not any(cell.is_words for cell in row[1::2])
        )

    def _subordinates(self) -> set[str]:
        """Names of subordinate bodies with figures in this table."""
        named = set()
        for row in self.rows:
            first = row[0].text
            is_numbered = re.match(r"\d{1,2}[、.](?!\d)", first) and not TEMPLATE.match(LEADING.sub("", first))
            if is_numbered and not self._scope(first)[0] and not self.names.meaning(first).measures:
                named.add(LEADING.sub("", first))
        return named

    def _scope(self, text: str) -> tuple[bool, str]:
        """Whether a row's name is one of the scopes of a report, and the breakdown it stands for."""
        words = self.background.vocabulary.words
        body = LEADING.sub("", text)
        if body in words.consolidated_scope or CONSOLIDATED.fullmatch(body):
            return True, ""
        if body in words.own_scope or body in words.scope_rows:
            return True, "own"
        return False, ""

    def _row(self, row: Row, columns: list[Column], subordinates: set[str]) -> Iterator[Figure]:
        has_values = any(column.is_achieved or column.meaning.stage for column in columns)
        if not has_values and any(column.is_scored for column in columns):
            return
        first = self._name_index(row, columns)
        name = row[max(first, 0)]
        is_scope, scope = self._scope(name.text)
        if not is_scope and LEADING.sub("", name.text) in subordinates:
            if len(subordinates) > 1:
                return
            is_scope, scope = True, "subordinate"
        elif TEMPLATE.match(LEADING.sub("", name.text)):
            return
        is_nameless = first < 0 and not any(HAN.search(cell.text) for cell in row)
        is_whole = is_scope or is_nameless  # columns alone say what a row without a name holds
        about = Meaning() if is_whole else self._row_meaning(name.text, columns)
        for cell, column in zip(row[first + 1 :], columns[first + 1 :], strict=True):
            if (
                not is_whole and cell.is_words and HAN.search(cell.text)
            ):  # 人员经费合计 | 4884.09 | 公用经费合计 | 480.66
                name, about = cell, self._row_meaning(cell.text, columns)
                continue
            if column.is_passed_over:
                continue
            if column.is_compared:
                yield from self._compared(name, cell, about, column.heads)
                continue
            figure = self._cell(name, cell, about, column, scope, is_whole)
            if figure:
                yield figure

    def _compared(self, name: Cell, cell: Cell, about: Meaning, head: str) -> Iterator[Figure]:
        """A change against last year or a share of the budget, of a total that has such a rate."""
        measure, number = "".join(about.measures[:1]), cell.number
        is_rate = number is not None and ("%" in head or "率" in head or "比例" in head or number["unit"] == "%")
        rate = CHANGES.get(measure, "") if CHANGE_RATE.search(head) else ""
        if COMPLETED.search(head) and measure == "three_public":
            rate = "three_public_control_rate"
        figure = (
            self._figure(name, cell, rate, "", "claimed", self.background.fiscal_year) if rate and is_rate else None
        )
        if figure:
            yield figure

    def _name_index(self, row: Row, columns: list[Column]) -> int:
        """The last name before the first value: 产出 | 预算执行率 | ≥95% | 96.2%; -1 where there is none."""
        until = self._first_value(row) + 1
        for index, cell in reversed(list(enumerate(row[:until]))):
            is_value = columns[index].is_goal or columns[index].is_achieved
            if not is_value and not cell.number and HAN.search(cell.text):
                return index
        return -1

    def _first_value(self, row: Row) -> int:
        codes = (
            1 if len(row) > 1 and row[1].is_words and HAN.search(row[1].text) else 0
        )  # 2080501 | 行政单位离退休 | 54.53
        return next((index for index, cell in enumerate(row) if cell.number and index >= codes), len(row))

    def _row_meaning(self, name: str, columns: list[Column]) -> Meaning:
        meaning = self.names.meaning(name)
        if meaning.measures or not meaning.is_known or not meaning.is_total:
            return meaning
        if self.is_three_public:
            return replace(meaning, measures=("three_public",))
        stages = {column.meaning.stage for column in columns}
        has_budget = bool(stages & {"budget", "adjusted_budget"})
        return replace(meaning, measures=("expenditure",)) if has_budget and "分" not in name else meaning

    def _cell(self, name: Cell, cell: Cell, about: Meaning, under: Column, scope: str, is_whole: bool) -> Figure | None:
        column = under.meaning
        if not column.is_known and not under.is_achieved:
            return None
        measures = about.measures or column.measures
        if about.measures and column.measures and not column.short_rate:
            measures = column.measures if self._is_rate(column.measures) and column.measures == about.measures else ()
        if not about.measures and not is_whole:
            measures = ()
        if is_whole and column.is_total and not column.measures and self.is_three_public:
            measures = ("three_public",)
        if column.short_rate and about.measures:
            measures = self._short_rate(about.measures[0], column.short_rate)
        if len(measures) == 0:
            return None
        if self.is_of_a_fund and measures[0] in WHOLES:
            return None
        if not name.text and not cell.text:
            return None  # a row without words states nothing
        measure = self.background.measure(measures[0])
        breakdown = column.breakdown or about.breakdown
        if scope and breakdown:
            return None
        stage = column.stage or about.stage
        if "opening" in measure.stages:
            stage = column.stock or about.stock or measure.default_stage
            if "budget" in column.stage:
                return None
            if self._is_last_year(column):
                return self._figure(
                    name, cell, measure.name, scope or breakdown, "opening", self.background.fiscal_year, scope
                )
        elif measure.kind in ("rate", "score"):
            stage = "claimed"
        elif measure.kind == "count":
            stage = measure.default_stage
        stage = stage or self.background.default_stage(measure)
        if stage not in measure.stages:
            return None
        year = column.year or about.year or self.background.fiscal_year
        if (
            (column.is_last_year or about.is_last_year)
            and "opening" not in measure.stages
            and year is not None
            and not column.year
        ):
            year -= 1
        return self._figure(name, cell, measure.name, scope or breakdown, stage, year, scope)

    def _is_last_year(self, column: Meaning) -> bool:
        """Last year's year-end stock is this year's opening."""
        year = self.background.fiscal_year
        return column.is_last_year or (year is not None and column.year == year - 1)

    def _is_rate(self, measures: tuple[str, ...]) -> bool:
        return bool(measures) and self.background.measure(measures[0]).kind == "rate"

    def _short_rate(self, topic: str, short: str) -> tuple[str, ...]:
        return tuple(
            name
            for name in self.background.lexicon.shorts.get(short, ())
            if self.background.measure(name).topic == topic
        )[:1]

    def _figure(
        self, name: Cell, cell: Cell, measure: str, breakdown: str, stage: str, year: int | None, scope: str = ""
    ) -> Figure | None:
        known = self.background.measure(measure)
        if cell.is_blank and scope != "subordinate":
            where = _between(self.background, name, cell)
            if not where.evidence.strip():
                return None  # an empty cell in a row without a name
            return Figure(measure, _stage(stage), year, where, breakdown=breakdown, disclosure="blank")
        found = cell.number
        if cell.is_blank or not found:
            return None
        printed = found["unit"] or ""
        if (known.kind == "rate" and printed not in ("%", "")) or (
            known.kind == "amount" and printed and printed not in self.background.vocabulary.words.money
        ):
            return None
        number = found["number"].replace(",", "")
        unit = printed or {"amount": self.money_unit, "rate": "%", "score": "分"}.get(known.kind, "")
        if known.kind == "count":
            is_among_money = bool(self.money_unit) and not COUNTED.search(name.text)  # 行政单位离退休 | 54.53
            if (printed and printed not in known.counters) or "." in number or (is_among_money and not printed):
                return None
            unit = known.unit
        if known.kind == "amount" and not unit:
            if number.strip("0.-"):
                return None
            unit = "万元"
        where = _between(self.background, name, cell)
        return Figure(measure, _stage(stage), year, where, number, unit, breakdown)

    # --- score sheets

    def _total(self, index: int, header: Row) -> Iterator[Figure]:
        """The sheet's last row: 总分 | 100 | 98 | 优. Its last number is the score given, whatever cells are merged."""
        row = unmerged(self.rows[index], header)
        named = [cell for cell in row if cell.is_words and (cell.text in self._totals or self._is_self_score(cell))]
        numbers = [cell for cell in row if cell.number]
        if not named or not numbers:
            return
        if any(
            "budget" in self.names.column(cell.text).meaning.stage for cell in header
        ):  # a table of money with points beside it
            return
        if len(row) == len(header):
            scored = [cell for cell, head in zip(row, header, strict=True) if SCORED.search(head.text) and cell.number]
        else:
            scored = numbers[-1:] if len(numbers) == 2 else []
        if len(numbers) == 1 and self._is_self_score(named[0]):
            scored = numbers  # 自评总分 | 97, merged over the columns
        if not scored:
            return
        yield self._score(named[0], scored[-1])
        grades = [
            cell for cell in [*row, *self._following(index)] if cell.text in self.background.vocabulary.words.grades
        ]
        if grades:
            yield Figure(
                measure="self_grade", stage="claimed", fiscal_year=self.background.fiscal_year, value=grades[0].text,
                place=place(
                    self.background.text,
                    min(named[0].passage.start, grades[0].passage.start),
                    max(named[0].passage.end, grades[0].passage.end),
                ),
            )  # fmt: skip

    def _following(self, index: int) -> Row:
        """The first cell of the next row, where cells stand one a line."""
        return self.rows[index + 1][:1] if index + 1 < len(self.rows) and len(self.rows[index + 1]) <= 2 else []

    def _is_self_score(self, cell: Cell) -> bool:
        return self.names.meaning(cell.text).measures == ("self_score",)

    def _score(self, total: Cell, cell: Cell) -> Figure:
        number = cell.number
        assert number is not None
        return Figure(
            measure="self_score",
            stage="claimed",
            fiscal_year=self.background.fiscal_year,
            value=number["number"],
            unit="分",
            place=place(
                self.background.text,
                min(total.passage.start, cell.passage.start),
                max(total.passage.end, cell.passage.end),
            ),
        )

    # --- names and values by turns

    def _pairs(self, row: Row) -> Iterator[Figure]:
        """人员编制 | 30 | 实有人数 | 30, 绩效自评综合得分 | 98, 评价等次 | 优, 自评等级 | (empty)"""
        for index, cell in enumerate(row[:-1]):
            if not cell.is_words:
                continue
            value = row[index + 1]
            meaning = self.names.meaning(cell.text)
            if not meaning.measures or not meaning.is_known:
                continue
            measure = self.background.measure(meaning.measures[0])
            if measure.kind == "grade":
                yield from self._grade(cell, value)
                continue
            if value.is_words or (value.is_blank and (len(row) > 2 and index > 0)):
                continue
            if (
                measure.kind == "amount"
                and not (value.number and value.number["unit"])
                and index + 2 < len(row)
                and row[index + 2].number
            ):
                continue
            if value.is_blank and measure.kind == "amount":
                continue
            is_bare_rate = measure.kind == "rate" and value.number is not None and value.number["unit"] != "%"
            if is_bare_rate or not self._takes_one_value(row, index, measure.kind):  # 预算完成率 / 8: points
                continue
            stage = meaning.stage if measure.kind == "amount" else measure.default_stage
            if "opening" in measure.stages:
                stage = meaning.stock or measure.default_stage
            figure = self._figure(
                cell,
                value,
                measure.name,
                meaning.breakdown,
                stage or measure.default_stage,
                self.background.fiscal_year,
            )
            if figure and (measure.kind != "score" or len(row) == 2 or figure.disclosure == "stated"):
                yield figure

    def _takes_one_value(self, row: Row, index: int, kind: str) -> bool:
        """A name followed by several numbers needs a header to say which is which."""
        following = row[index + 2 : index + 3]
        return not (following and following[0].number and kind != "count")

    def _grade(self, cell: Cell, value: Cell) -> Iterator[Figure]:
        said = Figure(
            measure="self_grade",
            stage="claimed",
            fiscal_year=self.background.fiscal_year,
            place=place(self.background.text, cell.passage.start, max(cell.passage.end, value.passage.end)),
        )
        if value.text in self.background.vocabulary.words.grades:
            yield replace(said, value=value.text)
        elif value.is_blank:
            yield replace(said, disclosure="blank")

    def _grades_below(self) -> Iterator[Figure]:
        """绩效自评综合得分 / 95 / 评价等次 / 优, one cell a line: the name ends one row, its value begins the next."""
        for row, following in pairwise(self.rows):
            cell, value = row[-1], following[0]
            meaning = self.names.meaning(cell.text) if cell.is_words else Meaning()
            if meaning.measures[:1] == ("self_grade",) and value.text in self.background.vocabulary.words.grades:
                yield from self._grade(cell, value)


def _heads(header: list[Row], column: int) -> str:
    texts = [row[column].text for row in header if column < len(row)]
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _between(background: Background, name: Cell, cell: Cell) -> Place:
    """From a name to its value, or back."""
    start, end = min(name.passage.start, cell.passage.start), max(name.passage.end, cell.passage.end)
    return place(background.text, start, end)


def _stage(stage: str) -> Stage:
    return stage  # type: ignore[return-value]

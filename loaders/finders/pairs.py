"""Names and values by turns, without a head: 人员编制 | 30 | 实有人数 | 30, 评价等次 | 优, 自评等级 | (empty)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.finders.cells import HALVES, STAFF, Entry, Resolver
from loaders.finders.figures import Background, Figure
from loaders.finders.grids import Cell, Row
from loaders.finders.names import ASSETS, POSTS, Meaning, bare, read_name
from loaders.finders.view import place

# ≤10%   ≥ 95%   100%以上
GOAL = re.compile(r"[≥≤><≧≦＜＞]=?[\d.]+%?|100%|(?:不低于|不高于|不超过|不少于)[\d.]+%|[\d.]+%及?以[上下内]")
# 部门资金（万元） | 年初预算 | 3,860.00 | 全年预算 | 4,107.81
FUNDS = re.compile(r"(?:部门|单位|整体|年度|全年)*(?:预算)?(?:资金|支出)(?:总额|总量)?")
FULL_POINTS = re.compile(r"(?:合计|总计|总分|总得分|总)\((?:满分)?100分?\)")


def find(resolver: Resolver, row: Row, is_under_stages: bool = False) -> Iterator[Figure]:
    """The figures of one row; money that stands under several stages is of none of them."""
    if staged := list(_staged(resolver, row)):
        yield from staged
        return
    background, last = resolver.background, ""
    funds = read_name(row[0].text) if row and FUNDS.fullmatch(bare(row[0].text)) else Meaning()
    for index, cell in enumerate(row[:-1]):
        if not cell.is_words:
            continue
        value, meaning = row[index + 1], read_name(cell.text)
        if len(row) == 2 and FULL_POINTS.fullmatch(cell.text) and value.number and not value.number["unit"]:
            points = resolver.background.measure("self_score")  # 合计（100分） | 96.7
            if scored := resolver.valued(cell, value, points, "claimed", background.fiscal_year, "", "", cell.text):
                yield scored
            continue
        if meaning.breakdown and not meaning.measures and meaning.is_known:  # 固定资产 | 9 | 其中：在用 | 8
            is_part = meaning.breakdown in (ASSETS if last == "fixed_assets" else POSTS if last in STAFF else ())
            meaning = replace(meaning, measures=(last,) if is_part else ())
        elif index and funds.unit and value.number and meaning.is_known and not meaning.measures:
            is_money = "budget" in meaning.stage or meaning.is_spending or meaning.stage == "actual"
            meaning = replace(meaning, measures=("expenditure",) if is_money else (), unit=meaning.unit or funds.unit)
        elif not (last or meaning.measures) and value.number and (value.number["unit"] or meaning.unit):
            meaning = _of_everything(meaning, resolver)
        if meaning.is_total and not meaning.measures:
            meaning = replace(meaning, measures=_total_of(row, index, resolver))
        takes_any = bool(meaning.measures) and background.measure(meaning.measures[0]).takes_any_prefix
        if not meaning.measures or meaning.is_contextual or not (meaning.is_known or takes_any):
            continue
        last = meaning.measures[0]
        measure = background.measure(last)
        is_reached = measure.kind == "rate" and len(row) > index + 2 and GOAL.fullmatch(value.text) is not None
        if is_reached and (reached := row[index + 2].number) and reached["unit"] == "%":
            value = row[index + 2]  # 预算调整率 | ≤10% | 7.49%
        if measure.kind == "grade":
            yield from grade(background, cell, value)
            continue
        if (value.is_words and not value.is_statement) or (value.is_blank and (len(row) > 2 and index > 0)):
            continue
        printed = value.number["unit"] if value.number else ""
        has_more = index + 2 < len(row) and bool(row[index + 2].number) and not is_reached
        if measure.kind == "amount" and ((has_more and not printed) or value.is_blank):
            continue
        if measure.kind == "amount" and is_under_stages and not (meaning.stage or meaning.stock):
            continue
        is_bare_rate = measure.kind == "rate" and value.number is not None and printed != "%"
        if is_bare_rate or has_more:  # 预算完成率 / 8: points
            continue
        stage = meaning.stage if measure.kind == "amount" else measure.default_stage
        if "opening" in measure.stages:
            stage = meaning.stock or measure.default_stage
        year = meaning.year or resolver.around.year or background.fiscal_year
        stage = stage or resolver.around.stage or background.default_stage(measure, year)
        if stage not in measure.stages:
            continue
        is_open = value.is_statement and not (meaning.stage or meaning.stock) and len(measure.stages) > 1
        if meaning.is_last_year and "opening" not in measure.stages and not meaning.year and year is not None:
            year -= 1
        scope, breakdown = resolver.part(Entry(cell, meaning), Meaning(), measure)
        if breakdown is None:
            continue
        part = scope or breakdown
        figure = resolver.valued(cell, value, measure, stage, year, part, printed or meaning.unit, cell.text)
        if figure and is_open and figure.disclosure != "stated":
            figure = replace(figure, stage="")  # “三公”经费 | 不涉及
        if figure and (measure.kind != "score" or len(row) == 2 or figure.disclosure == "stated"):
            yield figure


def _staged(resolver: Resolver, row: Row) -> Iterator[Figure]:
    """公务接待费 | 预算 | 5,000.00 | 决算 | 1,860.00: one name, and stages with their values behind it."""
    name = read_name(row[0].text) if len(row) > 4 and len(row) % 2 and row[0].is_name else Meaning()
    said = [read_name(cell.text) for cell in row[1::2]]
    is_staged = name.is_known and all(one.is_known and one.stage and not one.measures for one in said)
    measure = resolver.background.measure(name.measures[0]) if name.measures else None
    if not is_staged or measure is None or measure.kind != "amount" or name.stage or name.breakdown:
        return
    if not all(value.number or value.is_blank or value.is_statement for value in row[2::2]):
        return
    for stage, value in zip(said, row[2::2], strict=True):
        year = stage.year or name.year or resolver.around.year or resolver.background.fiscal_year
        unit = (value.number["unit"] if value.number else "") or stage.unit or name.unit
        if stage.stage not in measure.stages:
            continue
        if figure := resolver.valued(row[0], value, measure, stage.stage, year, "", unit, row[0].text):
            yield figure


def _total_of(row: Row, index: int, resolver: Resolver) -> tuple[str, ...]:
    """三公（万元） | 接待费 | 0.18 | … | 合计 | 3.54; 合计 | 62.57 below the three public expenses and nothing else."""
    if index:
        return read_name(row[0].text).measures[:1]
    return ("three_public",) if len(row) == 2 and resolver.around.is_three_public else ()


def _of_everything(meaning: Meaning, resolver: Resolver) -> Meaning:
    """年初预算 | 300.00万元, in a table that divides it into basic and project expenditure further down."""
    around = resolver.around
    is_of_everything = bool(around.names & HALVES) and not (around.is_three_public or around.is_of_a_fund)
    is_money = "budget" in meaning.stage or meaning.is_spending
    return (
        replace(meaning, measures=("expenditure",)) if meaning.is_known and is_of_everything and is_money else meaning
    )


def grade(background: Background, cell: Cell, value: Cell, year: int | None = None) -> Iterator[Figure]:
    """评价等次 | 优"""
    said = Figure(
        measure="self_grade",
        stage="claimed",
        fiscal_year=year or background.fiscal_year,
        place=place(background.text, cell.passage.start, max(cell.passage.end, value.passage.end)),
    )
    if value.grade:
        yield replace(said, value=value.grade)
    elif value.is_blank:
        yield replace(said, disclosure="blank")

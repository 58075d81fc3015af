"""Document → Report: who reports on which year, every figure with its place, the score sheet.

A module is named for what it finds; `view`, `labels`, `paragraphs` and `figures` are what the finders share.
"""

import re

from loaders.finders import (
    confidence,
    digests,
    excerpts,
    grade_bands,
    header,
    remarks,
    score_sheet,
    self_names,
    sentences,
    tables,
    targets,
    worked_rows,
)
from loaders.finders.captions import UNIT
from loaders.finders.figures import Background, facts, of_the_whole
from loaders.finders.whereabouts import Whereabouts
from loaders.models import Document, Report

# ￥4,862,000.00
YUAN = re.compile(r"[￥¥]\s?\d")


def find(document: Document) -> Report:
    """Everything found in one document. Finding nothing is an answer: a report without facts."""
    text = document.text or ""
    found = header.find(text)
    units = {match["unit"] for match in UNIT.finditer(text)}
    if not units and YUAN.search(text):
        units = {"元"}
    background = Background(
        document=document,
        department=found.department,
        fiscal_year=found.fiscal_year,
        money_unit=units.pop() if len(units) == 1 else "",
        is_plan=found.is_plan,
        topic="three_public" if found.kind == "three_public_note" else "",
    )
    where = Whereabouts(document)
    tabled = [*tables.find(background), *worked_rows.find(background)]
    figures = [*of_the_whole(list(sentences.find(background)), tabled), *tabled]
    found_facts = tuple(facts(figures, found.fiscal_year, where))
    score_items, found_targets = tuple(score_sheet.find(background)), tuple(targets.find(background))
    found_excerpts = tuple(excerpts.find(background))
    rows = [*(item.place for item in score_items), *(target.place for target in found_targets)]
    return Report(
        document=document,
        kind=found.kind,
        department=found.department,
        jurisdiction=found.jurisdiction,
        fiscal_year=found.fiscal_year,
        scope=found.scope,
        filed_on=found.filed_on,
        facts=confidence.judged(found_facts, document, where, background.vocabulary),
        score_items=tuple(
            item.model_copy(update={"recognition": where.recognition(item.place)}) for item in score_items
        ),
        targets=found_targets,
        grade_bands=tuple(grade_bands.find(background)),
        excerpts=found_excerpts,
        remarks=tuple(remarks.find(background, found_excerpts, found_targets)),
        sentences=tuple(digests.find(background, rows)),
        self_names=tuple(self_names.find(background)),
    )

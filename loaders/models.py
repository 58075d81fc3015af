"""What a report becomes: a document with its passages, and the figures found in it, each with its place in the text.

These classes are the interchange format too: `Extraction` written as JSON is what `duibiao extract --format json`
prints, what any other extractor may write, and what `duibiao load` accepts. They hold data, check it, and do nothing.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

FORMAT: Literal["duibiao/1"] = "duibiao/1"

Stage = Literal["", "budget", "adjusted_budget", "actual", "opening", "closing", "claimed"]
Disclosure = Literal["stated", "blank", "reported_elsewhere", "not_applicable"]
Confidence = Literal["", "certain", "inferred", "doubtful"]
Section = Literal["", "duties", "process", "results", "problems", "improvements"]
Offset = Annotated[int, Field(ge=0)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{16}$", description="64 bits, hexadecimal")]


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# What only repeats the report's own words; figures can be passed on without it.
WORDS: Any = {
    "document": {"text"},
    "score_items": {"__all__": {"standard", "deduction_reason"}},
    "targets": True,
    "excerpts": True,
    "remarks": True,
}


Recognition = Annotated[
    float | None,
    Field(ge=0, le=1, description="of the text recognition, for the least certain word; null where text was text"),
]


class Passage(Record):
    """A paragraph or a table cell: `document.text[start:end]`.

    Cells of one table share `table` and carry their grid position; a merged cell stands at every position it covers.
    """

    start: Offset
    end: Offset
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = Field(default=None, description="of the file, from 1; null where a format has no pages")
    confidence: Recognition = None


class Document(Record):
    """A file as it was read. Offsets everywhere refer to `text`, which is never washed."""

    source: str = Field(min_length=1, description="file name, with folders below the one that was given")
    digest: str = Field(default="", description="SHA-256 of the file's bytes, hexadecimal")
    text: str | None = Field(default=None, description="the whole text; null where only the figures are passed on")
    passages: tuple[Passage, ...] = Field(default=(), exclude=True)


class Place(Record):
    """Where something stands: `evidence == document.text[start:end]`, of a figure label and value included.

    Pages, paragraphs, tables, rows and columns are counted from 1, in the order of the file.
    """

    start: Offset
    end: Offset
    evidence: str = Field(min_length=1)
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Formula(Record):
    """The arithmetic printed beside a claimed rate, and what it gives.

    `low` and `high` bound the result in percent: every operand may be off by half a unit of its last printed digit.
    """

    printed: str
    low: Decimal
    high: Decimal


class Fact(Record):
    """One figure of the report, or one statement that there is none.

    `value` is the number as printed without thousands separators (a grade: its words), in `unit` as printed;
    null unless `disclosure` is "stated".
    """

    fiscal_year: int | None = Field(description="the year the figure is about; null where the text does not settle it")
    measure: str
    breakdown: str = ""
    stage: Stage = ""
    value: str | None = None
    unit: str = ""
    disclosure: Disclosure = "stated"
    reported_by: str = Field(default="", description="the body that reports the figure instead, as named in the text")
    formula: Formula | None = None
    confidence: Confidence = Field(
        default="", description="certain: number, unit and year stand together; '' where the extractor does not say"
    )
    doubt: str = Field(default="", description="why it is not certain, in Chinese")
    recognition: Recognition = None
    places: tuple[Place, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _value_goes_with_stated(self) -> "Fact":
        if (self.value is not None) != (self.disclosure == "stated"):
            raise ValueError("a fact has a value exactly when its disclosure is 'stated'")
        return self


class ScoreItem(Record):
    """One row of a score sheet. Points of a cell merged over several rows stand in `merged_points` of the first."""

    level1: str = ""
    level2: str = ""
    level3: str
    full_points: Decimal | None = None
    merged_points: Decimal | None = None
    self_points: Decimal | None = None
    standard: str = ""
    deduction_reason: str = ""
    recognition: Recognition = None
    place: Place


class Target(Record):
    """One row of a table of targets, in the report's own words."""

    indicator: str = Field(min_length=1)
    goal: str = ""
    achieved: str = ""
    place: Place


class Excerpt(Record):
    """What the report says of its problems, or of what it will do about them: `place.evidence` is the whole passage."""

    kind: Literal["problems", "improvements"]
    place: Place


class GradeBand(Record):
    """A grade and the points it stands for, as the report states them: from `least`, and under `below`."""

    grade: str = Field(min_length=1)
    least: Decimal | None = None
    below: Decimal | None = None
    place: Place


class Remark(Record):
    """What a report says that is no figure but can be checked; kind and topic stand in the vocabulary's `remarks`.

    dated_action: something was done from `first_on` to `last_on`, about `year`. partial_period: the same of results.
    cited_notice: a document of `year`. vague_goal: a goal of `number` percent, where it states one.
    claimed_equality: what `compared` names is said to be equal: "expenditure.actual@2020". admitted_problem: no more.
    """

    kind: Literal[
        "dated_action", "partial_period", "cited_notice", "vague_goal", "claimed_equality", "admitted_problem"
    ]
    topic: str = Field(min_length=1)
    year: int | None = Field(default=None, ge=1, lt=9999)
    first_on: date | None = None
    last_on: date | None = None
    number: Decimal | None = Field(default=None, ge=0, lt=10**9)
    compared: tuple[str, ...] = ()
    place: Place


class Sentence(Record):
    """A sentence of prose as digests, so that the same wording is known elsewhere without the text.

    Blanks, punctuation, dates and the department's names for itself are left out of both; `wording` leaves out all
    numbers too.
    """

    section: Section = Field(default="", description="what the headings above it announce")
    wording: Digest
    exact: Digest
    characters: int = Field(ge=1, description="that are left of it")
    figures: int = Field(default=0, ge=0, description="numbers in it that count something; no dates, points, shares")
    passage: int = Field(ge=1, description="of the document, paragraphs and cells counted from 1")
    start: Offset
    end: Offset


class SelfName(Record):
    """What a report calls its department, or a body that speaks where the department should, with its first place."""

    kind: Literal["self", "body", "department"] = Field(
        description="self: 我局; body: 保护区建立了…; department: another one's name before what one says of oneself"
    )
    name: str = Field(min_length=1)
    fits: str = Field(default="", description="a regular expression of the departments' names that it fits")
    mentions: int = Field(ge=1)
    other_mentions: int = Field(default=0, ge=0, description="of a body, where it is not the one that speaks")
    place: Place


class Report(Record):
    """One department's report on one fiscal year, with every figure found in it."""

    document: Document
    kind: Literal["self_evaluation", "self_evaluation_form", "final_accounts", "three_public_note", "unknown"] = (
        "unknown"
    )
    department: str = ""
    jurisdiction: str = ""
    fiscal_year: int | None = None
    scope: Literal["", "own", "consolidated"] = ""
    filed_on: date | None = None
    facts: tuple[Fact, ...] = ()
    score_items: tuple[ScoreItem, ...] = ()
    targets: tuple[Target, ...] = ()
    grade_bands: tuple[GradeBand, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    self_names: tuple[SelfName, ...] = ()


class Extraction(Record):
    """The interchange format: a versioned list of reports."""

    format: Literal["duibiao/1"] = FORMAT
    reports: tuple[Report, ...]

"""One report before it is written: who reports on which year, with which figures, and what is wrong on purpose."""

from dataclasses import dataclass, field
from decimal import Decimal

from data.sample_city import scoring, words
from data.sample_city.chance import Chance
from data.sample_city.city import Department, Plan, Spell
from data.sample_city.figures import Values, Year

PROBLEMS_A_YEAR = 2
REVIEWED, SHORT_NAMED = Decimal("0.15"), Decimal("0.15")


@dataclass(frozen=True)
class Problem:
    problem: str
    measure: str


@dataclass(frozen=True)
class Slip:
    """A figure that is printed otherwise than it is: every time, or only the `only`-th."""

    kind: str
    change: str
    value: Decimal | None = None
    unit: str = ""
    only: int = 0


@dataclass(frozen=True)
class Addition:
    """A sentence that should not be there, in the part of the report where it is said."""

    kind: str
    part: str
    sentence: str
    change: str


@dataclass
class Filing:
    """What a form writes down. `values` starts as the truth; a fault may change it before rates are computed."""

    department: Department
    spell: Spell
    year: Year
    form: str
    suffix: str
    values: Values
    items: tuple[scoring.Item, ...]
    grade: str
    problems: list[Problem]
    works: list[str]
    chance: Chance
    slips: dict[str, Slip] = field(default_factory=dict)
    additions: list[Addition] = field(default_factory=list)
    omitted: dict[str, tuple[str, str]] = field(default_factory=dict)  # topic → kind of fault, what was left out
    words_of: dict[str, tuple[str, str]] = field(default_factory=dict)  # words in the report → kind, what was changed
    moved_to: str = ""

    @property
    def name(self) -> str:
        """Of the file, without its suffix."""
        return f"{self.spell.name}{self.year.year}年度部门整体支出绩效自评报告"

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.suffix}"

    @property
    def called(self) -> str:
        """What the report calls its department: a few keep to a shorter name."""
        steady = self.department.chance
        names = self.spell.aliases if steady.happens(SHORT_NAMED, "short name") else ()
        return steady.pick(names, "which name") if names else self.spell.name

    @property
    def review(self) -> Decimal | None:
        """Some are scored again by the finance bureau, a little off what is deserved."""
        chance = self.chance.at("review")
        if not chance.happens(REVIEWED, "reviewed"):
            return None
        found = scoring.honest_total(self.items) + chance.decimal("-1.5", "1.5", "off", step=scoring.HALF)
        return min(self.values["self_score.claimed"], found)

    @property
    def score(self) -> Decimal:
        return scoring.total(self.items)


def draft(plan: Plan, department: Department, year: Year, form: str, suffix: str) -> Filing:
    """An honest report, as far as self-evaluations are."""
    spell = department.spell(year.year)
    assert spell is not None
    chance = department.chance.at("report", year.year)
    items = scoring.sheet(year, chance.at("sheet"))
    score = scoring.total(items)
    values = dict(year.values) | {"self_score.claimed": score}
    return Filing(
        department=department,
        spell=spell,
        year=year,
        form=form,
        suffix=suffix,
        values=values,
        items=items,
        grade=scoring.grade(score),
        problems=[] if score == 100 else problems(department, year.year - plan.first_year),
        works=works(department, year.year),
        chance=chance,
    )


def problems(department: Department, number: int) -> list[Problem]:
    """Other ones every year."""
    known = department.chance.order(words.load("problems")["problems"], "problems")
    chosen = [known[(PROBLEMS_A_YEAR * number + place) % len(known)] for place in range(PROBLEMS_A_YEAR)]
    return [Problem(**one) for one in chosen]


def works(department: Department, year: int) -> list[str]:
    """What the department did, in its own words and with numbers of no interest here."""
    chance = department.chance.at("works", year)
    return [
        sentence.format(n=chance.between(3, 96, number, "n"), m=chance.between(102, 2980, number, "m"))
        for number, sentence in enumerate(department.profile["work"])
    ]

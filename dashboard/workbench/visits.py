"""What to do on site: findings of a target come in, questions, papers, vouchers and days go out.

A guide is a file of `data/visits`, named for the check that it follows up; `_every.toml` holds on every visit.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.workbench.store import WorkbenchError

FOLDER = Path(__file__).parents[2] / "data" / "visits"
EVERY = "_every"
HALF = Decimal("0.5")
Words = Field(min_length=1)


class GuideError(WorkbenchError):
    """A file of `data/visits` cannot be used; the Chinese message names the file and the entry."""


class Guide(BaseModel):
    """What follows from the findings of one check; `days` for the first of them, `days_each` for every further one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Decimal = Field(ge=0)
    days_each: Decimal = Field(ge=0)
    questions: tuple[str, ...] = Words
    papers: tuple[str, ...] = Words
    vouchers: tuple[str, ...] = Words


@dataclass(frozen=True)
class Lead:
    """A finding with the sentences that it rests on."""

    check_name: str
    check_label: str
    outcome_name: str
    severity_name: str
    detail: str
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """A target with its findings, the gravest first."""

    department: str
    jurisdiction: str
    fiscal_year: int
    source: str  # the file of its report
    leads: tuple[Lead, ...]


def read(folder: Path = FOLDER) -> dict[str, Guide]:
    """The guides by check. Raises GuideError."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = Guide.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise GuideError(f"{path.name}：不是有效的 TOML（{error}）") from error
        except ValidationError as error:
            places = "、".join(".".join(map(str, problem["loc"])) for problem in error.errors())
            raise GuideError(
                f"{path.name}：{places} 缺少、多余或有误；应有 days、days_each、questions、papers、vouchers"
            ) from error
    if EVERY not in found:
        raise GuideError(f"{folder} 里没有 {EVERY}.toml：每次核查都要做的事")
    return found


def estimated_days(checks: Iterable[str], guides: Mapping[str, Guide]) -> Decimal:
    """For the findings of one target, one name each: up to the next half day."""
    counts: dict[str, int] = {EVERY: 1}
    for check in checks:
        counts[check] = counts.get(check, 0) + 1
    known = {check: count for check, count in counts.items() if check in guides}
    days = sum(
        (guides[check].days + (count - 1) * guides[check].days_each for check, count in known.items()), Decimal(0)
    )
    return (days / HALF).to_integral_value(ROUND_CEILING) * HALF


def by_check(leads: Sequence[Lead]) -> dict[str, list[Lead]]:
    """Checks in the order of their first finding."""
    groups: dict[str, list[Lead]] = {}
    for lead in leads:
        groups.setdefault(lead.check_name, []).append(lead)
    return groups


def listed(checks: Iterable[str], guides: Mapping[str, Guide], kind: str) -> list[str]:
    """Every paper (or voucher) once: those of the checks first, then those of every visit."""
    entries = (entry for check in (*checks, EVERY) if check in guides for entry in getattr(guides[check], kind))
    return list(dict.fromkeys(entries))

"""How points are awarded on site: a folder of TOML files comes in, a region's conventions go out.

A file says where it holds by the first digits of the jurisdiction's code; the longest that fits wins, and the file
without digits holds everywhere else.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.workbench.store import WorkbenchError

FOLDER = Path(__file__).parents[2] / "data" / "conventions"


class ConventionError(WorkbenchError):
    """A file of conventions cannot be used; the Chinese message names the file and the entry."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str = Field(min_length=1)


class Points(_Entry):
    step: Decimal = Field(gt=0)


class Deviation(_Entry):
    base: Literal["self_points", "full_points", "review_points"]
    tolerance_pct: Decimal = Field(ge=0)


class Convention(_Entry):
    """What a reviewer writes as 【tag】 at the beginning of a remark, and the share of the points it leaves at most."""

    tag: str = Field(min_length=1, pattern=r"^[^【】]+$")
    wording: str = Field(min_length=1)
    most_share: Decimal = Field(ge=0, le=1)
    is_left_out: bool = False


class Conventions(BaseModel):
    """The conventions of a region."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str = Field(min_length=1)
    jurisdiction: str = Field(pattern=r"^\d*$")
    points: Points
    deviation: Deviation
    conventions: tuple[Convention, ...]

    def tagged(self, remark: str) -> Convention | None:
        """The convention that a remark names: 【无佐证】没有会议纪要. Raises KeyError for a tag that is not known."""
        if not remark.startswith("【") or "】" not in remark:
            return None
        tag = remark[1 : remark.index("】")]
        return {convention.tag: convention for convention in self.conventions}[tag]

    def deviation_pct(self, points: Mapping[str, Decimal | None]) -> Decimal | None:
        """(自评得分 - 复核得分) ÷ base, in percent; None where one of them is missing or the base is 0."""
        given, reviewed, base = (points.get(name) for name in ("self_points", "review_points", self.deviation.base))
        if given is None or reviewed is None or not base:
            return None
        return (given - reviewed) / base * 100


def read(folder: Path = FOLDER) -> dict[str, Conventions]:
    """Every file's conventions by the digits where they hold. Raises ConventionError."""
    found: dict[str, Conventions] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            one = Conventions.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConventionError(f"{path.name}：不是有效的 TOML（{error}）") from error
        except ValidationError as error:
            places = "、".join(".".join(map(str, problem["loc"])) for problem in error.errors())
            raise ConventionError(f"{path.name}：{places} 缺少、多余或有误；请参照 common.toml") from error
        tags = [convention.tag for convention in one.conventions]
        if twice := sorted({tag for tag in tags if tags.count(tag) > 1}):
            raise ConventionError(f"{path.name}：口径“{twice[0]}”出现两次")
        if one.jurisdiction in found:
            raise ConventionError(f"{path.name}：行政区划 {one.jurisdiction or '（通用）'} 已有另一个文件")
        found[one.jurisdiction] = one
    if "" not in found:
        raise ConventionError(f"{folder} 里没有通用口径：应有一个 jurisdiction 为空的文件")
    return found


def of(jurisdiction_code: str, folder: Path = FOLDER) -> Conventions:
    """The conventions that hold in 430611: those of 430611, else of 4306, else of 43, else the common ones."""
    known = read(folder)
    prefixes = (jurisdiction_code[:end] for end in range(len(jurisdiction_code), -1, -1))
    return next(known[prefix] for prefix in prefixes if prefix in known)

"""Numbers in Chinese formats: a value as SQL gives it comes in, what a reader sees goes out. No streamlit here."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

MISSING = "缺"  # the report does not state it
UNKNOWN = "—"  # it cannot be worked out
MINUS = "−"  # as wide as a plus, so that columns of numbers align
WAN = Decimal(10_000)
LEAST_WAN = WAN / 100  # yuan: what two decimals of 万元 hold
YI = 10_000 * WAN


def is_missing(value: Any) -> bool:
    """Whether SQL gave null, whatever pandas made of it."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def amount(yuan: Any) -> str:
    """Yuan as 万元 with two decimals, as reports print it: 42769100.0 → 4,276.91万元, 4700 → 0.47万元, 0 → 0元.

    Less than 1 万元 that two decimals do not hold is said in yuan: 223.53 → 223.53元.
    """
    if is_missing(yuan):
        return MISSING
    exact = Decimal(str(yuan))
    is_wan = exact and (abs(exact) >= WAN or not exact % LEAST_WAN)
    return f"{_decimals(exact / WAN, 2)}万元" if is_wan else per_head(yuan)


def per_head(yuan: Any) -> str:
    """Yuan a person: 2642.78 → 2,642.78元, from 1 万元 on 18.43万元."""
    if is_missing(yuan):
        return MISSING
    exact = Decimal(str(yuan))
    return f"{_decimals(exact / WAN, 2)}万元" if abs(exact) >= WAN else f"{_decimals(exact, 2)}元" if exact else "0元"


def short_amount(yuan: Any) -> str:
    """Yuan with one decimal, for pictures and headlines: 42769100.0 → 4,276.9万元, 2.5e9 → 25.0亿元, 2300 → 0.2万元."""
    if is_missing(yuan):
        return MISSING
    exact = Decimal(str(yuan))
    for unit, least, name in ((YI, YI, "亿元"), (WAN, WAN / 10, "万元")):
        if abs(exact) >= least:
            return f"{_decimals(exact / unit, 1)}{name}"
    return f"{_decimals(exact, 1)}元" if exact else "0元"


def percent(value: Any) -> str:
    """97.0239 → 97.02%; — where it could not be worked out."""
    return UNKNOWN if is_missing(value) else f"{_decimals(Decimal(str(value)), 2)}%"


def measured(value: Any, unit: str) -> str:
    """A value in the unit of its indicator: 97.02%, 4,276.91万元, 18.43万元/人, 61 人; — where there is none."""
    if is_missing(value):
        return UNKNOWN
    if unit == "%":
        return percent(value)
    money, slash, each = unit.partition("/")
    if money == "元":
        return f"{per_head(value)}/{each}" if slash else amount(value)
    return f"{number(value)} {unit}"


def points(value: Any) -> str:
    """A difference of two percentages, signed: -0.0874 → −0.09, 0.001 → 0.00."""
    if is_missing(value):
        return ""
    said = _decimals(Decimal(str(value)), 2)
    return said if said == "0.00" or said.startswith(MINUS) else f"+{said}"


def change(value: Any, unit: str) -> str:
    """How much more or less than the year before, in the unit of its indicator: −0.82 个百分点, 12.30万元, —."""
    return f"{points(value)} 个百分点" if unit == "%" and not is_missing(value) else measured(value, unit)


def number(value: Any) -> str:
    """A count or a score without needless zeros: 98.0 → 98, 96.50 → 96.5, 1234 → 1,234."""
    if is_missing(value):
        return MISSING
    whole, point, decimals = f"{Decimal(str(value)):,f}".replace("-", MINUS).partition(".")
    return f"{whole}{point}{decimals}".rstrip("0").rstrip(".") if point else whole


def day(value: Any) -> str:
    """A date, or 未写明."""
    return "未写明" if is_missing(value) else f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def minute(value: datetime) -> str:
    """A time to the minute."""
    return f"{value:%Y-%m-%d %H:%M}"


def in_china(value: datetime) -> datetime:
    """A time without zone, which is UTC in every table, as a clock in China shows it."""
    return value.replace(tzinfo=UTC).astimezone(ZoneInfo("Asia/Shanghai"))


def text(value: Any) -> str:
    """A word, or nothing where there is none."""
    return "" if is_missing(value) else str(value)


def items(values: Any) -> list[str]:
    """The words of a list, none where there is no list."""
    return [] if is_missing(values) else [str(value) for value in values]


def _decimals(exact: Decimal, decimals: int) -> str:
    """Rounded as in school, with the minus that is as wide as a plus: -0.125 → −0.13, -0.001 → 0.00."""
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded or abs(rounded):,}".replace("-", MINUS)

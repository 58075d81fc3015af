"""What a reader chose to look at: boxes whose values live in the URL go in, words and filters for views come out."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from dashboard import formats, markup, warehouse
from dashboard.warehouse import Row

ALL = "全部"
UNSTATED = "未写明"


@dataclass(frozen=True)
class Choice:
    """A jurisdiction and a year, in the words of `targets.overview`."""

    jurisdiction: str = ALL
    fiscal_year: str = ALL

    @property
    def words(self) -> dict[str, str]:
        """The same as parameters of a page's address; 全部 is left out."""
        given = {"jurisdiction": self.jurisdiction, "fiscal_year": self.fiscal_year}
        return {name: word for name, word in given.items() if word != ALL}

    @property
    def where(self) -> dict[str, str | int | None]:
        """The same as filters of any view with the columns jurisdiction and fiscal_year."""
        found: dict[str, str | int | None] = {}
        if self.jurisdiction != ALL:
            found["jurisdiction"] = None if self.jurisdiction == UNSTATED else self.jurisdiction
        if self.fiscal_year != ALL:
            found["fiscal_year"] = int(self.fiscal_year) if self.fiscal_year.isdecimal() else None
        return found


def choose() -> Choice:
    """Two boxes: 地区 and 年度."""
    years = _options(warehouse.frame("targets.overview", jurisdiction=ALL)["fiscal_year"], is_latest_first=True)
    jurisdiction = choose_jurisdiction()
    return Choice(jurisdiction.jurisdiction, st.selectbox("年度", years, key="fiscal_year", bind="query-params"))


def choose_jurisdiction() -> Choice:
    """One box: 地区."""
    names = _options(warehouse.frame("targets.overview", fiscal_year=ALL)["jurisdiction"])
    return Choice(st.selectbox("地区", names, key="jurisdiction", bind="query-params"))


def chosen() -> Choice:
    """What the URL says, where the boxes are out of reach."""
    return Choice(st.query_params.get("jurisdiction", ALL), st.query_params.get("fiscal_year", ALL))


def department_link(report: Row) -> str:
    """The name of a report's department, which opens its portrait."""
    name = formats.text(report["department"]) or "未写明部门"
    about = formats.text(report["fiscal_year"]) or UNSTATED
    where = formats.text(report["jurisdiction"]) or UNSTATED
    return markup.link(name, "department", jurisdiction=where, department=name, fiscal_year=about)


def _options(found: Iterable[str], is_latest_first: bool = False) -> list[str]:
    """全部, the names in order, and 未写明 where some report names none."""
    names = set(found)
    return [ALL, *sorted(names - {ALL, UNSTATED}, reverse=is_latest_first), *(names & {UNSTATED})]

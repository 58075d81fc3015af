"""What a reader chose to look at: boxes whose values live in the URL go in, words and filters for views come out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from dashboard import formats, markup, warehouse
from dashboard.warehouse import Row

ALL = "全部"
UNSTATED = "未写明"
ON, OFF = "on", "off"  # a switch in the URL
# What else narrows a page of reports down: the parameter, its name, and the view and column that know it of a report.
FURTHER = {
    "function": ("职能", "staging.reports", "department_function"),
    "level": ("层级", "staging.reports", "level"),
    "size": ("规模", "core.size_bands", "band_name"),
}
GROUPING = "grouping_name"  # with whom the rows of a view are compared: one of its groupings is always chosen


@dataclass(frozen=True)
class Choice:
    """A jurisdiction and a year, in the words of `targets.overview`; what was chosen of FURTHER, and a grouping."""

    jurisdiction: str = ALL
    fiscal_year: str = ALL
    further: Mapping[str, str] = field(default_factory=dict)
    grouping: str = ""
    named: Mapping[str, str] = field(default_factory=dict)  # what boxes of the page's own chose, for a reader

    @property
    def words(self) -> dict[str, str]:
        """The same as parameters of a page's address; 全部 is left out."""
        given = {"jurisdiction": self.jurisdiction, "fiscal_year": self.fiscal_year, GROUPING: self.grouping or ALL}
        return {**{name: word for name, word in given.items() if word != ALL}, **self.further}

    @property
    def said(self) -> dict[str, str]:
        """The same for a reader: 地区 湛江市, 年度 2020."""
        labels = {"jurisdiction": "地区", "fiscal_year": "年度", GROUPING: "与谁比"}
        labels |= {name: label for name, (label, _, _) in FURTHER.items()}
        return {**{labels[name]: word for name, word in self.words.items()}, **self.named}

    @property
    def place(self) -> dict[str, warehouse.Filter]:
        """Jurisdiction and year alone, as filters of a view that has both and no reports."""
        found: dict[str, warehouse.Filter] = {}
        if self.jurisdiction != ALL:
            found["jurisdiction"] = None if self.jurisdiction == UNSTATED else self.jurisdiction
        if self.fiscal_year != ALL:
            found["fiscal_year"] = int(self.fiscal_year) if self.fiscal_year.isdecimal() else None
        return found

    @property
    def where(self) -> dict[str, warehouse.Filter]:
        """The same as filters of any view with the columns jurisdiction and fiscal_year, and report_id for FURTHER."""
        found = self.place
        if self.further:
            found["report_id"] = warehouse.Among(
                tuple((*FURTHER[name][1:], word) for name, word in self.further.items())
            )
        if self.grouping:
            found[GROUPING] = self.grouping
        return found


def nothing_to_compare(choice: Choice) -> str:
    """What an empty page says: that nothing fits, and the years in which the chosen place has something."""
    place = choice.place.get("jurisdiction", ALL)
    found = warehouse.counts("benchmarks.execution_definitions", ["fiscal_year"], {"jurisdiction": place})
    listed = "、".join(map(str, found["fiscal_year"]))
    where = f"；这个地区有报告的年度：{listed}" if listed else "；这个地区没有归属已定的报告"
    return f"这个地区和年度没有可以比较的报告，请改选{where}。归属待定的报告不参加比较，见报告与数据质量。"


def choose(view: str = "", *, is_one_year: bool = False) -> Choice:
    """Two boxes, 地区 and 年度; for a view of reports those of FURTHER too, and its grouping where it has several.

    With `is_one_year` the latest year with departments to compare is chosen until another is: years are not mixed.
    """
    years = _options(warehouse.frame("targets.overview", jurisdiction=ALL)["fiscal_year"], is_latest_first=True)
    jurisdiction = choose_jurisdiction().jurisdiction
    if is_one_year:
        there = warehouse.frame("targets.briefs", jurisdiction=jurisdiction, order=["-fiscal_year"], limit=1)
        latest = [str(year) for year in there["fiscal_year"]] or years[1:]
        year = (pick("年度", "fiscal_year", years[1:], default=latest[0]) if latest else None) or ALL
    else:
        year = pick("年度", "fiscal_year", years) or ALL
    columns = warehouse.columns(view) if view else []
    chosen = {}
    for name, (label, known, column) in FURTHER.items() if "report_id" in columns else ():
        options = (
            [str(value) for value in warehouse.values(known, column)] if column in warehouse.columns(known) else []
        )
        if len(options) > 1:
            chosen[name] = pick(label, name, [ALL, *options]) or ALL
    grouping = ""
    if GROUPING in columns:
        usual = warehouse.frame("core.peer_groups", grouping="jurisdiction", limit=1)[GROUPING]
        found = dict.fromkeys([*map(str, usual), *map(str, warehouse.values(view, GROUPING))])
        grouping = pick("与谁比", GROUPING, list(found)) or ""
    return Choice(jurisdiction, year, {name: word for name, word in chosen.items() if word != ALL}, grouping)


def choose_jurisdiction() -> Choice:
    """One box: 地区."""
    return Choice(
        pick("地区", "jurisdiction", _options(warehouse.frame("targets.overview", fiscal_year=ALL)["jurisdiction"]))
        or ALL
    )


def pick(
    label: str,
    name: str,
    options: Sequence[str],
    placeholder: str | None = None,
    default: str | None = "",
    said: Callable[[str], str] = str,
) -> str | None:
    """A box for one of the options: what the URL names, else the default, the first or, with a placeholder, none.

    `said` is what a reader sees of an option.
    """
    if default not in options:
        default = options[0] if options and placeholder is None else None
    key = _key(name, default, lambda given: given if given in options else default)
    index = 0 if placeholder is None else None  # without a placeholder something is always chosen
    return st.selectbox(
        label, options, index=index, format_func=said, key=key, placeholder=placeholder,
        on_change=_keep, args=(name, default),
    )  # fmt: skip


def pick_one(label: str, name: str, options: Sequence[str]) -> str:
    """Buttons of which one is always pressed, the first unless the URL names another."""
    key = _key(name, options[0], lambda given: given if given in options else options[0])
    pressed = st.segmented_control(label, options, required=True, key=key, on_change=_keep, args=(name, options[0]))
    return str(pressed)


def switch(label: str, name: str, default: bool, help: str = "") -> bool:
    """A switch: on or off as the URL says, else the default."""

    def keep() -> None:
        is_on = st.session_state[key]
        if is_on == default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = ON if is_on else OFF

    key = f"filter-{name}"
    st.session_state[key] = {ON: True, OFF: False}.get(st.query_params.get(name, ""), default)
    return st.toggle(label, key=key, help=help or None, on_change=keep)


def pick_some(label: str, name: str, options: Sequence[str]) -> list[str]:
    """Buttons of which any number is pressed."""
    st.session_state[f"filter-{name}"] = [option for option in st.query_params.get_all(name) if option in options]
    return st.pills(label, options, selection_mode="multi", key=f"filter-{name}", on_change=_keep, args=(name, []))


def pick_several(
    label: str, name: str, options: Mapping[str, str], most: int, placeholder: str, others: Mapping[str, str]
) -> list[str]:
    """A box for up to `most` options under their labels; the URL may also name one by `others` → option."""
    given = [others.get(word, word) for word in st.query_params.get_all(name)]
    chosen = [option for option in dict.fromkeys(given) if option in options][:most]
    st.session_state[f"filter-{name}"] = chosen
    return st.multiselect(
        label, list(options), format_func=lambda option: options[option], key=f"filter-{name}", max_selections=most,
        placeholder=placeholder, on_change=_keep, args=(name, []),
    )  # fmt: skip


def write(
    label: str, name: str, placeholder: str, label_visibility: Literal["visible", "collapsed"] = "visible"
) -> str:
    """A field for words to search for."""
    key = _key(name, "", str)
    return st.text_input(
        label, key=key, placeholder=placeholder, on_change=_keep, args=(name, ""), label_visibility=label_visibility
    )


def chosen() -> Choice:
    """What the URL says, where the boxes are out of reach."""
    return Choice(st.query_params.get("jurisdiction", ALL), st.query_params.get("fiscal_year", ALL))


def invented(choice: Choice) -> list[str]:
    """The invented places that may be among what was chosen, the largest first."""
    rows = warehouse.frame("core.demonstrations", order=["-reports", "jurisdiction_name"])
    names = [str(name) for name in rows["jurisdiction_name"]]
    return names if choice.jurisdiction == ALL else [name for name in names if name == choice.jurisdiction]


def of_report(report: Row) -> dict[str, str]:
    """The parameters with which a page shows a report's department and year."""
    return {
        "jurisdiction": formats.text(report["jurisdiction"]) or UNSTATED,
        "department": formats.text(report["department"]) or "未写明部门",
        "fiscal_year": formats.text(report["fiscal_year"]) or UNSTATED,
    }


def department_link(report: Row) -> str:
    """The name of a report's department, which opens its portrait."""
    words = of_report(report)
    return markup.link(words["department"], "department", **words)


# Streamlit's own binding of widgets to the URL does not let a link change what the page it leaves has bound; and the
# URL alone says what is chosen, so that the back button and a pasted link do too.
def _key(name: str, default: str | None, admitted: Callable[[str], str | None]) -> str:
    """The key of a box, after its value was taken from the URL."""
    given = st.query_params.get(name)
    st.session_state[f"filter-{name}"] = default if given is None else admitted(given)
    return f"filter-{name}"


def _keep(name: str, default: str | list[str] | None) -> None:
    """Write into the URL what was chosen; what goes without saying is left out."""
    chosen = st.session_state[f"filter-{name}"]
    if chosen is None or chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen


def _options(found: Iterable[str], is_latest_first: bool = False) -> list[str]:
    """全部, the names in order, and 未写明 where some report names none."""
    names = set(found)
    return [ALL, *sorted(names - {ALL, UNSTATED}, reverse=is_latest_first), *(names & {UNSTATED})]

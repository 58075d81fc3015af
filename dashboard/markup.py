"""Pieces of a page as HTML: words come in, markup with every word escaped goes out. No streamlit here.

Every number and name is a link, so that it can be opened in a second tab, copied and reached by keyboard;
`look/listener.js` follows those with `data-inside` without loading the page anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

EVIDENCE = "evidence"  # the parameter that names a sentence


@dataclass(frozen=True)
class Column:
    """A column's heading, whether numbers stand in it, a remark on it, and its width where tables should align."""

    heading: str
    is_number: bool = False
    note: str = ""
    width: str = ""


@dataclass(frozen=True)
class Tile:
    """One number of a headline strip, as markup, with a line below it."""

    name: str
    value: str
    note: str = ""


def words(text: object) -> str:
    """Plain words."""
    return escape(str(text))


def figure(text: str, reference: str, tone: str = "", **filters: object) -> str:
    """A number, or words, that open their evidence on the same page, with its filters and these."""
    return _link(
        text, f"?{urlencode({EVIDENCE: reference, **filters}, doseq=True)}", f"figure {tone}".strip(), "看原文依据"
    )


def link(text: str, page: str, **filters: object) -> str:
    """Words that go to a page with these filters: link("市教育局", "department", department="市教育局")."""
    return _link(text, address(page, **filters), "go")


def count(text: str, address: str) -> str:
    """A number that goes to the page that lists what it counts: count("26", "findings?severity=高")."""
    return _link(text, address, "figure", "看是哪些")


def address(page: str, **filters: object) -> str:
    """Where a page is with these filters; those that say nothing are left out."""
    given = {name: value for name, value in filters.items() if value not in (None, "")}
    return f"{page}?{urlencode(given, doseq=True)}" if given else page


def destination(target: str) -> str:
    """A page to go to at once, department?department=市教育局; none where the target is empty."""
    return f'<span hidden data-destination="{escape(target)}"></span>'


def chip(text: str, tone: str = "") -> str:
    """A word in a small coloured box; the colour only repeats what the word says."""
    return f'<span class="chip {tone}">{escape(text)}</span>'


def muted(text: str) -> str:
    """Words that step back."""
    return f'<span class="muted">{escape(text)}</span>'


def note(text: str) -> str:
    """A line of explanation below a heading or a picture."""
    return f'<p class="note">{escape(text)}</p>'


def heading(text: str, aside: str = "") -> str:
    """The heading of a card, with a remark at its end."""
    return f'<h2 class="card-heading">{escape(text)}<small>{escape(aside)}</small></h2>'


def picture_links(title: str) -> str:
    """Links that save the picture of the same card; `look/listener.js` follows them."""
    about = f'title="{escape(title)}：保存图片"'
    links = "　".join(
        f'<a class="go" href="#" role="button" data-picture="{form}" {about}>{form.upper()}</a>'
        for form in ("png", "svg")
    )
    return f'<p class="note">{links}</p>'


def tiles(shown: Iterable[Tile]) -> str:
    """The numbers of a headline strip side by side."""
    inner = "".join(
        f'<div class="tile"><dt>{escape(tile.name)}</dt><dd>{tile.value}</dd>'
        f'<dd class="note">{escape(tile.note)}</dd></div>'
        for tile in shown
    )
    return f'<dl class="tiles">{inner}</dl>'


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of cells that are markup; `caption` is what a screen reader says of it."""
    classes = [' class="number"' if column.is_number else "" for column in columns]
    heads = "".join(
        f'<th scope="col"{kind} title="{escape(column.note)}" style="width:{column.width}">'
        f"{escape(column.heading)}</th>"
        for column, kind in zip(columns, classes, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row, classes, strict=True)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="table-scroll"><table class="ledger"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def listing(items: Iterable[str]) -> str:
    """Sentences one below the other, as markup."""
    return f'<ol class="listing">{"".join(f"<li>{item}</li>" for item in items)}</ol>'


def properties(shown: Mapping[str, str]) -> str:
    """Names and words in pairs: 地区 广东省湛江市."""
    pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in shown.items())
    return f'<dl class="properties">{pairs}</dl>'


def folded(summary: str, content: str, is_open: bool = False) -> str:
    """Content as markup below a line that folds it."""
    return (
        f'<details class="folded"{" open" if is_open else ""}><summary>{escape(summary)}</summary>{content}</details>'
    )


def _link(text: str, target: str, kind: str, title: str = "") -> str:
    about = f' title="{escape(title)}"' if title else ""
    return f'<a class="{escape(kind)}" href="{escape(target)}" target="_self" data-inside{about}>{escape(text)}</a>'

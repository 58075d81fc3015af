"""一页简报: what a page says in a few sentences and its pictures come in, one sheet of A4 as Word goes out."""

from collections.abc import Sequence

from dashboard.contents import Basis, Section
from dashboard.exports import pictures
from dashboard.exports.document import Document

PICTURES = 2
MOST_POINTS = 5
ROWS = 5
HIGHEST = 6.9  # cm, so that two pictures and five sentences fit one sheet
WIDTH, HEIGHT = 760, 316  # CSS pixels for 16.6 by 6.9 cm, so that letters are large enough in print


def brief(basis: Basis, sections: Sequence[Section], points: Sequence[str] = (), pictured: Sequence[str] = ()) -> bytes:
    """The page's points in words, and the pictures of these cards or else its first; the rest is in the workbook."""
    document = Document(basis)
    document.title(f"{basis.title}简报")
    document.bullets(points[:MOST_POINTS])
    drawn = [
        section
        for section in sections
        if section.card.figure is not None and (not pictured or section.card.name in pictured)
    ][:PICTURES]
    figures = pictures.draw([section.card.picture() for section in drawn], WIDTH, HEIGHT)
    for section, picture in zip(drawn, figures, strict=True):
        document.heading(section.card.title, 2)
        if section.card.aside:
            document.words(section.card.aside, is_muted=True)
        document.picture(picture, section, HIGHEST, ROWS)
    for section in sections:
        if section not in drawn and len(drawn) < PICTURES:
            document.heading(section.card.title, 2)
            document.rows(section, ROWS)
    return document.bytes()

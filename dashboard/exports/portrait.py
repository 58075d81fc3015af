"""部门画像: one department's figures over the years, its findings and quotes come in, a Word document goes out."""

from collections.abc import Mapping, Sequence

from dashboard.contents import Basis, Section
from dashboard.exports import pictures
from dashboard.exports.document import Document

ROWS = 40
WIDTH = 760


def portrait(
    basis: Basis,
    sections: Sequence[Section],
    identity: Mapping[str, str],
    points: Sequence[str] = (),
) -> bytes:
    """Who it is, what stands out, then card by card the picture, the table and the sentences; at the end the 口径."""
    document = Document(basis)
    document.title(f"{basis.title}画像")
    document.pairs(list(identity.items()))
    if points:
        document.heading("要点")
        document.bullets(points)
    drawn = [section for section in sections if section.card.figure is not None]
    figures = pictures.draw([section.card.picture() for section in drawn], WIDTH)
    of_card = {section.card.name: picture for section, picture in zip(drawn, figures, strict=True)}
    for section in sections:
        document.heading(section.card.title)
        picture = of_card.get(section.card.name)
        if picture is not None and picture.png is None:
            document.words(picture.reason, is_muted=True)
        elif picture is not None:
            document.picture(picture, section)
        document.rows(section, ROWS, has_sentences=True)
    document.heading("口径")
    meanings = dict(meaning for section in sections for meaning in section.meanings if meaning[0] != "不在其中")
    document.pairs(list(meanings.items()))
    return document.bytes()

"""A page → a web page, as an office publishes it."""

from html import escape

from data.sample_city.page import Cell, Heading, Page, Paragraph, Table

HEAD = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head><body>'


def write(page: Page) -> bytes:
    title = next((block.text for block in page.blocks if isinstance(block, Heading)), "")
    parts = [HEAD.format(title=escape(title))]
    for block in page.blocks:
        match block:
            case Heading(text, level):
                parts.append(f"<h{level + 1}>{escape(text)}</h{level + 1}>")
            case Paragraph(text, is_right):
                style = ' style="text-align:right"' if is_right else ""
                parts.append(f"<p{style}>{escape(text)}</p>")
            case Table(rows):
                parts.append('<table border="1">')
                parts += [f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows]
                parts.append("</table>")
    return "\n".join([*parts, "</body></html>\n"]).encode()


def _cell(cell: Cell) -> str:
    spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
    return f"<td{spans}>{escape(cell.text) or '&nbsp;'}</td>"

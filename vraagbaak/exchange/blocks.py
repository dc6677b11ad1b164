"""Turns the answer in a row into the blocks of an answer on a page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bs4 import Tag
from django.utils.html import escape
from django.utils.translation import gettext as _

from vraagbaak.exchange.choices import AnswerFormat
from vraagbaak.exchange.cleaning import UnusableAnswerError, clean, paragraphs, safe_text
from vraagbaak.exchange.rows import FaqRow

Block = dict[str, Any]
MAX_TABLE_WIDTH = 30


def answer_blocks(row: FaqRow) -> list[Block]:
    """The raw data of the answer's StreamField. Raises UnusableAnswerError when nothing readable is left."""
    blocks = list(BUILDERS[AnswerFormat(row.answer_format)](row.answer))
    if not blocks:
        raise UnusableAnswerError(_("nothing is left of the answer once it is made safe."))
    return blocks


def _from_html(answer: str) -> Iterator[Block]:
    text = ""
    for part in clean(answer):
        if isinstance(part, str):
            text += part
            continue
        yield from _text(text)
        text = ""
        yield from _table(part)
    yield from _text(text)


def _text(html: str) -> Iterator[Block]:
    if html:
        yield {"type": "text", "value": safe_text(html)}


def _from_markdown(answer: str) -> Iterator[Block]:
    yield {"type": "markdown", "value": answer}


def _from_text(answer: str) -> Iterator[Block]:
    """Plain text becomes HTML with a tag for each line break."""
    lines = escape(answer.replace("\r\n", "\n")).split("\n")
    yield from _from_html("<br>".join(lines))


BUILDERS: dict[AnswerFormat, Callable[[str], Iterator[Block]]] = {
    AnswerFormat.HTML: _from_html,
    AnswerFormat.MARKDOWN: _from_markdown,
    AnswerFormat.TEXT: _from_text,
}


def _table(table: Tag) -> Iterator[Block]:
    """A table of text columns; where a heading spans several columns, only the first gets it."""
    rows = _grid(table)
    if not rows:
        return
    has_heading = all(cell is None or cell.name == "th" for cell in rows[0])
    heading = rows.pop(0) if has_heading else [None] * len(rows[0])
    yield {
        "type": "table",
        "value": {
            "caption": _plain(table.caption)[:255],
            "columns": [{"type": "text", "heading": _plain(cell)} for cell in heading],
            "rows": [{"values": [paragraphs(cell) if cell else "" for cell in row]} for row in rows],
        },
    }


def _grid(table: Tag) -> list[list[Tag | None]]:
    """The cells in rows of equal length; None where a cell from the left or above spans."""
    hanging: dict[int, int] = {}
    lines = (_line(line.find_all(["td", "th"]), hanging) for line in table.find_all("tr"))
    rows = [line for line in lines if line]
    width = max((len(row) for row in rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _line(cells: list[Tag], hanging: dict[int, int]) -> list[Tag | None]:
    """One row of the grid; `hanging` holds for each column how many more rows a cell from above spans."""
    row: list[Tag | None] = []
    for cell in cells:
        while hanging.get(len(row), 0):
            hanging[len(row)] -= 1
            row.append(None)
        for column in range(_span(cell, "colspan")):
            hanging[len(row)] = _span(cell, "rowspan") - 1
            row.append(None if column else cell)
    for column in range(len(row), max(hanging, default=-1) + 1):
        hanging[column] = max(hanging.get(column, 0) - 1, 0)
    return row


def _span(cell: Tag, name: str) -> int:
    stated = re.fullmatch(r"[0-9]{1,9}", str(cell.get(name, "")))
    return max(1, min(int(stated[0]), MAX_TABLE_WIDTH)) if stated else 1


def _plain(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""

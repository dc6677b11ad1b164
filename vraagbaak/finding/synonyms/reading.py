"""Reads a list of synonyms, pasted or from a CSV file: written;means;one-way or two-way;language."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vraagbaak.finding.synonyms.choices import Direction, content_languages
from vraagbaak.finding.synonyms.expressions import check_sides, clean_side, shown
from vraagbaak.finding.synonyms.models import Synonym

COLUMNS = ("written", "means", "direction", "language")
ALIASES = {
    "written": {"written", "geschreven", "getypt"},
    "means": {"means", "betekent", "betekenis"},
    "direction": {"direction", "richting"},
    "language": {"language", "taal"},
}
DIRECTIONS: Mapping[str, Direction] = {
    **dict.fromkeys(
        ["one-way", "one way", "een kant op", "één kant op", "een kant", "->", "→"], Direction.ONE_WAY
    ),
    **dict.fromkeys(
        ["two-way", "both ways", "beide kanten op", "twee kanten", "<->", "↔"], Direction.TWO_WAY
    ),
}
DELIMITERS = ";\t,"


class Line(NamedTuple):
    """A line that can be imported; `number` is the line in the list on which it begins, from 1."""

    number: int
    synonym: Synonym


class BadLine(NamedTuple):
    number: int
    reason: str


def decoded(data: bytes) -> str:
    """The text of a file; what is not Unicode is taken for Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_lines(text: str, *, direction: str, language: str) -> Iterator[Line | BadLine]:
    """The lines in order, without empty ones; `direction` and `language` are the defaults."""
    records = _records(text)
    first = next(records, None)
    if first is None:
        return
    columns = _columns(first[1])
    for number, cells in records if columns else chain([first], records):
        try:
            values = _values(cells, columns or COLUMNS)
            yield Line(number, _synonym(values, direction=direction, language=language))
        except ValidationError as error:
            yield BadLine(number, " ".join(error.messages))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.replace("\0", " ").splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    delimiter = next((each for each in DELIMITERS if each in first), DELIMITERS[0])
    # The csv module refuses fields longer than this, which a stray quotation mark easily makes.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
    number = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield number, [cell.strip() for cell in cells]
        number = reader.line_num + 1


def _columns(cells: Sequence[str]) -> list[str]:
    """The names of the columns if these cells are headings, else nothing."""
    found = [_column(cell) for cell in cells]
    return found if {"written", "means"} <= set(found) else []


def _column(heading: str) -> str:
    return next((name for name, aliases in ALIASES.items() if heading.casefold() in aliases), "")


def _values(cells: Sequence[str], columns: Iterable[str]) -> dict[str, str]:
    names = list(columns)
    if any(cells[len(names) :]):
        raise ValidationError(
            _(
                "There are %(found)d fields; at most %(most)d fit. Put a field that holds the separator in quotes."
            )
            % {"found": len(cells), "most": len(names)}
        )
    return dict(zip(names, cells, strict=False))


def _synonym(values: Mapping[str, str], *, direction: str, language: str) -> Synonym:
    """Not saved. Raises ValidationError."""
    code = _language(values.get("language") or language)
    synonym = Synonym(
        written=_side(values, "written", code),
        means=_side(values, "means", code),
        direction=_direction(values.get("direction") or direction),
        language=code,
    )
    check_sides(synonym.written, synonym.means, language=code)
    return synonym


def _side(values: Mapping[str, str], name: str, language: str) -> str:
    side = values.get(name, "")
    if side:
        return clean_side(side, language=language)
    if name == "written":
        raise ValidationError(_("What people type is missing."))
    raise ValidationError(_("What it also means is missing."))


def _direction(cell: str) -> Direction:
    direction = DIRECTIONS.get(" ".join(cell.casefold().split()))
    if direction is None:
        raise ValidationError(
            _("“%(cell)s” is no direction; write one-way or two-way.") % {"cell": shown(cell)}
        )
    return direction


def _language(cell: str) -> str:
    codes = [known for known, _name in content_languages()]
    code = next((known for known in codes if known.casefold() == cell.casefold()), None)
    if code is None:
        raise ValidationError(
            _("“%(cell)s” is not a language of this site (%(codes)s).")
            % {"cell": shown(cell), "codes": ", ".join(codes)}
        )
    return code

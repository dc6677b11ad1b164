"""Detects the format of a file and reads its rows."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from vraagbaak.exchange.delimited import has_header, read_delimited
from vraagbaak.exchange.fields import Defaults
from vraagbaak.exchange.jsonl import read_jsonl
from vraagbaak.exchange.markdown_zip import read_markdown_zip
from vraagbaak.exchange.rows import BadRow, FaqRow

START_BYTES = 8192
JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
READERS = {"jsonl": read_jsonl, "csv": read_delimited, "zip": read_markdown_zip}


class UnreadableFileError(Exception):
    """Nothing can be read from the file; the message is a sentence that says why."""


def read_rows(file: BinaryIO, *, name: str, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    """Reads a seekable binary file, the format of which follows from its content, else from its name.

    A generator: it raises UnreadableFileError when the first row is requested, if no format fits.
    """
    reader = READERS[file_format(file, name=name)]
    yield from _without_duplicates(reader(file, defaults=defaults))


def file_format(file: BinaryIO, *, name: str) -> str:
    """The format as a key of READERS; the file is left at its beginning."""
    start = file.read(START_BYTES)
    file.seek(0)
    if not start.strip():
        raise UnreadableFileError(_("The file is empty."))
    suffix = PurePath(name).suffix.lower()
    if start.startswith(b"PK"):
        return "zip"
    if suffix == ".zip":
        raise UnreadableFileError(_("The file is called a zip, but it is not one."))
    if _is_binary(start):
        raise UnreadableFileError(_("The file is not text; give JSON Lines, CSV or a zip of Markdown files."))
    return _text_format(start, suffix)


def _text_format(start: bytes, suffix: str) -> str:
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or suffix in JSON_SUFFIXES:
        return "jsonl"
    if suffix in (".csv", ".tsv") or has_header(start.splitlines()[0]):
        return "csv"
    raise UnreadableFileError(_("The file is not JSON Lines, CSV with a header, or a zip of Markdown files."))


def _is_binary(start: bytes) -> bool:
    """Text may hold a stray NUL, which makes one bad row; an image is full of control characters."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(1 for byte in start if byte < 32 and byte not in TEXT_CONTROLS)
    return controls * 20 > len(start)


def _without_duplicates(rows: Iterable[FaqRow | BadRow]) -> Iterator[FaqRow | BadRow]:
    """The first row with an id and language counts; later ones are bad."""
    first: dict[tuple[str, str], int | str] = {}
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        key = (row.external_id, row.language)
        if key in first:
            reason = _("the id “%(id)s” is already used at %(first)s.")
            yield BadRow(row.number, reason % {"id": row.external_id[:100], "first": first[key]})
            continue
        first[key] = row.number
        yield row

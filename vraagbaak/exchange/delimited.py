"""CSV with a header, as Excel, LibreOffice and other systems write it."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, TextIO

from django.utils.translation import gettext as _

from vraagbaak.exchange import limits
from vraagbaak.exchange.fields import ALIASES, Defaults, faq_row
from vraagbaak.exchange.rows import BadRow, FaqRow

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ";,\t"


def read_delimited(file: BinaryIO, *, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    """Reads record by record; the number of a record is the line on which it begins.

    A quoted record may span lines. Without a usable header the only row is a bad one, at line 1.
    """
    # The csv module has one limit for the whole process; its default is below our longest answer.
    csv.field_size_limit(limits.LINE_BYTES)
    text = io.TextIOWrapper(file, encoding=_encoding(file), errors="replace", newline="")
    try:
        yield from _rows(text, defaults)
    finally:
        # Otherwise the wrapper would close the file, which belongs to the caller.
        text.detach()


def _rows(text: TextIO, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    header = text.readline(limits.LINE_BYTES)
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if missing := _missing_columns(names):
        yield BadRow(1, _("the header has no column for: %(columns)s.") % {"columns": ", ".join(missing)})
        return
    yield from _records(csv.reader(text, delimiter=delimiter, strict=True), names, defaults)


def _records(reader: "Reader", names: list[str], defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    while True:
        # The header, line 1, was read before this reader began.
        number = reader.line_num + 2
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BadRow(number, _("the quotation marks do not match, or a field is too long."))
            continue
        if any(value.strip() for value in record):
            yield _record(number, names, record, defaults)


def _record(number: int, names: list[str], record: list[str], defaults: Defaults) -> FaqRow | BadRow:
    if len(record) > len(names) and any(value.strip() for value in record[len(names) :]):
        return BadRow(
            number,
            _("the record has %(found)d fields, the header has %(expected)d.")
            % {"found": len(record), "expected": len(names)},
        )
    return faq_row(number=number, values=dict(zip(names, record, strict=False)), defaults=defaults)


def _missing_columns(names: list[str]) -> list[str]:
    present = {name.strip().lower() for name in names}
    return [
        field for field in ("external_id", "question", "answer") if not present.intersection(ALIASES[field])
    ]


def has_header(line: bytes) -> bool:
    """Whether the first line looks like the header of a CSV file."""
    text = line.decode("cp1252", errors="replace")
    names = next(csv.reader([text], delimiter=max(DELIMITERS, key=text.count)), [])
    return len(_missing_columns(names)) < 2


def _encoding(file: BinaryIO) -> str:
    """Detects the encoding by reading the file once, in pieces; what is not UTF-8 is taken for Windows-1252."""
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(1 << 16):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig"

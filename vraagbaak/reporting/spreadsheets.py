"""The only way to a spreadsheet: every export writes text as text, never as a formula.

A spreadsheet program evaluates a cell that begins like a formula, and what people type ends up in exports. A Dutch
program also splits a file with commas at its semicolons, so a formula may begin in the middle of a text.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# Also the full-width forms that East Asian keyboards give.
OPERATORS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
# Spaces and quotes may stand before the operator: some programs drop them.
BEFORE_A_FORMULA = re.compile(rf'^(?=[ "]*[{OPERATORS}\t\r\n])|(?<=[;\t\r\n])(?=[ "]*[{OPERATORS}])')
# No workbook holds these characters; writing one raises an error.
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_cell(value: Any) -> Any:
    """For a CSV file: text with an apostrophe before whatever a program would evaluate, anything else as it is."""
    return BEFORE_A_FORMULA.sub("'", storable(value)) if is_text(value) else value


def workbook_cell(value: Any) -> Any:
    """For an XLSX file, whose cells have a type of their own: only what it cannot hold is taken out."""
    return storable(value) if is_text(value) else value


def is_text(value: Any) -> bool:
    return isinstance(value, (str, Promise))


def storable(text: Any) -> str:
    return UNSTORABLE.sub("", str(text))


def csv_lines(rows: Iterable[Iterable[Any]], *, delimiter: str = ",") -> Iterator[str]:
    """The lines of a CSV file, one at a time, so that a long one can be sent while it is read."""
    writer: Any = csv.writer(Echo(), delimiter=delimiter)
    for row in rows:
        yield writer.writerow([csv_cell(value) for value in row])


class Echo:
    """What the csv module writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def guard_exports() -> None:
    """Guards the export of every view of Wagtail's admin, its own reports included. To be called once, at startup.

    Wagtail has no setting for this, and a view that has to ask for the guard can forget to.
    """
    unguarded = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
        guard = csv_cell if export_format == SpreadsheetExportMixin.FORMAT_CSV else workbook_cell
        return guard(unguarded(view, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value

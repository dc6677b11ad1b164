"""Figures for a spreadsheet: the table behind the picture."""

from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile

from servicedesk.insight.presenting import Figure
from vraagbaak.reporting.spreadsheets import csv_lines


def as_csv(figure: Figure) -> bytes:
    """With the mark by which spreadsheets know UTF-8; an empty cell is what is not known."""
    lines = csv_lines(chain([figure.table.headings], figure.table.rows))
    return "".join(lines).encode("utf-8-sig")


def as_zip(figures: Iterable[Figure]) -> bytes:
    """One file for each figure."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for figure in figures:
            archive.writestr(f"{figure.name.value}.csv", as_csv(figure))
    return written.getvalue()

"""Figures for a spreadsheet: the table behind the picture."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from servicedesk.desk.listing import harmless
from servicedesk.insight.presenting import Figure


def as_csv(figure: Figure) -> bytes:
    """With the mark by which spreadsheets know UTF-8; an empty cell is what is not known."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([str(heading) for heading in figure.table.headings])
    writer.writerows([[cell(value) for value in row] for row in figure.table.rows])
    return written.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


def as_zip(figures: Iterable[Figure]) -> bytes:
    """One file for each figure."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for figure in figures:
            archive.writestr(f"{figure.name.value}.csv", as_csv(figure))
    return written.getvalue()

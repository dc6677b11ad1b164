"""What a spreadsheet program would evaluate, and what no workbook holds."""

import csv
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from vraagbaak.reporting.spreadsheets import csv_cell, csv_lines, workbook_cell


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+31 30 1234567", "'+31 30 1234567"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t'=1+1"),
        ("\r=1+1", "'\r'=1+1"),
        ("\nregel", "'\nregel"),
        ("  =1+1", "'  =1+1"),
        ('"=1+1', "'\"=1+1"),
        ("\x00=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("een;=1+1;", "een;'=1+1;"),
        ('een; "-1', "een;' \"-1"),
        ("een\n=1+1", "een\n'=1+1"),
    ],
)
def test_what_would_be_evaluated_begins_with_an_apostrophe(typed: str, written: str) -> None:
    assert csv_cell(typed) == written


@pytest.mark.parametrize(
    "typed", ["", "1 = 1", "a+b", "€ 5,-", "1-2-2026", "a@b.example", "een; twee", "eerste\ntweede", "'t kan"]
)
def test_other_text_stays_as_it_is(typed: str) -> None:
    assert csv_cell(typed) == typed


@pytest.mark.parametrize("value", [-1, -0.5, 0, None, True])
def test_what_is_no_text_stays_as_it_is(value: Any) -> None:
    assert csv_cell(value) is value
    assert workbook_cell(value) is value


def test_a_translated_text_is_text() -> None:
    assert csv_cell(gettext_lazy("=1+1")) == "'=1+1"


def test_lines_quote_what_holds_the_delimiter() -> None:
    rows = [["naam", "aantal"], ["een;twee", -1], ["=1+1", None]]
    assert list(csv_lines(rows, delimiter=";")) == ["naam;aantal\r\n", '"een;twee";-1\r\n', "'=1+1;\r\n"]


def test_lines_are_read_back_as_they_were() -> None:
    rows = [["een, twee", 'zegt "ja"', "regel\nregel"]]
    assert list(csv.reader(csv_lines(rows))) == rows


def test_a_workbook_holds_what_is_left() -> None:
    everything = "".join(map(chr, range(0x20))) + "\x7f\ud800\ufffe\uffff=1+1"
    workbook, saved = Workbook(), BytesIO()
    workbook.active.cell(1, 1).value = workbook_cell(everything)
    workbook.save(saved)
    assert load_workbook(saved).active.cell(1, 1).value == "\t\n\n\x7f=1+1"

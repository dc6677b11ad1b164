from decimal import Decimal

import pytest

from servicedesk.asking.subject_fields.numbers import read_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234", "1234"),
        ("1.234,50", "1234.50"),
        (" 1 234,5 ", "1234.5"),
        ("-3,25", "-3.25"),
        ("1.234.567", "1234567"),
    ],
)
def test_numbers_as_the_dutch_write_them(text: str, expected: str) -> None:
    assert read_number(text, decimal_sign=",") == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("1,234.50", "1234.50"), ("1,234", "1234"), ("12.5", "12.5"), ("12,5", "12.5")]
)
def test_numbers_as_the_english_write_them(text: str, expected: str) -> None:
    assert read_number(text, decimal_sign=".") == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", "twaalf", "1,2,3", "12,", ",5", "1e9", "NaN", "١٢", "--1", "9" * 31, "0x10"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text, decimal_sign=",") is None

"""A number of a neighbouring country is one only where the text says that it is a telephone number."""

import pytest

from vraagbaak.personal_data.telephone_numbers import telephone_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 06-12345678.", ["06-12345678"]),
        ("Het is 06-12345678.", ["06-12345678"]),
        ("Bel 0470 12 34 56.", ["0470 12 34 56"]),
        ("Het is 0470 12 34 56.", []),
        ("Het nummer is 0123456.", []),
        ("Het nummer is 0001234567.", []),
        ("Bel 0800 1234567.", []),
    ],
)
def test_numbers_in_notations_of_here_and_of_the_neighbours(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in telephone_numbers(text)] == found

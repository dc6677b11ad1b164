from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from vraagbaak.search import values


@pytest.mark.parametrize(
    "ordered",
    [
        [-1000, Decimal("-3.5"), -3, 0, 0.25, 1, Decimal("1.5"), 2, 10, 10**12],
        [date(1999, 12, 31), datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, 0, 0, 1, tzinfo=UTC)],
        [time(7, 59), time(8, 0), time(19, 0)],
        ["", "Aap", "aap", "noot"],
        [False, True],
    ],
)
def test_encoded_values_sort_as_the_values_do(ordered: list[Any]) -> None:
    assert sorted(ordered, key=values.encode) == ordered


@pytest.mark.parametrize(
    "value", [None, 0, -7, 2**60, Decimal("-3.25"), True, False, "", "Jansen", UUID(int=5)]
)
def test_a_value_comes_back_as_it_went_in(value: Any) -> None:
    assert values.decode(values.encode(value)) == value


def test_nothing_and_empty_text_differ() -> None:
    assert (values.encode(None), values.encode("")) == ("", "s")

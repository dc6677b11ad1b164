"""Filter values as text: equal values have equal texts, and texts sort like the values.

The first letter is the type: n number, b boolean, d datetime or date, t time of day, u UUID, s text. The empty text is
None.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from math import isfinite
from uuid import UUID

from django.utils import timezone
from django.utils.encoding import force_str

NONE = ""
ROW = "\x1e"
_OFFSET = 10**25
_DIGITS = 26


def rows(values: Iterable[object]) -> str:
    """The values of one column of one document; several for a relation to many."""
    return ROW.join(encode(value) for value in values)


@singledispatch
def encode(value: object) -> str:
    return "s" + force_str(value).replace(ROW, "")


@encode.register
def _(value: None) -> str:
    return NONE


@encode.register
def _(value: bool) -> str:
    return f"b{int(value)}"


@encode.register
def _(value: int) -> str:
    bounded = min(max(value + _OFFSET, 0), 10**_DIGITS - 1)
    return f"n{bounded:0{_DIGITS}d}"


@encode.register
def _(value: Decimal) -> str:
    if not value.is_finite():
        return NONE
    whole = int(value.to_integral_value(rounding="ROUND_FLOOR"))
    fraction = f"{value - whole:f}".partition(".")[2].rstrip("0")
    return encode(whole) + (f".{fraction}" if fraction else "")


@encode.register
def _(value: float) -> str:
    return encode(Decimal(repr(value))) if isfinite(value) else NONE


@encode.register
def _(value: timedelta) -> str:
    return encode(value // timedelta(microseconds=1))


@encode.register
def _(value: datetime) -> str:
    aware = value if timezone.is_aware(value) else timezone.make_aware(value)
    return "d" + aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


@encode.register
def _(value: date) -> str:
    return "d" + value.isoformat()


@encode.register
def _(value: time) -> str:
    return "t" + value.strftime("%H:%M:%S.%f")


@encode.register
def _(value: UUID) -> str:
    return "u" + value.hex


@encode.register(dict)
@encode.register(list)
@encode.register(tuple)
def _(value: object) -> str:
    return "s" + json.dumps(value, sort_keys=True, default=str).replace(ROW, "")


def decode(text: str) -> object:
    """The value: numbers as int or Decimal, datetimes as ISO text, None for the empty text."""
    if text == NONE:
        return None
    kind, body = text[0], text[1:]
    if kind == "n":
        whole, _, fraction = body.partition(".")
        number = int(whole) - _OFFSET
        return number + Decimal(f"0.{fraction}") if fraction else number
    if kind == "b":
        return body == "1"
    return UUID(body) if kind == "u" else body

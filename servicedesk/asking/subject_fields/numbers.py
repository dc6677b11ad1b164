"""Numbers as people write them."""

import re
from decimal import Decimal

MAX_NUMBER_DIGITS = 30
THOUSANDS = {",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+"), ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+")}
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def read_number(text: str, *, decimal_sign: str) -> Decimal | None:
    """The number in `text`; None when there is none.

    With a comma for decimals, “1.234,5” and “1234,5” are the same and “1.234” has thousands; “12.5” can only be a
    decimal. With a point it is the other way around.
    """
    grouping_sign = "." if decimal_sign == "," else ","
    digits = "".join(text.split())
    whole, _sign, _fraction = digits.partition(decimal_sign)
    if decimal_sign in digits or THOUSANDS[decimal_sign].fullmatch(digits):
        digits = whole.replace(grouping_sign, "") + digits[len(whole) :]
    digits = digits.replace(",", ".")
    return Decimal(digits) if len(digits) <= MAX_NUMBER_DIGITS and PLAIN.fullmatch(digits) else None

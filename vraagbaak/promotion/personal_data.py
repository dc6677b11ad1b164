"""Takes out of a text what could tell who asked (rule 14)."""

import re
from collections.abc import Iterable

import phonenumbers

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
NINE_DIGITS = re.compile(
    r"(?<![\d.,])(?:\d{4}[ .]?\d{2}[ .]?\d{3}|\d{3}[ .]\d{3}[ .]\d{3})(?![\d,])|(?<!\d)\d{9}(?!\d)"
)
# In small letters only when written as one: "1111 na zessen" is the end of a telephone number.
POSTCODE = r"[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})"
ADDITION = r"(?:[ -]?(?:bis|[a-zA-Z]|\d{1,3}))?"
POSTCODE_WITH_NUMBER = re.compile(rf"\b{POSTCODE},? ?\d+{ADDITION}\b|\b\d+{ADDITION},? {POSTCODE}\b")
# How long an IBAN is in the countries from which askers pay; the pattern may run on into the next word.
IBAN_LENGTHS = {"BE": 16, "DE": 22, "ES": 24, "FR": 27, "GB": 22, "LU": 20, "NL": 18, "PL": 28}
REMOVED = "[…]"


def without_personal_data(text: str, *, names: Iterable[str] = ()) -> str:
    """`text` with names, e-mail addresses, telephone numbers, IBAN, BSN and home addresses replaced by `[…]`."""
    for pattern in (EMAIL, POSTCODE_WITH_NUMBER):
        text = pattern.sub(REMOVED, text)
    text = IBAN.sub(lambda match: without_iban(match[0]), text)
    text = NINE_DIGITS.sub(lambda match: REMOVED if is_bsn(match[0]) else match[0], text)
    text = without_telephone_numbers(text)
    for name in sorted(filter(None, map(str.strip, names)), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", REMOVED, text, flags=re.IGNORECASE)
    return text


def without_iban(text: str) -> str:
    """`text`, that begins like an IBAN, without it; what follows the length of its country stays."""
    signs = [place for place, sign in enumerate(text) if sign.isalnum()]
    length = IBAN_LENGTHS.get(text[:2].upper(), len(signs))
    if len(signs) < length or not is_iban("".join(text[place] for place in signs[:length])):
        return text
    return REMOVED + text[signs[length - 1] + 1 :]


def is_iban(letters: str) -> bool:
    """The checksum of ISO 13616, over letters and digits without spaces."""
    digits = "".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])
    return int(digits) % 97 == 1


def is_bsn(text: str) -> bool:
    """The eleven test of the Dutch citizen service number."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0 and any(
        digits
    )


def without_telephone_numbers(text: str) -> str:
    matches = phonenumbers.PhoneNumberMatcher(text, "NL")
    for match in sorted(matches, key=lambda match: match.start, reverse=True):
        text = text[: match.start] + REMOVED + text[match.end :]
    return text

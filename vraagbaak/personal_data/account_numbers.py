"""Numbers of bank accounts and payment cards."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, luhn, numdb

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, ascii_digits, group_span

# A lookahead, so that the second of two adjacent numbers is seen too.
IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}\d{2}(?:[ .\-\u00a0]{0,2}[A-Za-z0-9]){11,40}))")
CARD = re.compile(r"(?<![\w.,-])[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w]|[.,-]\d)")


def account_numbers(text: str) -> Iterator[Span]:
    """IBANs and card numbers with a correct checksum."""
    for match in IBAN.finditer(text):
        if end := iban_end(match[1]):
            yield Span(match.start(), match.start() + end, PersonalKind.ACCOUNT)
    for match in CARD.finditer(text):
        if luhn.is_valid(ascii_digits(match[0])):
            yield group_span(match, PersonalKind.ACCOUNT)


def iban_end(written: str) -> int:
    """Where the IBAN ends with which `written` begins; the pattern may run on into the next word. 0: it is none."""
    positions = [position for position, character in enumerate(written) if character.isalnum()]
    length = iban_length(written[:2].upper())
    if not length or len(positions) < length:
        return 0
    end = positions[length - 1] + 1
    runs_on = written[end : end + 1].isalnum()
    number = "".join(written[position] for position in positions[:length])
    # The checksum only: a number that its bank's country would refuse is somebody's all the same.
    return end if not runs_on and iban.is_valid(number, check_country=False) else 0


@cache
def iban_length(country: str) -> int:
    """By the register of ISO 13616; 0 for a country without IBANs."""
    structure = numdb.get("iban").info(country)[0][1].get("bban", "")
    return len("NL00") + sum(map(int, re.findall(r"\d+", structure))) if structure else 0

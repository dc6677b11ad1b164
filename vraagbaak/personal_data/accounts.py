"""Numbers of bank accounts and of cards."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, group_span

# Looks ahead, so that of two beside each other the second is seen too.
IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}\d{2}(?:[ .\-\u00a0]{0,2}[A-Za-z0-9]){11,40}))")
# How long an IBAN is in each country.
IBAN_LENGTHS = dict(
    re.findall(
        r"([A-Z]{2}):(\d\d)",
        "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 BY:28 CH:21 CR:22 CY:28 CZ:24 DE:22 DK:18 DO:28"
        " EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 GR:27 GT:28 HR:21 HU:28 IE:22 IL:23 IS:26 IT:27"
        " JO:30 KW:30 KZ:20 LB:28 LI:21 LT:20 LU:20 LV:21 MC:27 MD:24 ME:22 MK:19 MR:27 MT:31 MU:30 NL:18 NO:15 PK:24"
        " PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 SA:24 SE:24 SI:19 SK:24 SM:27 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20",
    )
)
FEWEST_DIGITS = 8
CARD = re.compile(r"(?<![\w.,-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w]|[.,-]\d)")


def account_numbers(text: str) -> Iterator[Span]:
    """IBANs of which the checksum is right, and numbers of cards."""
    for match in IBAN.finditer(text):
        if length := iban_length(match[1]):
            yield Span(match.start(), match.start() + length, PersonalKind.ACCOUNT)
    for match in CARD.finditer(text):
        if is_card(match[0]):
            yield group_span(match, PersonalKind.ACCOUNT)


def iban_length(written: str) -> int:
    """How many of the signs are an IBAN; the pattern may run on into the next word. 0: none."""
    signs = [place for place, sign in enumerate(written) if sign.isalnum()]
    length = int(IBAN_LENGTHS.get(written[:2].upper(), len(signs) + 1))
    if len(signs) < length:
        return 0
    end = signs[length - 1] + 1
    letters = "".join(written[place] for place in signs[:length])
    runs_on = written[end : end + 1].isalnum()
    return 0 if runs_on or sum(map(str.isdigit, letters)) < FEWEST_DIGITS or not is_iban(letters) else end


def is_iban(letters: str) -> bool:
    """The checksum of ISO 13616, over letters and digits without spaces."""
    digits = "".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])
    return int(digits) % 97 == 1


def is_card(written: str) -> bool:
    """Luhn's checksum, and a beginning that cards have."""
    digits = [int(digit) for digit in written if digit.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[::2]]
    return digits[0] in {2, 3, 4, 5, 6} and (sum(doubled) + sum(digits[1::2])) % 10 == 0

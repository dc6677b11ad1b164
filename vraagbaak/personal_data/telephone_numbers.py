"""Telephone numbers, Dutch and foreign, in any notation."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, before

SEPARATOR = r"[ .\-/()\u2013\u00a0]"
TELEPHONE = re.compile(
    rf"(?<![\w+#€])(?<!\d[.,:/-])(?:\+{SEPARATOR}?\d|\(?[0Oo])(?:{SEPARATOR}{{0,3}}\d){{6,17}}(?![\w])"
)
LOCAL_TELEPHONE = re.compile(
    r"(?<!\w)(?i:tel|telefoon|telefoonnummer|telefoonnr|telnr|phone)[.:]?\s?(?:is\s)?"
    r"[1-9](?:[ .-]?\d){5,7}(?!\w|[.,]\d)"
)
TELEPHONE_WORDS = re.compile(
    r"(?<!\w)(?i:tel|telefoon\w*|bel|bellen|belt|gebeld|gsm|mobiel\w*|mob|handy|phone|call|bereikbaar|bereiken|whatsapp"
    r"|app|appen|sms|nummer|fax|number)(?!\w)"
)
NO_TELEPHONE = re.compile(
    r"(?i:isbn|issn|ean|gtin|kvk|kamer van koophandel|artikelnummer|bestelcode|€|eur|imei)\W{0,3}"
    r"(?:-?nummer|-?nr\.?)?\W{0,4}$"
)
DATE_OR_TIMES = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|\d{2}[.:]\d{2} ?[-\u2013/] ?\d{2}[.:]\d{2}"
)
PUBLIC_PREFIXES = ("0800", "0900", "0906", "0909")
NEIGHBOURS = ("BE", "DE", "FR", "GB")


def telephone_numbers(text: str) -> Iterator[Span]:
    """Dutch and foreign ones in any notation, except public service numbers such as 0800."""
    for match in TELEPHONE.finditer(text):
        line = before(text, match.start(), 40)
        if NO_TELEPHONE.search(line) or DATE_OR_TIMES.match(match[0]):
            continue
        if length := telephone_length(match[0], is_named=bool(TELEPHONE_WORDS.search(line))):
            yield Span(match.start(), match.start() + length, PersonalKind.TELEPHONE)
    for match in LOCAL_TELEPHONE.finditer(text):
        digits = re.search(r"\d", match[0])
        yield Span(match.start() + digits.start(), match.end(), PersonalKind.TELEPHONE)  # type: ignore[union-attr]


def telephone_length(written: str, *, is_named: bool) -> int:
    """How many of the characters are a number; what follows a space may be another one. 0: it is none."""
    ends = [len(written), *(m.start() for m in re.finditer(rf"{SEPARATOR}+", written))]
    longest_first = sorted(ends, reverse=True)
    for with_neighbours in {False, is_named}:
        for end in longest_first:
            if is_telephone_number(written[:end], is_named=with_neighbours):
                return end
    return 0


def is_telephone_number(written: str, *, is_named: bool) -> bool:
    digits = re.sub(r"\D", "", written.replace("(0)", "").replace("O", "0").replace("o", "0"))
    is_foreign = written.lstrip("(").startswith("+") or digits.startswith("00")
    if written.count("(") != written.count(")") or (digits.startswith(PUBLIC_PREFIXES) and not is_foreign):
        return False
    if is_foreign:
        return is_valid(f"+{digits.removeprefix('00')}", "NL")
    if not digits.startswith("0"):
        return False
    if is_valid(digits, "NL") or (len(digits) == 10 and digits.startswith("06")):
        return True
    return is_named and any(is_valid(digits, region) for region in NEIGHBOURS)


def is_valid(digits: str, region: str) -> bool:
    # Imported at first use: it is large, and most processes never look for a number.
    from phonenumbers import NumberParseException, PhoneNumberType, is_valid_number, number_type, parse

    try:
        number = parse(digits, region)
    except NumberParseException:
        return False
    public_types = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
    return bool(is_valid_number(number) and number_type(number) not in public_types)

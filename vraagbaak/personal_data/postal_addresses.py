"""Postal addresses of people."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.name_patterns import LETTER, PREFIXED, UPPER, WORD
from vraagbaak.personal_data.spans import Span, before, group_span
from vraagbaak.personal_data.words import (
    NO_NUMBERED_STREET,
    NO_STREET_FIRST,
    NO_STREETS,
    STREET_ENDINGS,
    folded,
)

# In lower case only without a space: "1111 na zessen" is the end of a telephone number.
POSTCODE = r"[1-9]\d{3}(?:[ \u00a0]?[A-Z]{2}|[a-z]{2})(?!\w)"
ADDITION = r"(?:[ -]?(?:bis|hs|huis|[IVX]{1,4}|[a-zA-Z]|\d{1,3})(?!\w)(?:-\d{1,3}(?!\w))?)?"
NUMBER = rf"[1-9]\d{{0,4}}{ADDITION}(?!\w)"
POSTCODE_FIRST = re.compile(
    rf"(?<!\w){POSTCODE}[,;]?\s{{0,2}}(?:(?i:en |huisnummer|huisnr\.?|nummer|nr\.?|no\.?|#)[ :]{{0,2}}){{0,2}}{NUMBER}"
)
NUMBER_FIRST = re.compile(rf"(?<![\w.,€])(?<!€ ){NUMBER},?[ \t]{{0,2}}\n?[ \t]{{0,2}}{POSTCODE}")
LONE_POSTCODE = re.compile(rf"(?<!\w){POSTCODE}")
OWN_POSTCODE_BEFORE = re.compile(
    r"(?<!\w)(?i:mijn|onze|my|our) (?i:postcode|zip ?code|postal code)(?: is| ?:)? ?$"
)
HOUSE_NUMBER_NEAR = re.compile(
    rf"\W{{1,3}}(?:{LETTER}{{1,12}}\W{{1,3}}){{0,3}}?(?i:huisnummer|huisnr\.?|nummer|nr\.?)[ :]{{0,2}}"
    rf"(?:(?i:is) )?({NUMBER})"
)
NO_POSTCODE = re.compile(
    r"\d+ ?(?:km|kg|ml|cm|mm|mb|gb|tb|kw|cc|px|ha|BW|KM|KG|MB|GB|EU|SA|SD|SS)$"
    r"|(?:19|20)\d\d (?:EN|OF|IN|OP|EU|BV|NV|TM)$"
)
BOX_BEFORE = re.compile(
    r"(?i:postbus|antwoordnummer|p\.?o\.? ?box|postfach|bus|stb\.?|stcrt\.?|artikel|art\.)[ .,]{0,3}$"
)
PUBLIC_BEFORE = re.compile(
    r"(?i:bezoekadres|postadres|gemeentehuis|stadhuis|stadskantoor|raadhuis|milieustraat|hoofdkantoor|publieksbalie"
    r"|visiting address|town hall|city hall|servicepunt|wijkcentrum|buurthuis)"
)
STREET_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{PREFIXED}{WORD}|\d{{1,2}}e)[ \u00a0]){{1,5}}"
    r"(?:(?i:huisnummer|huisnr\.?|nr\.?|nummer)[ :]{0,2})?$"
)
ARTICLES = {"De", "Het", "Een"}
STREET = re.compile(
    rf"(?<!\w)(?:(?:\d{{1,2}}e|[{UPPER}][\w.'\u2019]{{0,20}}|van|de|den|der|het|'t|ter|ten)[ \u00a0]){{0,5}}"
    rf"(?P<street>[{UPPER}][\w'\u2019.-]{{0,40}}(?: 19\d\d(?= n))?)[ \u00a0]"
    rf"(?:(?i:nr\.?|nummer|huisnummer) ?)?(?P<number>{NUMBER})"
)
NUMBER_STREET = re.compile(
    rf"(?<!\w){NUMBER} (?:{WORD} ){{1,3}}(?:Street|Road|Avenue|Lane|Drive|Close|Square)(?!\w)"
)
LIVING_BEFORE = re.compile(
    r"(?<!\w)(?i:woon\w*|wonen\w*|woning\w*|wonend\w*|adres|huisadres|huis|verhuis\w*|verhuiz\w*|appartement|flat|studio"
    r"|kamer|bezorg\w*|bezorgen|thuis|perceel|pand|buren|bewoner|huur\w*|koop\w*|eigenaar|gekocht|lantaarn\w*"
    r"|container\w*|kliko|gelegen|live[sd]?|living|house|address|moved|moving|wohne|wohnt|adresse|ingeschreven)(?!\w)"
)
YEAR = re.compile(r"(?:19|20)\d\d$")


def postcodes_with_number(text: str) -> Iterator[Span]:
    for match in POSTCODE_FIRST.finditer(text):
        if not is_no_postcode(match[0][:7]) and not is_public(text, match.start()):
            yield group_span(match, PersonalKind.ADDRESS)
    for match in NUMBER_FIRST.finditer(text):
        if not is_no_postcode(match[0]) and not is_public(text, match.start()):
            yield Span(with_street(text, match.start()), match.end(), PersonalKind.ADDRESS)
    for match in LONE_POSTCODE.finditer(text):
        if near := HOUSE_NUMBER_NEAR.match(text, match.end(), match.end() + 50):
            yield group_span(match, PersonalKind.ADDRESS)
            yield group_span(near, PersonalKind.ADDRESS, 1)
        elif OWN_POSTCODE_BEFORE.search(before(text, match.start())):
            yield group_span(match, PersonalKind.ADDRESS)


def is_no_postcode(written: str) -> bool:
    found = LONE_POSTCODE.search(written)
    return bool(found and NO_POSTCODE.search(found[0]))


def is_public(text: str, position: int) -> bool:
    """Whether it is an organisation's: a post office box, or a building open to everyone."""
    line = before(text, position)
    return bool(BOX_BEFORE.search(line) or PUBLIC_BEFORE.search(line))


def with_street(text: str, position: int) -> int:
    """Where the street before the number at `position` begins."""
    found = STREET_BEFORE.search(before(text, position))
    if not found:
        return position
    words = re.findall(r"\S+\s+", found[0])
    if words and words[0].strip() in ARTICLES and "van " in words:
        words = words[words.index("van ") :]
    while words and (words[0][0].islower() or folded(words[0].strip(" .,:")) in NO_STREET_FIRST):
        words.pop(0)
    return position - sum(map(len, words))


def streets_with_number(text: str) -> Iterator[Span]:
    """Streets, recognised by their name or by what comes before: "Ik woon op Korenbloem 18"."""
    for match in STREET.finditer(text):
        if is_home(text, match) and not is_public(text, match.start()):
            start = with_street(text, match.start("number"))
            yield Span(min(start, match.start("street")), match.end(), PersonalKind.ADDRESS)
    for match in NUMBER_STREET.finditer(text):
        yield group_span(match, PersonalKind.ADDRESS)


def is_home(text: str, match: re.Match[str]) -> bool:
    street, number = folded(match["street"].strip(".")), match["number"]
    if street in NO_NUMBERED_STREET or YEAR.match(number):
        return False
    if street.endswith(STREET_ENDINGS) and street not in NO_STREETS:
        return True
    return bool(LIVING_BEFORE.search(before(text, match.start("street"), 70)))

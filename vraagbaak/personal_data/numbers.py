"""Numbers by which one person is known: of the state, and of the office itself."""

import re
from collections.abc import Iterable, Iterator

from stdnum.nl import bsn

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, after, before, group_span

NINE_DIGITS = re.compile(
    r"(?<![\w])(?<!\d[.,:/-])(?:\d{4}[ .]\d{2}[ .]\d{3}|\d{3}([ .-])\d{3}\1\d{3}|\d{9})(?!\w|,\d|[.-]\d)"
)
NAMED_BSN = re.compile(
    r"(?<!\w)(?i:bsn|burgerservicenummer|burger service nummer|sofi-?nummer)(?:[ -]?(?:nummer|nr\.?))?"
    r"\)?[ :=]{0,3}(?:(?i:is|van mij is|was|nummer) ?:? ?)?"
    r"(\d(?:[ .-]?\d){7,8})(?!\w)"
)
NO_BSN_BEFORE = re.compile(
    r"(?i:rsin|kvk|btw|isbn|€|eur|artikelnummer|bestelnummer|ordernummer|vestigingsnummer|productnummer|fiscaal nummer)"
    r"(?:-?nummer|-?nr\.?)?\W{0,4}(?:is\W{1,3})?$"
)
NO_BSN_AFTER = re.compile(r"\W{0,2}(?i:euro|eur|inwoners|stuks|keer|dollar|mensen|km|bytes)(?!\w)")
CONTEXT_NUMBER = re.compile(
    r"(?<!\w)(?i:(?:klant|lidmaatschaps?|lid|leden|relatie|dossier|zaak|polis|pati[eë]nt(?:en)?|cli[eë]nt(?:en)?"
    r"|contract|debiteur(?:en)?|huurders?|deelnemers?|studenten?|personeels?|vreemdelingen|v|paspoort|rijbewijs"
    r"|document|identiteitskaart|id-kaart|meldings?|aanvraag|factuur|bestel|order|referentie|abonnee|pas)-?"
    r"(?:nummer|nr\.?|no\.?)|(?:uw |ons |mijn )?kenmerk|(?:customer|client|member(?:ship)?|case|reference|policy"
    r"|passport|invoice|order) (?:number|no\.?|nr\.?|id)|(?:kunden|mitglieds|akten|vorgangs)nummer|aktenzeichen)"
    r"[ ]?(?:\(?(?i:is|was|van mij is|van mij|lautet|ist)\)?[ ]?)?[:=#]?[ ]?"
    r"((?=[\w./-]{0,20}\d)[A-Za-z0-9][A-Za-z0-9./-]{2,22}[A-Za-z0-9])"
)
FEWEST_NUMBER_DIGITS = 4
REGISTERED = re.compile(
    r"(?<!\w)(?i:(?:ik ben|als|ben ik|wij zijn) (?:al |nog )?(?:lid|klant|huurder)(?: nummer| nr\.?)?"
    r"|(?:ingeschreven|geregistreerd|bekend)(?: staat?)? onder(?: het)? nummer) (\d[\d.-]{2,12}\d)(?!\w)"
)
MAX_PATTERN_LENGTH, MAX_PATTERNS = 60, 50
SEPARATORS = " -\u2013./_"


def citizen_service_numbers(text: str) -> Iterator[Span]:
    """Nine digits that pass the eleven test, and whatever a text calls a BSN."""
    for match in NINE_DIGITS.finditer(text):
        if NO_BSN_BEFORE.search(before(text, match.start(), 30)):
            continue
        if bsn.is_valid(match[0]) and not NO_BSN_AFTER.match(after(text, match.end())):
            yield group_span(match, PersonalKind.BSN)
    for match in NAMED_BSN.finditer(text):
        yield group_span(match, PersonalKind.BSN, 1)


def numbers_of_office(text: str, patterns: Iterable[str]) -> Iterator[Span]:
    """What has one of the office's patterns: `#` is a digit, `@` a letter, all else stands for itself."""
    for pattern in list(patterns)[:MAX_PATTERNS]:
        if expression := compiled(pattern.strip()):
            for match in expression.finditer(text):
                yield group_span(match, PersonalKind.NUMBER)


def compiled(pattern: str) -> re.Pattern[str] | None:
    """Of fixed length, so that no pattern of an office can be slow. With a letter in it, the separators may be
    others or lack; digits alone count as they are written, since a date or a price soon looks like them."""
    if len(pattern) > MAX_PATTERN_LENGTH or not any(sign.isalnum() or sign in "#@" for sign in pattern):
        return None
    signs = {"#": r"\d", "@": r"[^\W\d_]"}
    inside = "".join(signs.get(sign, re.escape(sign)) for sign in pattern)
    if not any(sign.isalpha() or sign == "@" for sign in pattern):
        return re.compile(rf"(?<![^\W_])(?<!\d[.,/-]){inside}(?![^\W_]|[.,/-]\d)")
    signs |= dict.fromkeys(SEPARATORS, r"[ \-\u2013./_]?")
    inside = "".join(signs.get(sign, re.escape(sign)) for sign in pattern)
    return re.compile(rf"(?<![^\W_]){inside}(?![^\W_])", re.IGNORECASE)


def numbers_called_so(text: str) -> Iterator[Span]:
    """What a text calls a client's, member's or case number, or the number of a document."""
    for match in CONTEXT_NUMBER.finditer(text):
        if sum(map(str.isdigit, match[1])) >= FEWEST_NUMBER_DIGITS:
            yield group_span(match, PersonalKind.NUMBER, 1)
    for match in REGISTERED.finditer(text):
        yield group_span(match, PersonalKind.NUMBER, 1)

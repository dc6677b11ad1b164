"""Numbers that identify a person: citizen service numbers, and numbers of the office itself."""

import re
from collections.abc import Iterable, Iterator

from stdnum.nl import bsn

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, after, ascii_digits, before, group_span

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
MIN_NUMBER_DIGITS = 4
REGISTERED = re.compile(
    r"(?<!\w)(?i:(?:ik ben|als|ben ik|wij zijn) (?:al |nog )?(?:lid|klant|huurder)(?: nummer| nr\.?)?"
    r"|(?:ingeschreven|geregistreerd|bekend)(?: staat?)? onder(?: het)? nummer) (\d[\d.-]{2,12}\d)(?!\w)"
)
MAX_PATTERN_LENGTH, MAX_PATTERNS = 60, 50
SEPARATORS = " -\u2013./_"


def citizen_service_numbers(text: str) -> Iterator[Span]:
    """Nine digits that pass the eleven test (elfproef), and whatever a text calls a BSN."""
    for match in NINE_DIGITS.finditer(text):
        if NO_BSN_BEFORE.search(before(text, match.start(), 30)):
            continue
        if bsn.is_valid(ascii_digits(match[0])) and not NO_BSN_AFTER.match(after(text, match.end())):
            yield group_span(match, PersonalKind.BSN)
    for match in NAMED_BSN.finditer(text):
        yield group_span(match, PersonalKind.BSN, 1)


def numbers_of_office(text: str, patterns: Iterable[str]) -> Iterator[Span]:
    """Numbers with a pattern of the office: `#` is a digit, `@` a letter, anything else is literal."""
    for pattern in list(patterns)[:MAX_PATTERNS]:
        if expression := compiled(pattern.strip()):
            for match in expression.finditer(text):
                yield group_span(match, PersonalKind.NUMBER)


def compiled(pattern: str) -> re.Pattern[str] | None:
    """The pattern as a regular expression of fixed length, so that none can be slow.

    In a pattern with letters, separators may differ or be missing. Digits alone must be written exactly so: dates and
    prices easily look like them.
    """
    if len(pattern) > MAX_PATTERN_LENGTH or not any(
        character.isalnum() or character in "#@" for character in pattern
    ):
        return None
    characters = {"#": r"\d", "@": r"[^\W\d_]"}
    inside = "".join(characters.get(character, re.escape(character)) for character in pattern)
    if not any(character.isalpha() or character == "@" for character in pattern):
        return re.compile(rf"(?<![^\W_])(?<!\d[.,/-]){inside}(?![^\W_]|[.,/-]\d)")
    characters |= dict.fromkeys(SEPARATORS, r"[ \-\u2013./_]?")
    inside = "".join(characters.get(character, re.escape(character)) for character in pattern)
    return re.compile(rf"(?<![^\W_]){inside}(?![^\W_])", re.IGNORECASE)


def numbers_with_a_label(text: str) -> Iterator[Span]:
    """What a text calls a client, member or case number, or the number of a document."""
    for match in CONTEXT_NUMBER.finditer(text):
        if sum(map(str.isdigit, match[1])) >= MIN_NUMBER_DIGITS:
            yield group_span(match, PersonalKind.NUMBER, 1)
    for match in REGISTERED.finditer(text):
        yield group_span(match, PersonalKind.NUMBER, 1)

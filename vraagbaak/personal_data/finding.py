"""Finds what could identify the asker in a text (rule 14). By rules, for Dutch first; a person checks the result."""

from collections.abc import Iterable, Iterator

from vraagbaak.personal_data.account_numbers import account_numbers
from vraagbaak.personal_data.birth_dates import dates_of_birth
from vraagbaak.personal_data.email_addresses import email_addresses
from vraagbaak.personal_data.greetings import greeted_names, signed_names
from vraagbaak.personal_data.identifying_numbers import (
    citizen_service_numbers,
    numbers_of_office,
    numbers_with_a_label,
)
from vraagbaak.personal_data.known_names import known_names
from vraagbaak.personal_data.licence_plates import licence_plates
from vraagbaak.personal_data.own_details import without_own_details, words_of
from vraagbaak.personal_data.postal_addresses import postcodes_with_number, streets_with_number
from vraagbaak.personal_data.presented_names import names_with_initials, presented_names
from vraagbaak.personal_data.spans import Found, Span, merged, outside_urls
from vraagbaak.personal_data.telephone_numbers import telephone_numbers

REMOVED = "[…]"
RULES = (
    email_addresses,
    account_numbers,
    citizen_service_numbers,
    telephone_numbers,
    postcodes_with_number,
    streets_with_number,
    licence_plates,
    dates_of_birth,
    numbers_with_a_label,
)
NAMING_RULES = (presented_names, names_with_initials, greeted_names, signed_names)


def find_personal_data(
    text: str,
    *,
    names: Iterable[str] = (),
    number_patterns: Iterable[str] = (),
    own_details: Iterable[str] = (),
) -> list[Found]:
    """What could identify the asker, in the order of the text, without overlaps.

    `names` are known beforehand: those of the asker and the agents. `number_patterns` are the office's, with `#` for
    a digit and `@` for a letter. `own_details` are lines that the organisation itself publishes, and are left out.
    """
    details = list(own_details)
    spans = [
        *known_names(text, names),
        *unknown_names(text, details),
        *numbers_of_office(text, number_patterns),
        *(span for rule in RULES for span in rule(text)),
    ]
    # Merged first: where a postal address is not the organisation's own, neither is the postcode in it.
    kept = without_own_details(text, merged(outside_urls(text, spans)), details)
    return [Found(span.start, span.end, span.kind, text[span.start : span.end]) for span in kept]


def unknown_names(text: str, details: list[str]) -> Iterator[Span]:
    """Names that nobody told beforehand; a signature of the organisation itself is none."""
    own_words = {word for line in details for word in words_of(line)}
    for rule in NAMING_RULES:
        for span in rule(text):
            if not own_words.issuperset(words_of(text[span.start : span.end])):
                yield span


def without_personal_data(
    text: str,
    *,
    names: Iterable[str] = (),
    number_patterns: Iterable[str] = (),
    own_details: Iterable[str] = (),
) -> str:
    """The text with `[…]` in place of all personal data."""
    found = find_personal_data(text, names=names, number_patterns=number_patterns, own_details=own_details)
    for each in reversed(found):
        text = text[: each.start] + REMOVED + text[each.end :]
    return text

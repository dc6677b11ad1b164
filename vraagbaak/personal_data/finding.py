"""Finds in a text what could tell who asked (rule 14). Dutch first; rules, no guesses: a person reads it after."""

from collections.abc import Iterable, Iterator

from vraagbaak.personal_data.accounts import account_numbers
from vraagbaak.personal_data.births import dates_of_birth
from vraagbaak.personal_data.greetings import names_greeted, names_signed
from vraagbaak.personal_data.mailboxes import email_addresses
from vraagbaak.personal_data.names import names_known
from vraagbaak.personal_data.numbers import citizen_service_numbers, numbers_called_so, numbers_of_office
from vraagbaak.personal_data.own import without_own, words_of
from vraagbaak.personal_data.postal_addresses import postcodes_with_number, streets_with_number
from vraagbaak.personal_data.presented import names_presented, names_with_initials
from vraagbaak.personal_data.spans import Found, Span, outside_urls, united
from vraagbaak.personal_data.telephones import telephone_numbers
from vraagbaak.personal_data.vehicles import licence_plates

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
    numbers_called_so,
)
NAMING_RULES = (names_presented, names_with_initials, names_greeted, names_signed)


def find_personal_data(
    text: str,
    *,
    names: Iterable[str] = (),
    number_patterns: Iterable[str] = (),
    own_details: Iterable[str] = (),
) -> list[Found]:
    """What could tell who asked, in the order of the text; no two overlap.

    `names` are known beforehand: of the asker and the agents. `number_patterns` are those of the office, with `#`
    for a digit and `@` for a letter. `own_details` are lines that the organisation publishes itself, and stay.
    """
    details = list(own_details)
    spans = [
        *names_known(text, names),
        *unknown_names(text, details),
        *numbers_of_office(text, number_patterns),
        *(span for rule in RULES for span in rule(text)),
    ]
    # Where an address is not the organisation's own, neither is the postcode that goes with it.
    kept = without_own(text, united(outside_urls(text, spans)), details)
    return [Found(span.start, span.end, span.kind, text[span.start : span.end]) for span in kept]


def unknown_names(text: str, details: list[str]) -> Iterator[Span]:
    """A signature of the organisation itself is no name."""
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
    """`text` with `[…]` for all of it."""
    found = find_personal_data(text, names=names, number_patterns=number_patterns, own_details=own_details)
    for each in reversed(found):
        text = text[: each.start] + REMOVED + text[each.end :]
    return text

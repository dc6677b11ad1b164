"""E-mail addresses, also those that are spelled out to hide them from robots."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, group_span

AT = r"(?:@| ?[\[(](?:at|apenstaartje)[\])] ?)"
DOT = r"(?:\.| ?[\[(](?:dot|punt)[\])] ?)"
# Possessive quantifiers, and only from the beginning of a word: a long text without an @ takes a single pass.
EMAIL = re.compile(rf"(?<![\w.+-])[\w+-][\w.+-]*+(?<!\.){AT}[\w-]++(?:{DOT}[\w-]++)+", re.IGNORECASE)


def email_addresses(text: str) -> Iterator[Span]:
    for match in EMAIL.finditer(text):
        yield group_span(match, PersonalKind.EMAIL)

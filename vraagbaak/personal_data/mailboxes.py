"""E-mail addresses, also those that are spelt out for robots not to find."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, group_span

AT = r"(?:@| ?[\[(](?:at|apenstaartje)[\])] ?)"
DOT = r"(?:\.| ?[\[(](?:dot|punt)[\])] ?)"
# Possessive, and only from the beginning of a word, so that a long text without an @ costs a single pass.
EMAIL = re.compile(rf"(?<![\w.+-])[\w+-][\w.+-]*+(?<!\.){AT}[\w-]++(?:{DOT}[\w-]++)+", re.IGNORECASE)


def email_addresses(text: str) -> Iterator[Span]:
    for match in EMAIL.finditer(text):
        yield group_span(match, PersonalKind.EMAIL)

"""Spans of a text, and how overlapping ones are merged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import decimal

from vraagbaak.personal_data.choices import PersonalKind

URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]++")
FOUND_IN_URLS = {PersonalKind.EMAIL, PersonalKind.NAME}
"""What also counts inside a web address; the numbers in it belong to the page."""


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True)
class Found:
    """A piece of personal data: where it is, what it is, and how it is written."""

    start: int
    end: int
    kind: PersonalKind
    text: str


def group_span(match: re.Match[str], kind: PersonalKind, group: int | str = 0) -> Span:
    return Span(match.start(group), match.end(group), kind)


def merged(spans: Iterable[Span]) -> list[Span]:
    """In the order of the text, without overlaps; of overlapping spans, the longest gives the kind."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = merged_pair(joined[-1], span)
        else:
            joined.append(span)
    return joined


def merged_pair(one: Span, other: Span) -> Span:
    longest = max(one, other, key=lambda each: each.end - each.start)
    return Span(min(one.start, other.start), max(one.end, other.end), longest.kind)


def outside_urls(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    urls = [match.span() for match in URL.finditer(text)]
    for span in spans:
        inside = any(start <= span.start and span.end <= end for start, end in urls)
        if span.kind in FOUND_IN_URLS or not inside:
            yield span


def before(text: str, position: int, characters: int = 60) -> str:
    """At most so many characters before `position`, on the same line."""
    return text[max(0, position - characters) : position].rpartition("\n")[2]


def after(text: str, position: int, characters: int = 30) -> str:
    return text[position : position + characters].partition("\n")[0]


def ascii_digits(number: str) -> str:
    """The digits alone, whichever script they were typed in, as the checks of numbers want them."""
    return "".join(str(decimal(character)) for character in number if character.isdecimal())

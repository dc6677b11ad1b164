"""Places in a text, and how those that overlap become one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vraagbaak.personal_data.choices import PersonalKind

URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]++")
IN_ADDRESSES_OF_SITES = {PersonalKind.EMAIL, PersonalKind.NAME}
"""What is looked for in the address of a web page too; the numbers in it belong to the page."""


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True)
class Found:
    """A piece of personal data: where it stands, what it is, and how it is written."""

    start: int
    end: int
    kind: PersonalKind
    text: str


def group_span(match: re.Match[str], kind: PersonalKind, group: int | str = 0) -> Span:
    return Span(match.start(group), match.end(group), kind)


def united(spans: Iterable[Span]) -> list[Span]:
    """In the order of the text, each sign in one span; where several overlap, the longest gives the kind."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = both(joined[-1], span)
        else:
            joined.append(span)
    return joined


def both(one: Span, other: Span) -> Span:
    longest = max(one, other, key=lambda each: each.end - each.start)
    return Span(min(one.start, other.start), max(one.end, other.end), longest.kind)


def outside_urls(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    urls = [match.span() for match in URL.finditer(text)]
    for span in spans:
        inside = any(start <= span.start and span.end <= end for start, end in urls)
        if span.kind in IN_ADDRESSES_OF_SITES or not inside:
            yield span


def before(text: str, position: int, signs: int = 60) -> str:
    """What stands on the same line, at most so many signs, before `position`."""
    return text[max(0, position - signs) : position].rpartition("\n")[2]


def after(text: str, position: int, signs: int = 30) -> str:
    return text[position : position + signs].partition("\n")[0]

"""Details that an organisation publishes about itself, which may therefore stay."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span
from vraagbaak.personal_data.words import folded

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class OwnDetails:
    """The lines as words, and without separators."""

    lines: tuple[tuple[str, ...], ...]
    compact: frozenset[str]

    def covers(self, text: str, span: Span) -> bool:
        """Whether the span is one of the details or a part of one, in any notation."""
        written = text[span.start : span.end]
        if compact(written) in self.compact:
            return True
        words = words_of(written)
        return any(is_part(words, line) for line in self.lines)

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where whole lines occur in the text; a name in them is the organisation's."""
        words = [(match.start(), match.end(), folded(match[0])) for match in WORD.finditer(text)]
        return [
            (words[position][0], words[position + len(line) - 1][1])
            for line in self.lines
            for position in range(len(words) - len(line) + 1)
            if words[position][2] == line[0]
            and all(words[position + n][2] == each for n, each in enumerate(line))
        ]


def own_details_in(details: Iterable[str]) -> OwnDetails:
    kept = [line for line in details if words_of(line)]
    return OwnDetails(tuple(words_of(line) for line in kept), frozenset(map(compact, kept)))


def without_own_details(text: str, spans: Iterable[Span], details: Iterable[str]) -> list[Span]:
    kept = own_details_in(details)
    if not kept.lines:
        return list(spans)
    named = kept.names(text)
    return [span for span in spans if not is_own_detail(text, span, kept, named)]


def is_own_detail(text: str, span: Span, details: OwnDetails, named: list[tuple[int, int]]) -> bool:
    if span.kind == PersonalKind.NAME:
        return any(start <= span.start and span.end <= end for start, end in named)
    return details.covers(text, span)


def words_of(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in WORD.findall(text))


def is_part(words: tuple[str, ...], line: tuple[str, ...]) -> bool:
    return any(
        line[position : position + len(words)] == words for position in range(len(line) - len(words) + 1)
    )


def compact(text: str) -> str:
    """Letters and digits only; a telephone number without its country code."""
    characters = "".join(
        character for character in folded(text).replace("(0)", "") if character.isalnum() or character in "+@"
    )
    return re.sub(r"^(?:\+|00)31", "0", characters)

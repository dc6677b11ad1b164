"""Texts with personal data removed, in such a way that each piece can be restored.

A piece is replaced by a marker with its number, so that it is recognised however the text is edited meanwhile.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.finding import REMOVED
from vraagbaak.personal_data.spans import Found

MARKER = re.compile(r"\[…\d{1,4}\]")


@dataclass(frozen=True)
class Removal:
    """One piece of personal data, wherever it occurs in the text."""

    number: int
    kind: PersonalKind
    text: str

    @property
    def marker(self) -> str:
        return f"[…{self.number}]"

    @property
    def key(self) -> str:
        """Identifies it in a form."""
        return str(self.number)


@dataclass(frozen=True)
class Segment:
    """A part of the original text, removed or not."""

    text: str
    removal: Removal | None = None


@dataclass(frozen=True)
class MarkedText:
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The text with a marker for each piece."""
        return "".join(each.removal.marker if each.removal else each.text for each in self.segments)

    @property
    def removals(self) -> list[Removal]:
        return list(dict.fromkeys(each.removal for each in self.segments if each.removal))

    def settle(self, text: str, *, back: Collection[str], was_back: Collection[str]) -> str:
        """The edited `text`, with the pieces in `back` restored, and those that were restored before removed again."""
        for each in self.removals:
            if each.key in back:
                text = text.replace(each.marker, each.text)
            elif each.key in was_back:
                text = taken_out(text, each)
        return text


def taken_out(text: str, removal: Removal) -> str:
    return re.sub(rf"(?<!\w){re.escape(removal.text)}(?!\w)", lambda _match: removal.marker, text)


def marked(texts: Iterable[tuple[str, Sequence[Found]]], *, between: str = "\n") -> MarkedText:
    """The texts joined, with one numbering; the same piece has the same number everywhere."""
    removals: dict[tuple[PersonalKind, str], Removal] = {}
    segments: list[Segment] = []
    for text, found in texts:
        if segments:
            segments.append(Segment(between))
        segments += segments_of(text, found, removals)
    return MarkedText(tuple(segments))


def segments_of(
    text: str, found: Sequence[Found], removals: dict[tuple[PersonalKind, str], Removal]
) -> list[Segment]:
    segments, position = [], 0
    for each in found:
        known = removals.setdefault((each.kind, each.text), Removal(len(removals) + 1, each.kind, each.text))
        segments += [Segment(text[position : each.start]), Segment(each.text, known)]
        position = each.end
    return [segment for segment in [*segments, Segment(text[position:])] if segment.text]


def without_markers(text: str) -> str:
    """For readers of the page, who need no numbers of removed pieces."""
    return MARKER.sub(REMOVED, text)

"""The Whoosh schema: a field of words per language, one for autocompletion, columns for filters and order.

All search fields of an object share one Whoosh field, so a word costs one posting list however many fields
there are, and the words of one question may be spread over title and body. This is BM25F taken literally: a
term's weight is the sum over the fields of boost x frequency, each divided by that field's own length, and is
saturated once, when it is scored. The length is measured against a fixed `TYPICAL_LENGTH` instead of the
average, so that a weight never has to be written again when other documents change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from whoosh import columns, fields

from vraagbaak.search.analysis import LANGUAGES, PLAIN, Word, words

TYPICAL_LENGTH = 100
LENGTH_WEIGHT = 0.5

# A position tells the field (high bits) and the place in it, so that a query can be held to some fields.
FIELD_BITS = 20
LONGEST_TEXT = 2**FIELD_BITS - 100
GAP = 10

LONGEST_PREFIX = 20
WHOLE = "="

ID = "id"
PK = "pk"
TYPES = "types"
LANGUAGE = "language"
PREFIX = "prefix"

Segments = list[tuple[int, str, float]]


def text_field(language: str) -> str:
    return f"text_{language}"


def column_field(path: str) -> str:
    return "f_" + re.sub(r"\W", "_", path)


class WordField(fields.TEXT):
    """A field whose value is a list of (field number, text, boost)."""

    def __init__(self, language: str) -> None:
        super().__init__(phrase=True)
        self.language = language
        # The lengths are in the weights already; Whoosh only commits faster when it can look them up.
        self.scorable = True

    def index(self, value: Segments, **kwargs: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        positions: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, float] = defaultdict(float)
        next_place: dict[int, int] = {}
        for number, text, boost in sorted(value, key=lambda segment: segment[0]):
            place = next_place.get(number, 0)
            found = list(words(text, self.language))
            share = boost / (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * len(found) / TYPICAL_LENGTH)
            for word in found:
                if place > LONGEST_TEXT:
                    break
                for term, offset, part in self.terms(word):
                    positions[term].append((number << FIELD_BITS) + place + offset)
                    weights[term] += share * part
                place += len(word.parts)
            next_place[number] = place + GAP
        for term, places in positions.items():
            yield term.encode(), len(places), weights[term], self.format.encode(sorted(places))

    def terms(self, word: Word) -> Iterator[tuple[str, int, float]]:
        """(term, places after the word's own, share of the weight)."""
        for offset, part in enumerate(word.parts):
            yield part, offset, 1.0
        if word.joined:
            # At both ends, so that a phrase may lead into the joined word and out of it.
            yield word.joined, 0, 1.0
            if len(word.parts) > 1:
                yield word.joined, len(word.parts) - 1, 0.0


class PrefixField(WordField):
    """Every beginning of every word, and the whole word under its own mark."""

    def __init__(self) -> None:
        super().__init__(PLAIN)

    def terms(self, word: Word) -> Iterator[tuple[str, int, float]]:
        for term, offset, share in super().terms(word):
            yield term + WHOLE, offset, share
            for length in range(1, min(len(term), LONGEST_PREFIX) + 1):
                # The nearer the beginning is to the whole word, the better the match.
                yield term[:length], offset, share * (0.5 + 0.5 * length / len(term))


def column() -> fields.COLUMN:
    # Whoosh may write stored offsets in a narrower type than it reads them; lengths alone are safe.
    return fields.COLUMN(columns.VarBytesColumn(allow_offsets=False))


def base_schema() -> fields.Schema:
    schema = fields.Schema(**{ID: fields.ID(), PREFIX: PrefixField()})
    for language in LANGUAGES:
        schema.add(text_field(language), WordField(language))
    for name in (PK, TYPES, LANGUAGE):
        schema.add(name, column())
    return schema

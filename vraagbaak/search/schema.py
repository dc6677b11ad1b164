"""The Whoosh schema: per language a field for words, one for the words of titles and one for whole texts; one field
for unfinished words; and columns.

All search fields of an object share one Whoosh field, so a word costs one posting list however many fields there are,
and the words of a query may be spread over title and body. This is BM25F taken literally: a term's weight is the sum
over the fields of boost x frequency, each divided by the length of that field, and is saturated once, at scoring. The
length is relative to a fixed `TYPICAL_LENGTH` instead of the average, so that a weight need not be rewritten when other
documents change.
"""

import re
from hashlib import blake2b

from whoosh import columns, fields, formats

from vraagbaak.search.analysis import LANGUAGES, PLAIN, Word, analysed, written_words
from vraagbaak.search.postings import Entry

TYPICAL_LENGTH = 100
LENGTH_WEIGHT = 0.4
MIN_LENGTH = 4

# A position holds the field (high bits) and the position in it, so that a query can be limited to some fields.
FIELD_BITS = 20
MAX_TEXT_LENGTH = 2**FIELD_BITS - 100
GAP = 10

MAX_WHOLE_LENGTH = 30
"""The most words of a text that can be found as a whole."""

ID = "id"
PK = "pk"
TYPES = "types"
LANGUAGE = "language"
PREFIX = "prefix"

Segments = list[tuple[int, str, float]]
"""Texts as (field number, text, boost)."""

Forms = dict[str, str]
"""Words as written, each with the term that finds it."""


def text_field(language: str) -> str:
    return f"text_{language}"


def head_field(language: str) -> str:
    return f"head_{language}"


def whole_field(language: str) -> str:
    return f"whole_{language}"


def column_field(path: str) -> str:
    return "f_" + re.sub(r"\W", "_", path)


class WordField(fields.FieldType):
    """A field whose value is a list of `Segments`; written by `writing`, not by Whoosh's own analysis."""

    indexed = True
    stored = False
    unique = False
    vector = None
    scorable = False

    def __init__(self, language: str) -> None:
        self.analyzer = None
        self.format = formats.Positions()
        self.language = language

    def entries(self, value: Segments) -> tuple[dict[str, Entry], Forms]:
        """Each term of the texts with its weight and positions."""
        entries: dict[str, Entry] = {}
        found_by: Forms = {}
        next_position: dict[int, int] = {}
        for number, text, boost in value:
            position = next_position.get(number, number << FIELD_BITS)
            found = [analysed(word, self.language) for word in written_words(text)]
            share = boost / (max(len(found), MIN_LENGTH) / TYPICAL_LENGTH) ** LENGTH_WEIGHT
            last = (number << FIELD_BITS) + MAX_TEXT_LENGTH
            for parts, joined, forms in found:
                for offset, term in enumerate(parts):
                    _note(entries, term, share, position + offset)
                if joined:
                    # At both ends, so that a phrase may begin or end with the joined word.
                    _note(entries, joined, share, position)
                    if len(parts) > 1:
                        _note(entries, joined, 0.0, position + len(parts) - 1)
                found_by.update(zip(forms, parts, strict=True))
                position += len(parts)
                if position > last:
                    break
            next_position[number] = position + GAP
        return entries, found_by


class WholeField(WordField):
    """Each text that is not too long, as a single term."""

    def entries(self, value: Segments) -> tuple[dict[str, Entry], Forms]:
        entries: dict[str, Entry] = {}
        for number, text, boost in value:
            key = whole_key([part for word in _first_words(text, self.language) for part in word])
            if key:
                _note(entries, key, boost, number << FIELD_BITS)
        return entries, {}


def _first_words(text: str, language: str) -> list[tuple[str, ...]]:
    return [analysed(word, language)[0] for word in written_words(text[:1000])[: MAX_WHOLE_LENGTH + 1]]


def whole_key(parts: list[str]) -> str:
    """The single term for a text of these words; "" for no words or too many."""
    if not 0 < len(parts) <= MAX_WHOLE_LENGTH:
        return ""
    return blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


def whole_key_of(words: list[Word]) -> str:
    return whole_key([part for word in words for part in word.parts])


def _note(entries: dict[str, Entry], term: str, weight: float, position: int) -> None:
    entry = entries.get(term)
    if entry is None:
        entries[term] = [weight, position]
    else:
        entry[0] += weight
        entry.append(position)


def column() -> fields.COLUMN:
    return fields.COLUMN(columns.VarBytesColumn())


def base_schema() -> fields.Schema:
    schema = fields.Schema(**{PREFIX: WordField(PLAIN)})
    for language in LANGUAGES:
        schema.add(text_field(language), WordField(language))
        schema.add(head_field(language), WordField(language))
        schema.add(whole_field(language), WholeField(language))
    for name in (ID, PK, TYPES, LANGUAGE):
        schema.add(name, column())
    return schema

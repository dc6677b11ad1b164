"""Synonyms, supplied by the project: pairs of what is typed and what it also means.

The option SYNONYMS names a function that takes a language and returns the pairs. It is called at every search, so a
change takes effect at once; its result is prepared once, as long as it stays the same object.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.module_loading import import_string

from vraagbaak.search.analysis import PLAIN, words

Pairs = tuple[tuple[str, str], ...]
Source = Callable[[str], Pairs]
Terms = tuple[str, ...]

MAX_SIDE_WORDS = 8
"""The most words on one side of a pair."""
MAX_MEANINGS = 20
"""Per expression, so that a search stays fast."""


class Meaning(NamedTuple):
    """The words from `start` up to `stop` of a query also mean `terms`."""

    start: int
    stop: int
    terms: Terms


class Synonyms:
    """The pairs of one language, prepared. Meanings of meanings are not looked up, so circular pairs do no harm."""

    def __init__(self, pairs: Pairs, language: str) -> None:
        self.pairs = pairs
        self._meanings: dict[Terms, dict[Terms, None]] = defaultdict(dict)
        for written, meaning in pairs:
            left, right = _terms(written, language), _terms(meaning, language)
            if 0 < len(left) <= MAX_SIDE_WORDS and 0 < len(right) <= MAX_SIDE_WORDS and left != right:
                self._meanings[left][right] = None
        self._longest = max(map(len, self._meanings), default=0)

    def meanings(self, terms: Sequence[str]) -> Iterator[Meaning]:
        """What parts of a query also mean."""
        for start in range(len(terms)):
            for stop in range(start + 1, min(start + self._longest, len(terms)) + 1):
                found = list(self._meanings.get(tuple(terms[start:stop]), ()))[:MAX_MEANINGS]
                yield from (Meaning(start, stop, meaning) for meaning in found)


NO_SYNONYMS = Synonyms((), PLAIN)


class SynonymSource:
    """Calls the project's function, and keeps what was prepared as long as it returns the same object."""

    def __init__(self, source: Source | None) -> None:
        self._source = source
        self._prepared: dict[str, Synonyms] = {}

    def synonyms(self, language: str) -> Synonyms:
        if self._source is None:
            return NO_SYNONYMS
        pairs = self._source(language)
        prepared = self._prepared.get(language)
        if prepared is None or prepared.pairs is not pairs:
            prepared = self._prepared[language] = Synonyms(pairs, language)
        return prepared


@lru_cache
def source_at(path: str) -> SynonymSource:
    """The source that a dotted path names, or none for ""; one for the whole process."""
    return SynonymSource(import_string(path) if path else None)


def _terms(text: str, language: str) -> Terms:
    return tuple(part for word in words(text, language) for part in word.parts)

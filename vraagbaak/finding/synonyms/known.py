"""Finds pairs of expressions that exist already, so that none is stored twice."""

from collections.abc import Iterable
from typing import NamedTuple

from vraagbaak.finding.synonyms.expressions import Key, key
from vraagbaak.finding.synonyms.models import Synonym


class Taken(NamedTuple):
    """An existing pair, and the synonym or line of the list that holds it."""

    written: str
    means: str
    place: str


class KnownPairs:
    """The pairs of one language, compared as the search engine compares them."""

    def __init__(self, language: str, synonyms: Iterable[Synonym] = ()) -> None:
        self.language = language
        self._places: dict[tuple[Key, Key], str] = {}
        for synonym in synonyms:
            self.add(synonym, place=str(synonym))

    def add(self, synonym: Synonym, *, place: str) -> None:
        for pair in self._keys(synonym):
            self._places.setdefault(pair, place)

    def taken(self, synonym: Synonym) -> Taken | None:
        """The first pair of `synonym` that exists already."""
        for (written, means), pair in zip(synonym.pairs, self._keys(synonym), strict=True):
            if pair in self._places:
                return Taken(written, means, self._places[pair])
        return None

    def _keys(self, synonym: Synonym) -> list[tuple[Key, Key]]:
        return [(key(written, self.language), key(means, self.language)) for written, means in synonym.pairs]


def known_pairs(language: str, *, without: Synonym | None = None) -> KnownPairs:
    """Those in the database, except those of the synonym that is being changed."""
    synonyms = Synonym.objects.in_language(language)
    if without is not None and without.pk:
        synonyms = synonyms.exclude(pk=without.pk)
    return KnownPairs(language, synonyms)

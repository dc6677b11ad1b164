"""What a query sees of one segment, and how matches are scored: BM25F, see `schema`."""

from math import log
from typing import NamedTuple, Protocol

import numpy as np

from vraagbaak.search.arrays import Array
from vraagbaak.search.columns import Docs
from vraagbaak.search.schema import FIELD_BITS
from vraagbaak.search.segments import Words
from vraagbaak.search.store import Leaf, Snapshot

SATURATION = 3.0
"""BM25's k1: how quickly repetitions of a word stop adding to the score."""


class Matches(NamedTuple):
    """Documents in order, each once, with their scores."""

    docs: Array
    scores: Array


NONE = Matches(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class View(NamedTuple):
    """What a query may see of one segment: one Whoosh field, some documents, perhaps only some search fields."""

    snapshot: Snapshot
    leaf: Leaf
    field: str
    docs: Docs
    numbers: frozenset[int] | None = None

    @property
    def words(self) -> Words:
        return self.leaf.segment.words(self.field)

    @property
    def size(self) -> int:
        return self.leaf.segment.size

    def term(self, term: str) -> Matches:
        docs, weights = self.postings(term)
        return Matches(docs, saturated(weights, self.rarity(term))) if len(docs) else NONE

    def postings(self, term: str) -> tuple[Array, Array]:
        """(document, weight) for the documents and fields in view."""
        number = self.words.number(term)
        if number < 0:
            return NONE
        docs = self.words.docs(number, number + 1)
        weights = self.words.weights(number, number + 1)
        if self.numbers is not None:
            weights = weights * self._share_in_numbers(number)[docs]
        kept = self.docs[docs] & (weights > 0)
        return docs[kept], weights[kept]

    def positions(self, term: str) -> tuple[Array, Array]:
        """(document, position) of every occurrence in the documents and fields in view."""
        number = self.words.number(term)
        if number < 0:
            return NONE.docs, NONE.docs
        docs, positions = self.words.positions(number)
        kept = self.docs[docs]
        if self.numbers is not None:
            kept &= np.isin(positions >> FIELD_BITS, list(self.numbers))
        return docs[kept], positions[kept]

    def rarity(self, term: str) -> float:
        """BM25's idf; positive even for a word that every document has."""
        return rarity(self.snapshot.frequency(self.field, term), self.snapshot.size)

    def max_score(self, term: str) -> float:
        """The upper bound of the scores of this term."""
        return self.rarity(term) * (SATURATION + 1)

    def _share_in_numbers(self, number: int) -> Array:
        """Per document, the share of the occurrences that are in the fields in view."""
        docs, positions = self.words.positions(number)
        counted = np.isin(positions >> FIELD_BITS, list(self.numbers or ()))
        inside = np.bincount(docs[counted], minlength=self.size)
        return (inside / np.maximum(np.bincount(docs, minlength=self.size), 1)).astype(np.float32)


def rarity(having: int, size: int) -> float:
    return log(1 + (size - having + 0.5) / (having + 0.5)) if having else 0.0


def saturated(weights: Array, rarity: float) -> Array:
    scores: Array = np.float32(rarity * (SATURATION + 1)) * weights / (weights + np.float32(SATURATION))
    return scores


class Node(Protocol):
    def matches(self, view: View) -> Matches: ...

    def max_score(self, view: View) -> float:
        """The upper bound of the scores of this node."""
        ...


def where(scores: Array, there: Docs) -> Matches:
    """The documents of a set, with their scores from an array for all documents."""
    docs = np.flatnonzero(there)
    return Matches(docs, scores[docs])

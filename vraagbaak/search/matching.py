"""The query as a tree that scores documents.

Every node answers, for one segment, which documents match and how well. The formula is BM25F with the field
lengths already in the weights (see `schema`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import NamedTuple, Protocol

import numpy as np

from vraagbaak.search.arrays import Array
from vraagbaak.search.columns import Docs
from vraagbaak.search.schema import FIELD_BITS
from vraagbaak.search.segments import Words
from vraagbaak.search.store import Leaf, Snapshot

SATURATION = 3.0
"""BM25's k1: how fast repeating a word stops helping."""

SHORT_QUERY = 3
"""Up to so many words, documents with all of them come before all others, whatever else is true."""
COMPLETE = 0.3
"""What having all words of a longer query adds, as a share of the most they could score."""
COVERAGE = 0.3
"""How far the score follows the share of the telling words that a document has."""

MOST_BEGINNINGS = 10_000
"""Words that one beginning may stand for; only a first letter or two reaches it."""


class Matches(NamedTuple):
    """Documents in order, each once, with their scores."""

    docs: Array
    scores: Array


NONE = Matches(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class View(NamedTuple):
    """One segment, as far as a query may look: one Whoosh field, some documents, perhaps some fields."""

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

    def places(self, term: str) -> tuple[Array, Array]:
        """(document, place) of every occurrence in the documents and fields in view."""
        number = self.words.number(term)
        if number < 0:
            return NONE.docs, NONE.docs
        docs, places = self.words.places(number)
        kept = self.docs[docs]
        if self.numbers is not None:
            kept &= np.isin(places >> FIELD_BITS, list(self.numbers))
        return docs[kept], places[kept]

    def rarity(self, term: str) -> float:
        """BM25's idf; at least a little above nothing, also for a word that every document has."""
        return rarity(self.snapshot.frequency(self.field, term), self.snapshot.size)

    def best(self, term: str) -> float:
        """What no score of this term can exceed."""
        return self.rarity(term) * (SATURATION + 1)

    def _share_in_numbers(self, number: int) -> Array:
        """Per document, which part of the occurrences stands in the fields in view."""
        docs, places = self.words.places(number)
        counted = np.isin(places >> FIELD_BITS, list(self.numbers or ()))
        inside = np.bincount(docs[counted], minlength=self.size)
        return (inside / np.maximum(np.bincount(docs, minlength=self.size), 1)).astype(np.float32)


def rarity(having: int, size: int) -> float:
    return log(1 + (size - having + 0.5) / (having + 0.5)) if having else 0.0


def saturated(weights: Array, rarity: float) -> Array:
    scores: Array = np.float32(rarity * (SATURATION + 1)) * weights / (weights + np.float32(SATURATION))
    return scores


class Node(Protocol):
    def matches(self, view: View) -> Matches: ...

    def best(self, view: View) -> float:
        """What no score of this node can exceed."""
        ...


@dataclass(frozen=True)
class Everything:
    def matches(self, view: View) -> Matches:
        docs = np.flatnonzero(view.docs)
        return Matches(docs, np.ones(len(docs), dtype=np.float32))

    def best(self, view: View) -> float:
        return 1.0


@dataclass(frozen=True)
class Nothing:
    def matches(self, view: View) -> Matches:
        return NONE

    def best(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Term:
    text: str

    def matches(self, view: View) -> Matches:
        return view.term(self.text)

    def best(self, view: View) -> float:
        return view.best(self.text)


@dataclass(frozen=True)
class Terms:
    """One word in several forms, each with its share of the weight; together as rare as all of them are."""

    shares: tuple[tuple[str, float], ...]

    def matches(self, view: View) -> Matches:
        best = np.zeros(view.size, dtype=np.float32)
        for term, share in self.shares:
            docs, weights = view.postings(term)
            best[docs] = np.maximum(best[docs], weights * np.float32(share))
        docs = np.flatnonzero(best)
        return Matches(docs, saturated(best[docs], self._rarity(view)))

    def best(self, view: View) -> float:
        return self._rarity(view) * (SATURATION + 1)

    def _rarity(self, view: View) -> float:
        having = sum(view.snapshot.frequency(view.field, term) for term, _ in self.shares)
        return rarity(min(having, view.snapshot.size), view.snapshot.size)


@dataclass(frozen=True)
class Begun:
    """Words that begin like this. The nearer the beginning is to the whole word, the better the match."""

    text: str

    def matches(self, view: View) -> Matches:
        words = view.words
        first, last = words.vocabulary.beginning_with(self.text.encode())
        last = min(last, first + MOST_BEGINNINGS)
        docs = words.docs(first, last)
        kept = view.docs[docs]
        if first == last or not kept.any():
            return NONE
        sizes = np.diff(words.ends[first : last + 1])
        lengths = np.diff(words.vocabulary.starts[first : last + 1])
        nearness = (0.5 + 0.5 * len(self.text.encode()) / lengths).astype(np.float32)
        weights = (words.weights(first, last) * np.repeat(nearness, sizes))[kept]
        total = np.bincount(docs[kept], weights, minlength=view.size).astype(np.float32)
        found = np.flatnonzero(total)
        return _within_numbers(view, first, last, Matches(found, saturated(total[found], self._rarity(view))))

    def best(self, view: View) -> float:
        return self._rarity(view) * (SATURATION + 1)

    def _rarity(self, view: View) -> float:
        having = 0
        for leaf in view.snapshot.leaves:
            words = leaf.segment.words(view.field)
            first, last = words.vocabulary.beginning_with(self.text.encode())
            having += int(words.ends[last] - words.ends[first])
        return rarity(min(having, view.snapshot.size), view.snapshot.size)


def _within_numbers(view: View, first: int, last: int, found: Matches) -> Matches:
    if view.numbers is None:
        return found
    inside = np.zeros(view.size, dtype=bool)
    for number in range(first, last):
        docs, places = view.words.places(number)
        inside[docs[np.isin(places >> FIELD_BITS, list(view.numbers))]] = True
    kept = inside[found.docs]
    return Matches(found.docs[kept], found.scores[kept])


@dataclass(frozen=True)
class Following:
    """Terms one after another. Every step may be written in several ways."""

    steps: tuple[tuple[str, ...], ...]

    def matches(self, view: View) -> Matches:
        starts = self._places(view, self.steps[0])
        for distance, step in enumerate(self.steps[1:], start=1):
            if not len(starts):
                return NONE
            starts = np.intersect1d(starts, self._places(view, step) - distance)
        docs, counts = np.unique(starts >> 32, return_counts=True)
        rarity = self.best(view) / (SATURATION + 1)
        return Matches(docs, saturated(counts.astype(np.float32), rarity))

    def best(self, view: View) -> float:
        return sum(max(view.best(term) for term in step) for step in self.steps)

    def _places(self, view: View, step: tuple[str, ...]) -> Array:
        """Document and place in one number, in order."""
        found = [view.places(term) for term in step]
        return np.unique(np.concatenate([(docs.astype(np.int64) << 32) + places for docs, places in found]))


@dataclass(frozen=True)
class Best:
    """Several ways to say one thing: the best counts, once."""

    nodes: tuple[Node, ...]

    def matches(self, view: View) -> Matches:
        found = [matches for node in self.nodes if len((matches := node.matches(view)).docs)]
        if len(found) < 2:
            return found[0] if found else NONE
        best = np.full(view.size, -1.0, dtype=np.float32)
        for docs, scores in found:
            best[docs] = np.maximum(best[docs], scores)
        return _where(best, best >= 0)

    def best(self, view: View) -> float:
        return max((node.best(view) for node in self.nodes), default=0.0)


@dataclass(frozen=True)
class All:
    """Every node must match, and no node of `excluded`."""

    nodes: tuple[Node, ...]
    excluded: tuple[Node, ...] = ()

    def matches(self, view: View) -> Matches:
        docs, scores = self.nodes[0].matches(view)
        for node in self.nodes[1:]:
            if not len(docs):
                return NONE
            others = np.full(view.size, -1.0, dtype=np.float32)
            found = node.matches(view)
            others[found.docs] = found.scores
            added = others[docs]
            kept = added >= 0
            docs, scores = docs[kept], scores[kept] + added[kept]
        for node in self.excluded:
            out = np.zeros(view.size, dtype=bool)
            out[node.matches(view).docs] = True
            docs, scores = docs[~out[docs]], scores[~out[docs]]
        return Matches(docs, scores)

    def best(self, view: View) -> float:
        return sum(node.best(view) for node in self.nodes)


@dataclass(frozen=True)
class Either:
    """At least one node must match."""

    nodes: tuple[Node, ...]

    def matches(self, view: View) -> Matches:
        total = np.zeros(view.size, dtype=np.float32)
        found = np.zeros(view.size, dtype=bool)
        for node in self.nodes:
            docs, scores = node.matches(view)
            total[docs] += scores
            found[docs] = True
        return _where(total, found)

    def best(self, view: View) -> float:
        return sum(node.best(view) for node in self.nodes)


@dataclass(frozen=True)
class AnyWord:
    """At least one word must match. The more of the telling words a document has the better, and of a short query
    those with all of them come first. What is `added` finds nothing by itself.
    """

    nodes: tuple[Node, ...]
    added: Node | None = None

    def matches(self, view: View) -> Matches:
        worth = [node.best(view) for node in self.nodes]
        total = np.zeros(view.size, dtype=np.float32)
        covered = np.zeros(view.size, dtype=np.float32)
        words = np.zeros(view.size, dtype=np.uint8)
        for node, weight in zip(self.nodes, worth, strict=True):
            docs, scores = node.matches(view)
            total[docs] += scores
            covered[docs] += np.float32(weight)
            words[docs] += 1
        whole = sum(worth)
        if whole:
            total *= np.float32(1 - COVERAGE) + np.float32(COVERAGE) * covered / np.float32(whole)
        total[words == len(self.nodes)] += np.float32(self._lead(view, whole))
        if self.added is not None:
            docs, scores = self.added.matches(view)
            total[docs] += scores
        return _where(total, words > 0)

    def best(self, view: View) -> float:
        return 2 * (sum(node.best(view) for node in self.nodes) + self._best_added(view))

    def _lead(self, view: View, whole: float) -> float:
        """What having all words adds: of a short query more than can be had without one of them."""
        short = len(self.nodes) <= SHORT_QUERY
        return whole + self._best_added(view) if short else whole * COMPLETE

    def _best_added(self, view: View) -> float:
        return self.added.best(view) if self.added else 0.0


@dataclass(frozen=True)
class Rest:
    """Documents that the node does not match."""

    node: Node

    def matches(self, view: View) -> Matches:
        docs = view.docs.copy()
        docs[self.node.matches(view).docs] = False
        found = np.flatnonzero(docs)
        return Matches(found, np.zeros(len(found), dtype=np.float32))

    def best(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Boosted:
    node: Node
    boost: float

    def matches(self, view: View) -> Matches:
        docs, scores = self.node.matches(view)
        return Matches(docs, scores * np.float32(self.boost))

    def best(self, view: View) -> float:
        return self.node.best(view) * self.boost


@dataclass(frozen=True)
class Within:
    """The node, looked for in another Whoosh field."""

    field: str
    node: Node

    def matches(self, view: View) -> Matches:
        return self.node.matches(view._replace(field=self.field))

    def best(self, view: View) -> float:
        return self.node.best(view._replace(field=self.field))


@dataclass(frozen=True)
class Asked:
    """What is asked in so many words comes first: a text that is the whole question leads all others."""

    node: Node
    field: str
    key: str

    def matches(self, view: View) -> Matches:
        matches = self.node.matches(view)
        docs, weights = view._replace(field=self.field).postings(self.key)
        if not len(docs):
            return matches
        lead = np.float32(self._lead(view)) * (1 + weights / 10)
        return _sum(view, [matches, Matches(docs, lead)])

    def best(self, view: View) -> float:
        return self.node.best(view) + 2 * self._lead(view)

    def _lead(self, view: View) -> float:
        return 2 * self.node.best(view) + 1


def _sum(view: View, found: Iterable[Matches]) -> Matches:
    total = np.zeros(view.size, dtype=np.float32)
    there = np.zeros(view.size, dtype=bool)
    for docs, scores in found:
        total[docs] += scores
        there[docs] = True
    return _where(total, there)


def _where(scores: Array, there: Docs) -> Matches:
    docs = np.flatnonzero(there)
    return Matches(docs, scores[docs])

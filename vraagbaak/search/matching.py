"""The query as a tree that scores documents.

Every node answers, for one segment, which documents match and how well. The posting lists come from Whoosh;
the formula is BM25F with the field lengths already in the weights (see `schema`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import log
from typing import NamedTuple, Protocol

from vraagbaak.search.schema import FIELD_BITS
from vraagbaak.search.segments import Docs, positions
from vraagbaak.search.store import Leaf, Snapshot

SATURATION = 2.0
"""BM25's k1: how fast repeating a word stops helping."""

Scores = dict[int, float]


class View(NamedTuple):
    """One segment, as far as a query may look: one Whoosh field, some documents, perhaps some fields."""

    snapshot: Snapshot
    leaf: Leaf
    field: str
    docs: Docs
    numbers: frozenset[int] | None = None

    def term(self, term: str) -> Scores:
        docs, rarity = self.docs, self.rarity(term)
        if self.numbers is not None:
            return self._term_within_numbers(term, rarity)
        ids, weights = self.leaf.segment.postings(self.leaf.reader, self.field, term)
        factor = rarity * (SATURATION + 1)
        return {
            doc: factor * weight / (weight + SATURATION)
            for doc, weight in zip(ids, weights, strict=True)
            if docs[doc]
        }

    def places(self, term: str) -> dict[int, list[int]]:
        """Where the term stands, in the documents and fields in view."""
        found = positions(self.leaf.reader, self.field, term)
        return {
            doc: kept
            for doc, places in found.items()
            if self.docs[doc] and (kept := self._in_numbers(places))
        }

    def rarity(self, term: str) -> float:
        """BM25's idf; at least a little above nothing, also for a word that every document has."""
        having = self.snapshot.frequency(self.field, term)
        return log(1 + (self.snapshot.size - having + 0.5) / (having + 0.5)) if having else 0.0

    def best(self, term: str) -> float:
        """What no score of this term can exceed."""
        return self.rarity(term) * (SATURATION + 1)

    def _term_within_numbers(self, term: str, rarity: float) -> Scores:
        ids, weights = self.leaf.segment.postings(self.leaf.reader, self.field, term)
        weight_of = dict(zip(ids, weights, strict=True))
        everywhere = positions(self.leaf.reader, self.field, term)
        scores = {}
        for doc, kept in self.places(term).items():
            weight = weight_of[doc] * len(kept) / len(everywhere[doc])
            scores[doc] = rarity * (SATURATION + 1) * weight / (weight + SATURATION)
        return scores

    def _in_numbers(self, places: list[int]) -> list[int]:
        if self.numbers is None:
            return places
        return [place for place in places if place >> FIELD_BITS in self.numbers]


class Node(Protocol):
    def scores(self, view: View) -> Scores: ...

    def best(self, view: View) -> float:
        """What no score of this node can exceed."""
        ...


@dataclass(frozen=True)
class Everything:
    def scores(self, view: View) -> Scores:
        return dict.fromkeys(compress(range(len(view.docs)), view.docs), 1.0)

    def best(self, view: View) -> float:
        return 1.0


@dataclass(frozen=True)
class Nothing:
    def scores(self, view: View) -> Scores:
        return {}

    def best(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Term:
    text: str

    def scores(self, view: View) -> Scores:
        return view.term(self.text)

    def best(self, view: View) -> float:
        return view.best(self.text)


@dataclass(frozen=True)
class Following:
    """Terms one after another. Every step may be written in several ways."""

    steps: tuple[tuple[str, ...], ...]

    def scores(self, view: View) -> Scores:
        starts = self._places(view, self.steps[0])
        for distance, step in enumerate(self.steps[1:], start=1):
            following = self._places(view, step)
            starts = {
                doc: kept
                for doc, places in starts.items()
                if doc in following and (kept := {p for p in places if p + distance in following[doc]})
            }
        rarity = self.best(view) / (SATURATION + 1)
        return {doc: rarity * (SATURATION + 1) * len(p) / (len(p) + SATURATION) for doc, p in starts.items()}

    def best(self, view: View) -> float:
        return sum(max(view.best(term) for term in step) for step in self.steps)

    def _places(self, view: View, step: tuple[str, ...]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for term in step:
            for doc, places in view.places(term).items():
                found.setdefault(doc, set()).update(places)
        return found


@dataclass(frozen=True)
class Best:
    """Several ways to say one thing: the best counts, once."""

    nodes: tuple[Node, ...]

    def scores(self, view: View) -> Scores:
        result: Scores = {}
        for node in self.nodes:
            for doc, score in node.scores(view).items():
                if score > result.get(doc, -1.0):
                    result[doc] = score
        return result

    def best(self, view: View) -> float:
        return max((node.best(view) for node in self.nodes), default=0.0)


@dataclass(frozen=True)
class All:
    """Every node must match, and no node of `excluded`."""

    nodes: tuple[Node, ...]
    excluded: tuple[Node, ...] = ()

    def scores(self, view: View) -> Scores:
        nodes = self.nodes or (Rest(Nothing()),)
        found = nodes[0].scores(view)
        for node in nodes[1:]:
            if not found:
                return {}
            others = node.scores(view)
            found = {doc: score + others[doc] for doc, score in found.items() if doc in others}
        for node in self.excluded:
            for doc in node.scores(view):
                found.pop(doc, None)
        return found

    def best(self, view: View) -> float:
        return sum(node.best(view) for node in self.nodes)


@dataclass(frozen=True)
class Either:
    """At least one node must match."""

    nodes: tuple[Node, ...]

    def scores(self, view: View) -> Scores:
        return _sum([node.scores(view) for node in self.nodes])

    def best(self, view: View) -> float:
        return sum(node.best(view) for node in self.nodes)


@dataclass(frozen=True)
class AnyWord:
    """At least one word must match; documents with all of them come before all others."""

    nodes: tuple[Node, ...]

    def scores(self, view: View) -> Scores:
        scored = [node.scores(view) for node in self.nodes]
        total = _sum(scored)
        complete = set.intersection(*(set(scores) for scores in scored))
        lead = sum(node.best(view) for node in self.nodes)
        for doc in complete:
            total[doc] += lead
        return total

    def best(self, view: View) -> float:
        return 2 * sum(node.best(view) for node in self.nodes)


@dataclass(frozen=True)
class Rest:
    """Documents that the node does not match."""

    node: Node

    def scores(self, view: View) -> Scores:
        matched = self.node.scores(view)
        return {doc: 0.0 for doc in compress(range(len(view.docs)), view.docs) if doc not in matched}

    def best(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Boosted:
    node: Node
    boost: float

    def scores(self, view: View) -> Scores:
        return {doc: score * self.boost for doc, score in self.node.scores(view).items()}

    def best(self, view: View) -> float:
        return self.node.best(view) * self.boost


@dataclass(frozen=True)
class Similar:
    """Terms of the index at most `distance` letters away, that begin with the same letter."""

    text: str
    distance: int
    most: int = 50

    def scores(self, view: View) -> Scores:
        return Best(tuple(self._terms(view))).scores(view)

    def best(self, view: View) -> float:
        return max((node.best(view) for node in self._terms(view)), default=0.0)

    def _terms(self, view: View) -> Sequence[Node]:
        if not self.distance:
            return [Term(self.text)]
        found = view.leaf.reader.terms_within(view.field, self.text, self.distance, prefix=1)
        near = sorted(set(found) - {self.text}, key=lambda term: (abs(len(term) - len(self.text)), term))
        return [Term(self.text), *(Boosted(Term(term), 0.5) for term in near[: self.most])]


def _sum(scored: Sequence[Scores]) -> Scores:
    largest = max(scored, key=len, default={})
    total = dict(largest)
    for scores in scored:
        if scores is not largest:
            for doc, score in scores.items():
                total[doc] = total.get(doc, 0.0) + score
    return total

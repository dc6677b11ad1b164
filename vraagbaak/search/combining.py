"""Query nodes that combine other nodes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vraagbaak.search.view import NONE, Matches, Node, View, where

SHORT_QUERY = 3
"""In a query of at most this many words, documents with all of them come before all others."""
COMPLETE = 0.3
"""What having all words of a longer query adds, as a share of their maximum score."""
COVERAGE = 0.3
"""How much of the score depends on the share of the content words that a document has."""


@dataclass(frozen=True)
class BestOf:
    """Alternatives for the same thing: only the best one counts."""

    nodes: tuple[Node, ...]

    def matches(self, view: View) -> Matches:
        found = [matches for node in self.nodes if len((matches := node.matches(view)).docs)]
        if len(found) < 2:
            return found[0] if found else NONE
        best = np.full(view.size, -1.0, dtype=np.float32)
        for docs, scores in found:
            best[docs] = np.maximum(best[docs], scores)
        return where(best, best >= 0)

    def max_score(self, view: View) -> float:
        return max((node.max_score(view) for node in self.nodes), default=0.0)


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

    def max_score(self, view: View) -> float:
        return sum(node.max_score(view) for node in self.nodes)


@dataclass(frozen=True)
class AnyOf:
    """At least one node must match."""

    nodes: tuple[Node, ...]

    def matches(self, view: View) -> Matches:
        total = np.zeros(view.size, dtype=np.float32)
        found = np.zeros(view.size, dtype=bool)
        for node in self.nodes:
            docs, scores = node.matches(view)
            total[docs] += scores
            found[docs] = True
        return where(total, found)

    def max_score(self, view: View) -> float:
        return sum(node.max_score(view) for node in self.nodes)


@dataclass(frozen=True)
class AnyWords:
    """At least one word must match. The more of the content words a document has the better; for a short query,
    documents with all of them come first. `added` only adds to the score and finds nothing by itself.
    """

    nodes: tuple[Node, ...]
    added: Node | None = None

    def matches(self, view: View) -> Matches:
        worth = [node.max_score(view) for node in self.nodes]
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
        return where(total, words > 0)

    def max_score(self, view: View) -> float:
        return 2 * (sum(node.max_score(view) for node in self.nodes) + self._max_added_score(view))

    def _lead(self, view: View, whole: float) -> float:
        """What having all words adds: for a short query, more than any document without one of them can score."""
        short = len(self.nodes) <= SHORT_QUERY
        return whole + self._max_added_score(view) if short else whole * COMPLETE

    def _max_added_score(self, view: View) -> float:
        return self.added.max_score(view) if self.added else 0.0


@dataclass(frozen=True)
class Not:
    """The documents that the node does not match."""

    node: Node

    def matches(self, view: View) -> Matches:
        docs = view.docs.copy()
        docs[self.node.matches(view).docs] = False
        found = np.flatnonzero(docs)
        return Matches(found, np.zeros(len(found), dtype=np.float32))

    def max_score(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Boosted:
    node: Node
    boost: float

    def matches(self, view: View) -> Matches:
        docs, scores = self.node.matches(view)
        return Matches(docs, scores * np.float32(self.boost))

    def max_score(self, view: View) -> float:
        return self.node.max_score(view) * self.boost


@dataclass(frozen=True)
class InField:
    """The node, searched in another Whoosh field."""

    field: str
    node: Node

    def matches(self, view: View) -> Matches:
        return self.node.matches(view._replace(field=self.field))

    def max_score(self, view: View) -> float:
        return self.node.max_score(view._replace(field=self.field))


@dataclass(frozen=True)
class WholeTextFirst:
    """A text that equals the whole query comes before everything else."""

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

    def max_score(self, view: View) -> float:
        return self.node.max_score(view) + 2 * self._lead(view)

    def _lead(self, view: View) -> float:
        return 2 * self.node.max_score(view) + 1


def _sum(view: View, found: Iterable[Matches]) -> Matches:
    total = np.zeros(view.size, dtype=np.float32)
    there = np.zeros(view.size, dtype=bool)
    for docs, scores in found:
        total[docs] += scores
        there[docs] = True
    return where(total, there)

"""Query nodes that read the index: which documents of a segment match, and with what score."""

from dataclasses import dataclass

import numpy as np

from vraagbaak.search.arrays import Array
from vraagbaak.search.schema import FIELD_BITS
from vraagbaak.search.view import NONE, SATURATION, Matches, View, rarity, saturated

MAX_PREFIXES = 10_000
"""Words that one prefix may expand to; only prefixes of a letter or two reach it."""


@dataclass(frozen=True)
class MatchAll:
    def matches(self, view: View) -> Matches:
        docs = np.flatnonzero(view.docs)
        return Matches(docs, np.ones(len(docs), dtype=np.float32))

    def max_score(self, view: View) -> float:
        return 1.0


@dataclass(frozen=True)
class MatchNone:
    def matches(self, view: View) -> Matches:
        return NONE

    def max_score(self, view: View) -> float:
        return 0.0


@dataclass(frozen=True)
class Term:
    text: str

    def matches(self, view: View) -> Matches:
        return view.term(self.text)

    def max_score(self, view: View) -> float:
        return view.max_score(self.text)


@dataclass(frozen=True)
class Terms:
    """One word in several forms, each with its share of the weight; their rarity is that of all forms together."""

    shares: tuple[tuple[str, float], ...]

    def matches(self, view: View) -> Matches:
        best = np.zeros(view.size, dtype=np.float32)
        for term, share in self.shares:
            docs, weights = view.postings(term)
            best[docs] = np.maximum(best[docs], weights * np.float32(share))
        docs = np.flatnonzero(best)
        return Matches(docs, saturated(best[docs], self._rarity(view)))

    def max_score(self, view: View) -> float:
        return self._rarity(view) * (SATURATION + 1)

    def _rarity(self, view: View) -> float:
        having = sum(view.snapshot.frequency(view.field, term) for term, _ in self.shares)
        return rarity(min(having, view.snapshot.size), view.snapshot.size)


@dataclass(frozen=True)
class Prefix:
    """Words with this prefix. The more of a word the prefix covers, the higher the score."""

    text: str

    def matches(self, view: View) -> Matches:
        words = view.words
        first, last = words.vocabulary.with_prefix(self.text.encode())
        last = min(last, first + MAX_PREFIXES)
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

    def max_score(self, view: View) -> float:
        return self._rarity(view) * (SATURATION + 1)

    def _rarity(self, view: View) -> float:
        having = 0
        for leaf in view.snapshot.leaves:
            words = leaf.segment.words(view.field)
            first, last = words.vocabulary.with_prefix(self.text.encode())
            having += int(words.ends[last] - words.ends[first])
        return rarity(min(having, view.snapshot.size), view.snapshot.size)


def _within_numbers(view: View, first: int, last: int, found: Matches) -> Matches:
    if view.numbers is None:
        return found
    inside = np.zeros(view.size, dtype=bool)
    for number in range(first, last):
        docs, positions = view.words.positions(number)
        inside[docs[np.isin(positions >> FIELD_BITS, list(view.numbers))]] = True
    kept = inside[found.docs]
    return Matches(found.docs[kept], found.scores[kept])


@dataclass(frozen=True)
class Phrase:
    """Consecutive terms. Each step may have several alternatives."""

    steps: tuple[tuple[str, ...], ...]

    def matches(self, view: View) -> Matches:
        starts = self._positions(view, self.steps[0])
        for distance, step in enumerate(self.steps[1:], start=1):
            if not len(starts):
                return NONE
            starts = np.intersect1d(starts, self._positions(view, step) - distance)
        docs, counts = np.unique(starts >> 32, return_counts=True)
        rarity = self.max_score(view) / (SATURATION + 1)
        return Matches(docs, saturated(counts.astype(np.float32), rarity))

    def max_score(self, view: View) -> float:
        return sum(max(view.max_score(term) for term in step) for step in self.steps)

    def _positions(self, view: View, step: tuple[str, ...]) -> Array:
        """Document and position in one number, sorted."""
        found = [view.positions(term) for term in step]
        return np.unique(
            np.concatenate([(docs.astype(np.int64) << 32) + positions for docs, positions in found])
        )

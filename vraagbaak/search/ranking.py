"""Matching documents, best first. Which ones and how many is computed at once, the order only as far as needed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import numpy as np

from vraagbaak.search import values
from vraagbaak.search.arrays import Array
from vraagbaak.search.columns import Docs
from vraagbaak.search.filters import Filter
from vraagbaak.search.lexicon import Lexicon, lexicon
from vraagbaak.search.schema import LANGUAGE, PK
from vraagbaak.search.segments import Segment
from vraagbaak.search.store import Leaf, Snapshot
from vraagbaak.search.synonyms import Synonyms, SynonymSource
from vraagbaak.search.view import Matches, Node, View

LOOK_AHEAD = 200
"""Hits that are sorted beyond those asked for, so that the next page costs nothing."""


class Hit(NamedTuple):
    score: float
    segment: Segment
    doc: int

    @property
    def encoded_pk(self) -> str:
        return self.segment.column(PK).value(self.doc)

    @property
    def pk(self) -> str:
        """The key as text, as `str(object.pk)` gives it."""
        return str(values.decode(self.encoded_pk))


class Order(NamedTuple):
    column: str
    reverse: bool = False
    nulls_first: bool = False


@dataclass
class Plan:
    """What to search for. `tree` builds the query tree of a language, `field` names the Whoosh field of a language."""

    filter: Filter
    tree: Callable[[Lexicon, Synonyms], Node]
    field: Callable[[str], str]
    names: Sequence[str] | None = None
    by_relevance: bool = True
    orders: Sequence[Order] = ()


@dataclass
class Ranking:
    """The matches per segment. `hits` looks like a list of all of them, best first."""

    parts: Sequence[tuple[Segment, Matches]] = ()
    by_relevance: bool = True
    orders: Sequence[Order] = ()
    _ordered: list[Hit] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(matches.docs) for _, matches in self.parts)

    def hits(self, start: int = 0, stop: int | None = None) -> list[Hit]:
        wanted = len(self) if stop is None else min(stop, len(self))
        if wanted > len(self._ordered):
            self._ordered = self._first(min(len(self), wanted + LOOK_AHEAD))
        return self._ordered[start:wanted]

    def counts(self, column: str) -> Counter[str]:
        """The number of hits per encoded value, "" for none."""
        counted: Counter[str] = Counter()
        for segment, matches in self.parts:
            found = segment.column(column)
            codes, numbers = np.unique(found.codes[matches.docs], return_counts=True)
            for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
                for row in set(found.values[code].decode().split(values.ROW)):
                    counted[row] += number
        return counted

    def _first(self, wanted: int) -> list[Hit]:
        """Sorted. Equal hits by key, newest first: the order does not depend on when something was indexed."""
        parts = self.parts
        if self.by_relevance and not self.orders:
            parts = _best(parts, wanted)
        hits = [
            Hit(score, segment, doc)
            for segment, matches in parts
            for doc, score in zip(matches.docs.tolist(), matches.scores.tolist(), strict=True)
        ]
        if self.by_relevance:
            hits = _by_score(hits)
        else:
            hits.sort(key=lambda hit: hit.encoded_pk, reverse=True)
        for order in reversed(self.orders):
            hits = _ordered(hits, order)
        return hits[:wanted]


def rank(
    snapshot: Snapshot, plan: Plan, synonyms: SynonymSource, listed: frozenset[str] = frozenset()
) -> Ranking:
    trees = Trees(snapshot, plan, synonyms, listed)
    parts = [part for leaf in snapshot.leaves for part in _matches(snapshot, leaf, plan, trees)]
    return Ranking(parts, plan.by_relevance, plan.orders)


class Trees(dict[str, Node]):
    """The query tree per language, built for the first document in that language."""

    def __init__(
        self, snapshot: Snapshot, plan: Plan, synonyms: SynonymSource, listed: frozenset[str]
    ) -> None:
        super().__init__()
        self._listed = listed
        self._snapshot = snapshot
        self._plan = plan
        self._synonyms = synonyms

    def __missing__(self, language: str) -> Node:
        node = self._plan.tree(
            lexicon(self._snapshot, language, self._listed), self._synonyms.synonyms(language)
        )
        self[language] = node
        return node


def _matches(snapshot: Snapshot, leaf: Leaf, plan: Plan, trees: Trees) -> list[tuple[Segment, Matches]]:
    """Per language; each document has one."""
    allowed = leaf.live & plan.filter.docs(leaf.segment)
    found = []
    for language, docs in languages(leaf, allowed):
        numbers = None
        if plan.names is not None:
            numbers = frozenset(snapshot.field_numbers.get(name, -1) for name in plan.names)
        view = View(snapshot, leaf, plan.field(language), docs, numbers)
        matches = trees[language].matches(view)
        if len(matches.docs):
            found.append((leaf.segment, matches))
    return found


def languages(leaf: Leaf, allowed: Docs) -> list[tuple[str, Docs]]:
    """The languages of the allowed documents, each with its documents."""
    column = leaf.segment.column(LANGUAGE)
    codes = column.codes[allowed]
    if not len(codes):
        return []
    if len(column.values) == 1:
        return [(column.values[0].decode(), allowed)]
    return [
        (column.values[code].decode(), allowed & (column.codes == code)) for code in np.unique(codes).tolist()
    ]


def _best(parts: Sequence[tuple[Segment, Matches]], wanted: int) -> list[tuple[Segment, Matches]]:
    """The best `wanted` of all parts together, perhaps with some ties of the last one."""
    size = sum(len(matches.docs) for _, matches in parts)
    if size <= wanted:
        return list(parts)
    scores: Array = np.concatenate([matches.scores for _, matches in parts])
    least = np.partition(scores, size - wanted)[size - wanted]
    return [(segment, _at_least(segment, matches, least, wanted)) for segment, matches in parts]


def _at_least(segment: Segment, matches: Matches, least: float, wanted: int) -> Matches:
    better, equal = np.flatnonzero(matches.scores > least), np.flatnonzero(matches.scores == least)
    if len(equal) > wanted:  # the same key decides as in `_first`
        codes = segment.column(PK).codes[matches.docs[equal]]
        equal = equal[np.argpartition(codes, len(equal) - wanted)[len(equal) - wanted :]]
    kept = np.concatenate([better, equal])
    return Matches(matches.docs[kept], matches.scores[kept])


def _by_score(hits: list[Hit]) -> list[Hit]:
    """Highest first. Keys are read for ties only."""
    hits.sort(key=lambda hit: hit.score, reverse=True)
    found: list[Hit] = []
    for _, group in groupby(hits, key=lambda hit: hit.score):
        equal = list(group)
        if len(equal) > 1:
            equal.sort(key=lambda hit: hit.encoded_pk, reverse=True)
        found += equal
    return found


def _ordered(hits: list[Hit], order: Order) -> list[Hit]:
    def value(hit: Hit) -> str:
        return hit.segment.column(order.column).value(hit.doc).partition(values.ROW)[0]

    present = sorted((hit for hit in hits if value(hit)), key=value, reverse=order.reverse)
    absent = [hit for hit in hits if not value(hit)]
    return absent + present if order.nulls_first else present + absent

"""Everything that matches, best first; computed at once, so that counting, slicing and facets agree."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from vraagbaak.search import values
from vraagbaak.search.filters import Filter
from vraagbaak.search.matching import Node, View
from vraagbaak.search.schema import LANGUAGE, PK
from vraagbaak.search.segments import Docs, Segment, both
from vraagbaak.search.store import Leaf, Snapshot


class Hit(NamedTuple):
    score: float
    segment: Segment
    doc: int

    @property
    def encoded_pk(self) -> str:
        return self.segment.known_column(PK).value(self.doc)

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
    """What to look for. `trees` gives the query per language; `fields` the Whoosh field of a language."""

    filter: Filter
    tree: Callable[[str], Node]
    field: Callable[[str], str]
    names: Sequence[str] | None = None
    by_relevance: bool = True
    orders: Sequence[Order] = ()
    facets: Sequence[str] = ()


@dataclass
class Ranking:
    hits: list[Hit]

    def counts(self, column: str) -> Counter[str]:
        """How many hits have each value; the encoded values, "" for none."""
        counted: Counter[str] = Counter()
        for hit in self.hits:
            rows = hit.segment.known_column(column).value(hit.doc)
            counted.update(set(rows.split(values.ROW)))
        return counted


def rank(snapshot: Snapshot, plan: Plan) -> Ranking:
    trees: dict[str, Node] = {}
    hits = [hit for leaf in snapshot.leaves for hit in _hits(snapshot, leaf, plan, trees)]
    return Ranking(_sorted(hits, plan))


def _hits(snapshot: Snapshot, leaf: Leaf, plan: Plan, trees: dict[str, Node]) -> Iterator[Hit]:
    allowed = both(leaf.live, plan.filter.docs(leaf.segment, leaf.reader))
    _load_columns(leaf, plan)
    for language, docs in _by_language(leaf, allowed):
        if language not in trees:
            trees[language] = plan.tree(language)
        numbers = None
        if plan.names is not None:
            numbers = frozenset(snapshot.field_numbers.get(name, -1) for name in plan.names)
        view = View(snapshot, leaf, plan.field(language), docs, numbers)
        for doc, score in trees[language].scores(view).items():
            yield Hit(score, leaf.segment, doc)


def _by_language(leaf: Leaf, allowed: Docs) -> Iterator[tuple[str, Docs]]:
    """The languages of the documents in view, each with its documents.

    A filter on one locale, or on one site's tree, leaves one language. A document has one language, so
    nothing is counted twice.
    """
    column = leaf.segment.column(leaf.reader, LANGUAGE)
    for language in sorted({column.distinct[code] for code in set(compress(column.codes, allowed))}):
        docs = leaf.segment.docs((LANGUAGE, language), lambda wanted=language: column.docs(wanted.__eq__))  # type: ignore[misc]
        yield language, both(allowed, docs)


def _load_columns(leaf: Leaf, plan: Plan) -> None:
    """Read what the hits will need when their reader is gone."""
    for name in (PK, *(order.column for order in plan.orders), *plan.facets):
        leaf.segment.column(leaf.reader, name)


def _sorted(hits: list[Hit], plan: Plan) -> list[Hit]:
    """Equal hits by key, newest first: a fixed order, whatever was indexed when."""
    hits.sort(key=lambda hit: hit.encoded_pk, reverse=True)
    if plan.by_relevance:
        hits.sort(key=lambda hit: -hit.score)
    for order in reversed(plan.orders):
        hits = _ordered(hits, order)
    return hits


def _ordered(hits: list[Hit], order: Order) -> list[Hit]:
    def value(hit: Hit) -> str:
        return hit.segment.known_column(order.column).value(hit.doc).partition(values.ROW)[0]

    present = sorted((hit for hit in hits if value(hit)), key=value, reverse=order.reverse)
    absent = [hit for hit in hits if not value(hit)]
    return absent + present if order.nulls_first else present + absent

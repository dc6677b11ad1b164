"""A queryset's WHERE, answered from the columns of the index.

SQL's three-valued logic does not come in: Django itself adds the IS NOT NULL that makes a negation right, and
what the engine finds is read through the queryset once more anyway.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vraagbaak.search import values
from vraagbaak.search.schema import TYPES
from vraagbaak.search.segments import Docs, Segment, both, complement, either


class Filter:
    def docs(self, segment: Segment, reader: Any) -> Docs:
        """The documents of a segment that pass; computed once per segment."""
        return segment.docs(self, lambda: self._docs(segment, reader))

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        raise NotImplementedError


@dataclass(frozen=True)
class Nobody(Filter):
    def _docs(self, segment: Segment, reader: Any) -> Docs:
        return segment.no_docs()


@dataclass(frozen=True)
class OfType(Filter):
    """Objects of a model and of the models that inherit from it."""

    label: str

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        return segment.column(reader, TYPES).docs(lambda types: self.label in types.split(" "))


@dataclass(frozen=True)
class Lookup(Filter):
    """A Django lookup on a column.

    `value` is encoded text, or a frozenset or pair of it, or a bool for isnull. `relation` names the join,
    where the column is reached through one.
    """

    column: str
    name: str
    value: Any
    relation: str = ""

    def accepts(self, value: str) -> bool:
        return LOOKUPS[self.name](value, self.value)

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        column = segment.column(reader, self.column)
        return column.docs(lambda rows: any(self.accepts(row) for row in rows.split(values.ROW)))


@dataclass(frozen=True)
class SameRow(Filter):
    """Lookups through one join: one related object must pass them all."""

    lookups: tuple[Lookup, ...]

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        columns = [segment.column(reader, lookup.column) for lookup in self.lookups]
        return bytes(
            any(
                all(lookup.accepts(value) for lookup, value in zip(self.lookups, row, strict=True))
                for row in zip(*(column.value(doc).split(values.ROW) for column in columns), strict=False)
            )
            for doc in range(segment.size)
        )


@dataclass(frozen=True)
class Combined(Filter):
    filters: tuple[Filter, ...]
    every: bool

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        combine = both if self.every else either
        docs = self.filters[0].docs(segment, reader)
        for part in self.filters[1:]:
            docs = combine(docs, part.docs(segment, reader))
        return docs


@dataclass(frozen=True)
class Other(Filter):
    """What the filter does not pass."""

    filter: Filter

    def _docs(self, segment: Segment, reader: Any) -> Docs:
        return complement(self.filter.docs(segment, reader))


def combined(filters: list[Filter], connector: str, *, negated: bool) -> Filter:
    every = connector == "AND"
    parts = _rows_joined(filters) if every else filters
    whole = parts[0] if len(parts) == 1 else Combined(tuple(parts), every)
    return Other(whole) if negated else whole


def _rows_joined(filters: list[Filter]) -> list[Filter]:
    relations: dict[str, list[Lookup]] = {}
    rest: list[Filter] = []
    for part in filters:
        if isinstance(part, Lookup) and part.relation:
            relations.setdefault(part.relation, []).append(part)
        else:
            rest.append(part)
    rows = (lookups[0] if len(lookups) == 1 else SameRow(tuple(lookups)) for lookups in relations.values())
    return [*rest, *rows]


def _text(value: str) -> str:
    """What LIKE would see."""
    return value[1:] if value[:1] == "s" else str(values.decode(value))


def _compared(accepts: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    return lambda value, wanted: value[:1] == wanted[:1] != "" and accepts(value, wanted)


def _worded(accepts: Callable[[str, str], bool], *, folded: bool = False) -> Callable[[str, str], bool]:
    def lookup(value: str, wanted: str) -> bool:
        if value == values.NONE or wanted == values.NONE:
            return False
        left, right = _text(value), _text(wanted)
        return accepts(left.lower(), right.lower()) if folded else accepts(left, right)

    return lookup


_gte = _compared(lambda value, wanted: value >= wanted)
_lte = _compared(lambda value, wanted: value <= wanted)

LOOKUPS: dict[str, Callable[[str, Any], bool]] = {
    "exact": _compared(lambda value, wanted: value == wanted),
    "in": lambda value, wanted: value != values.NONE and value in wanted,
    "isnull": lambda value, wanted: (value == values.NONE) == wanted,
    "gt": _compared(lambda value, wanted: value > wanted),
    "gte": _gte,
    "lt": _compared(lambda value, wanted: value < wanted),
    "lte": _lte,
    "range": lambda value, wanted: _gte(value, wanted[0]) and _lte(value, wanted[1]),
    "startswith": _worded(str.startswith),
    "istartswith": _worded(str.startswith, folded=True),
    "endswith": _worded(str.endswith),
    "iendswith": _worded(str.endswith, folded=True),
    "contains": _worded(lambda value, wanted: wanted in value),
    "icontains": _worded(lambda value, wanted: wanted in value, folded=True),
    "iexact": _worded(lambda value, wanted: value == wanted, folded=True),
    "regex": _worded(lambda value, wanted: re.search(wanted, value) is not None),
    "iregex": _worded(lambda value, wanted: re.search(wanted, value, re.IGNORECASE) is not None),
    "prefix": _worded(str.startswith),
}

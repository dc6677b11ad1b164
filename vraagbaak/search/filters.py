"""A queryset's WHERE, evaluated on the columns of the index.

SQL's three-valued logic plays no part: Django itself adds the IS NOT NULL that makes a negation correct, and results
are read through the queryset once more anyway.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from vraagbaak.search import values
from vraagbaak.search.columns import Column, Docs
from vraagbaak.search.schema import TYPES
from vraagbaak.search.segments import Segment

TEXT = "s"


class Filter:
    def docs(self, segment: Segment) -> Docs:
        """The documents of a segment that match; computed once per segment."""
        return segment.docs(self, lambda: self._docs(segment))

    def _docs(self, segment: Segment) -> Docs:
        raise NotImplementedError


@dataclass(frozen=True)
class NoDocuments(Filter):
    def _docs(self, segment: Segment) -> Docs:
        return segment.no_docs()


@dataclass(frozen=True)
class OfType(Filter):
    """Objects of a model and of the models that inherit from it."""

    label: str

    def _docs(self, segment: Segment) -> Docs:
        return segment.column(TYPES).passing(lambda types: self.label in types.split(" "))


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

    def _docs(self, segment: Segment) -> Docs:
        column = segment.column(self.column)
        if self._is_ranged(column):
            return RANGED[self.name](column, self.value)
        return column.passing(lambda rows: any(self.accepts(row) for row in rows.split(values.ROW)))

    def _is_ranged(self, column: Column) -> bool:
        if self.name == "startswith":
            return column.one_each and column.kinds() <= {TEXT}
        return column.one_each and self.name in RANGED


@dataclass(frozen=True)
class SameRow(Filter):
    """Lookups through one join: a single related object must match them all."""

    lookups: tuple[Lookup, ...]

    def _docs(self, segment: Segment) -> Docs:
        columns = [segment.column(lookup.column) for lookup in self.lookups]
        codes, rows = np.unique(np.stack([column.codes for column in columns]), axis=1, return_inverse=True)
        passing = [
            any(
                all(lookup.accepts(value) for lookup, value in zip(self.lookups, row, strict=True))
                for row in zip(
                    *(
                        column.values[code].decode().split(values.ROW)
                        for column, code in zip(columns, own, strict=True)
                    ),
                    strict=False,
                )
            )
            for own in codes.T
        ]
        return np.array(passing, dtype=bool)[rows.ravel()]


@dataclass(frozen=True)
class Combined(Filter):
    filters: tuple[Filter, ...]
    every: bool

    def _docs(self, segment: Segment) -> Docs:
        combine = np.logical_and if self.every else np.logical_or
        docs: Docs = combine.reduce([part.docs(segment) for part in self.filters])
        return docs


@dataclass(frozen=True)
class Negated(Filter):
    """The documents that the filter does not match."""

    filter: Filter

    def _docs(self, segment: Segment) -> Docs:
        return ~self.filter.docs(segment)


def combined(filters: list[Filter], connector: str, *, negated: bool) -> Filter:
    every = connector == "AND"
    parts = _rows_joined(filters) if every else filters
    whole = parts[0] if len(parts) == 1 else Combined(tuple(parts), every)
    return Negated(whole) if negated else whole


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
    """The text that SQL's LIKE would compare."""
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


# Answered from the order of the values, without looking at each: for columns such as a key or a path, which have
# as many values as there are documents.
RANGED: dict[str, Callable[[Column, Any], Docs]] = {
    "exact": lambda column, wanted: column.having([wanted] if wanted else []),
    "in": lambda column, wanted: column.having(value for value in wanted if value),
    "startswith": lambda column, wanted: column.with_prefix(wanted),  # texts: see `_is_ranged`
}


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

"""What a process remembers of one segment: columns, posting lists and the outcome of filters.

A segment's files never change, so all of it stays valid for as long as the segment exists; after a small
commit only the new, small segment is read. Deletions do change, and are left to the snapshot. Threads may
compute the same thing twice; the result is the same.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from whoosh.reading import TermNotFound

from vraagbaak.search import values

Docs = bytes
"""One byte per document, 1 where it belongs to the set."""

Postings = tuple[Sequence[int], Sequence[float]]

POSTINGS_KEPT = 2_000
DOCS_KEPT = 64


class Column(NamedTuple):
    """A column, each distinct value once: document n has `distinct[codes[n]]`."""

    codes: array
    distinct: list[str]

    def value(self, doc: int) -> str:
        return self.distinct[self.codes[doc]]

    def docs(self, accepts: Callable[[str], bool]) -> Docs:
        accepted = [int(accepts(value)) for value in self.distinct]
        return bytes(map(accepted.__getitem__, self.codes))


class Kept:
    """A small least-recently-used store."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        found = self._items.pop(key, None)
        if found is None:
            found = make()
        self._items[key] = found
        while len(self._items) > self._size:
            try:
                self._items.popitem(last=False)
            except KeyError:  # another thread emptied it first
                break
        return found


class Segment:
    def __init__(self, size: int) -> None:
        self.size = size
        self._columns: dict[str, Column] = {}
        self._postings = Kept(POSTINGS_KEPT)
        self._docs = Kept(DOCS_KEPT)

    def column(self, reader: Any, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = _read_column(reader, name, self.size)
        return self._columns[name]

    def known_column(self, name: str) -> Column:
        """A column that was read before; for results that outlive their reader."""
        return self._columns[name]

    def postings(self, reader: Any, field: str, term: str) -> Postings:
        postings: Postings = self._postings.get((field, term), lambda: _read_postings(reader, field, term))
        return postings

    def docs(self, key: Hashable, make: Callable[[], Docs]) -> Docs:
        found: Docs = self._docs.get(key, make)
        return found

    def no_docs(self) -> Docs:
        return bytes(self.size)

    def all_docs(self) -> Docs:
        return b"\x01" * self.size


def both(left: Docs, right: Docs) -> Docs:
    return (int.from_bytes(left, "little") & int.from_bytes(right, "little")).to_bytes(len(left), "little")


def either(left: Docs, right: Docs) -> Docs:
    return (int.from_bytes(left, "little") | int.from_bytes(right, "little")).to_bytes(len(left), "little")


def without(left: Docs, docs: Iterable[int]) -> Docs:
    flags = bytearray(left)
    for doc in docs:
        flags[doc] = 0
    return bytes(flags)


def complement(docs: Docs) -> Docs:
    return docs.translate(_FLIPPED)


_FLIPPED = bytes([1, 0]) + bytes(range(2, 256))


def positions(reader: Any, field: str, term: str) -> dict[int, list[int]]:
    """Where a term stands in every document that has it."""
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return {}
    found = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.value_as("positions")
        matcher.next()
    return found


def _read_postings(reader: Any, field: str, term: str) -> Postings:
    ids, weights = array("I"), array("f")
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return ids, weights
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return ids, weights


def _read_column(reader: Any, name: str, size: int) -> Column:
    codes, numbers = array("I"), {values.NONE.encode(): 0}
    if name in reader.schema and reader.has_column(name):
        column = reader.column_reader(name)
        for doc in range(size):
            codes.append(numbers.setdefault(column[doc], len(numbers)))
    else:
        codes.extend([0] * size)
    return Column(codes, [value.decode() for value in numbers])

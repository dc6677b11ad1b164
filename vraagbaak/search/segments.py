"""What a process caches of one segment: its words, its columns and the results of filters.

A segment's files never change, so the cache stays valid as long as the segment exists; after a small commit only the
new, small segment is read. Posting lists are read each time: the file cache of the operating system holds them, once
for all processes. Deletions do change, and belong to the snapshot. Threads may compute the same thing twice, with the
same result.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from vraagbaak.search.arrays import Array, ArrayFile
from vraagbaak.search.codec import COLUMNS, POSTINGS
from vraagbaak.search.columns import Column, Docs, read_column
from vraagbaak.search.postings import read_vocabulary
from vraagbaak.search.vocabulary import Vocabulary

MAX_CACHED_FILTERS = 64
MAX_OCCURRENCES = 5_000
"""Occurrences of a part of a word that are examined per segment."""


class LruCache:
    """A small least-recently-used cache."""

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


class Words:
    """One field of a segment: its sorted words, and where the postings of each are in the file."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self.vocabulary = read_vocabulary(file, name, "words", "starts")
        self.ends = np.concatenate([np.zeros(1, np.uint32), file.array(f"{name}/ends")])
        self.surfaces: Vocabulary = read_vocabulary(file, name, "surfaces", "surface_starts")
        self._stems: Array = file.array(f"{name}/stems")

    def number(self, term: str) -> int:
        return self.vocabulary.find(term.encode())

    def size(self, term: str) -> int:
        number = self.number(term)
        return int(self.ends[number + 1] - self.ends[number]) if number >= 0 else 0

    def docs(self, first: int, last: int) -> Array:
        """The documents of words `first` up to `last`, word by word."""
        return self._file.piece(f"{self._name}/docs", int(self.ends[first]), int(self.ends[last]))

    def weights(self, first: int, last: int) -> Array:
        found = self._file.piece(f"{self._name}/weights", int(self.ends[first]), int(self.ends[last]))
        return found.astype(np.float32)

    def positions(self, number: int) -> tuple[Array, Array]:
        """(document, position) of each occurrence of a word, as two arrays in that order."""
        counts = self._file.piece(f"{self._name}/counts", int(self.ends[number]), int(self.ends[number + 1]))
        placed = self._file.piece(f"{self._name}/placed", max(number - 1, 0), number + 1).tolist()
        start = placed[0] if number else 0
        return (
            np.repeat(self.docs(number, number + 1), counts),
            self._file.piece(f"{self._name}/places", start, placed[-1]),
        )

    def surfaces_containing(self, part: str, limit: int) -> list[tuple[str, int]]:
        """(word as written, position of the part in it), for the `limit` most used words, the most used first."""
        found = self.surfaces.containing(part.encode(), MAX_OCCURRENCES)
        if not found:
            return []
        stems = self._stems[[number for number, _ in found]]
        used = self.ends[stems + 1] - self.ends[stems]
        best = (
            found[position] for position in np.argsort(-used.astype(np.int64), kind="stable")[:limit].tolist()
        )
        written = ((self.surfaces[number], position) for number, position in best)
        return [(word.decode(), len(word[:position].decode())) for word, position in written]

    def term_of(self, written: str) -> str | None:
        """The term that finds a word as it is written; None if no document has it in this form."""
        surface = self.surfaces.find(written.encode())
        return self.vocabulary[self._stems[surface]].decode() if surface >= 0 else None


class Segment:
    def __init__(self, folder: Path, segment: Any) -> None:
        self.size = int(segment.doc_count_all())
        self._postings = ArrayFile(folder / segment.make_filename(POSTINGS))
        self._columns_file = ArrayFile(folder / segment.make_filename(COLUMNS))
        self._words: dict[str, Words] = {}
        self._columns: dict[str, Column] = {}
        self._docs = LruCache(MAX_CACHED_FILTERS)

    def words(self, field: str) -> Words:
        if field not in self._words:
            self._words[field] = Words(self._postings, field)
        return self._words[field]

    def column(self, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = read_column(self._columns_file, name, self.size)
        return self._columns[name]

    def docs(self, key: Hashable, make: Callable[[], Docs]) -> Docs:
        found: Docs = self._docs.get(key, make)
        return found

    def no_docs(self) -> Docs:
        return np.zeros(self.size, dtype=bool)

    def live_docs(self, deleted: Iterable[int]) -> Docs:
        live = np.ones(self.size, dtype=bool)
        gone = list(deleted)
        if gone:
            live[gone] = False
        return live

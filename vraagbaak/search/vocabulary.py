"""A sorted list of words in one byte string: exact, prefix, substring and fuzzy search without a list of objects."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from vraagbaak.search.arrays import Array

MAX_CACHED_LOOKUPS = 5_000
SIGNPOST_EVERY = 8
"""One in so many words is kept as an object of its own, which speeds up the binary search."""

_LETTER_BITS = np.left_shift(np.uint64(1), (np.arange(256) % 64).astype(np.uint64))
_LETTER_BITS[128:] = 0  # an edit of a multi-byte letter would count once per byte


class Vocabulary(Sequence[bytes]):
    """`starts[n]` is where word n begins in `content`; the last start is the end of the content."""

    def __init__(self, content: bytes, starts: Array) -> None:
        self.content = content
        self.starts = starts
        # A memoryview reads a single number faster than numpy does.
        self._start_offsets = starts.astype(np.uint32, copy=False).data
        self._lengths: ByLength | None = None
        self._found: dict[bytes, int] = {}
        self._signposts = [self[number] for number in range(0, len(self), SIGNPOST_EVERY)]

    @classmethod
    def of(cls, words: Sequence[bytes]) -> "Vocabulary":
        """From words that are sorted already."""
        starts = np.zeros(len(words) + 1, dtype=np.uint32)
        np.cumsum([len(word) for word in words], out=starts[1:]) if words else None
        return cls(b"".join(words), starts)

    def __len__(self) -> int:
        return len(self._start_offsets) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self.content[self._start_offsets[number] : self._start_offsets[number + 1]]

    def words(self) -> list[bytes]:
        ends = self.starts.tolist()
        return [self.content[start:end] for start, end in itertools.pairwise(ends)]

    def find(self, word: bytes) -> int:
        """The number of the word; -1 if it is not here."""
        number = self._found.get(word)
        if number is None:
            position = self._position(word)
            number = position if position < len(self) and self[position] == word else -1
            if len(self._found) >= MAX_CACHED_LOOKUPS:
                self._found.clear()
            self._found[word] = number
        return number

    def with_prefix(self, prefix: bytes) -> tuple[int, int]:
        """The number of the first word with this prefix, and of the first one after those."""
        first = self._position(prefix)
        after = prefix.rstrip(b"\xff")
        last = self._position(after[:-1] + bytes([after[-1] + 1])) if after else len(self)
        return first, max(first, last)

    def _position(self, word: bytes) -> int:
        """Where the word is, or would be inserted."""
        near = bisect_left(self._signposts, word) * SIGNPOST_EVERY
        return bisect_left(self, word, max(near - SIGNPOST_EVERY, 0), min(near, len(self)))

    def containing(self, part: bytes, limit: int) -> list[tuple[int, int]]:
        """(number of a word, position of the part in it), for the first `limit` occurrences."""
        found: list[int] = []
        position = self.content.find(part)
        while position >= 0 and len(found) < limit:
            found.append(position)
            position = self.content.find(part, position + 1)
        if not found:
            return []
        numbers = np.searchsorted(self.starts, found, side="right") - 1
        ends = self.starts[numbers + 1].tolist()
        starts = self.starts[numbers].tolist()
        return [
            (number, position - start)
            for number, position, start, end in zip(numbers.tolist(), found, starts, ends, strict=True)
            if position + len(part) <= end
        ]

    def near(self, word: bytes, distance: int) -> list[tuple[int, int]]:
        """(number, distance) of the words within an edit distance: insertion, deletion, substitution, transposition.

        Words whose length differs too much, or that have too many other letters, are skipped without comparing.
        """
        text = word.decode(errors="replace")
        lengths = self._by_length()
        first, last = lengths.between(len(text) - distance, len(text) + distance)
        others = np.bitwise_count(lengths.letters[first:last] ^ _letter_set(word))
        return [
            (number, typos)
            for number in np.sort(lengths.numbers[first:last][others <= 2 * distance]).tolist()
            if (typos := OSA.distance(text, self[number].decode(errors="replace"), score_cutoff=distance))
            <= distance
        ]

    def _by_length(self) -> "ByLength":
        if self._lengths is None:
            self._lengths = ByLength.of(self.content, self.starts)
        return self._lengths


class ByLength(NamedTuple):
    """The words sorted by length: word `numbers[n]` has the set of letters `letters[n]`, and words of `k` letters end
    before `ends[k]`."""

    numbers: Array
    letters: Array
    ends: Array

    @classmethod
    def of(cls, content: bytes, starts: Array) -> "ByLength":
        signs = np.frombuffer(content, dtype=np.uint8)
        # Continuation bytes of a multi-byte letter do not count.
        counted = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(signs & 0xC0 != 0x80)])
        lengths = np.diff(counted[starts])
        numbers = np.argsort(lengths, kind="stable").astype(np.uint32)
        letters = np.empty(0, dtype=np.uint64)
        if len(numbers):
            letters = np.bitwise_or.reduceat(_LETTER_BITS[signs], starts[:-1].astype(np.int64))[numbers]
        return cls(numbers, letters, np.cumsum(np.bincount(lengths)))

    def between(self, shortest: int, longest: int) -> tuple[int, int]:
        """The first index of a word with at least `shortest` letters, and the first one after those with `longest`."""
        if not len(self.ends) or longest < 0:
            return 0, 0
        before = min(shortest - 1, len(self.ends) - 1)
        first = int(self.ends[before]) if before >= 0 else 0
        return first, int(self.ends[min(longest, len(self.ends) - 1)])


def _letter_set(word: bytes) -> np.uint64:
    return np.bitwise_or.reduce(_LETTER_BITS[np.frombuffer(word, dtype=np.uint8)])


def union(vocabularies: Iterable[Sequence[bytes]]) -> list[bytes]:
    return sorted(set().union(*vocabularies))

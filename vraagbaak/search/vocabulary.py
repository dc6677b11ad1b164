"""A sorted list of words, kept as one string of bytes: looked up, ranged over and searched without a list in memory."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import OSA

from vraagbaak.search.arrays import Array

FOUND_KEPT = 5_000
SIGNPOST_EVERY = 8
"""Of so many words one is kept by itself, so that most of the way to a word is found without cutting others out."""

_LETTER_BITS = np.left_shift(np.uint64(1), (np.arange(256) % 64).astype(np.uint64))
_LETTER_BITS[128:] = 0  # one slip in a letter of several bytes would count for as many


class Vocabulary(Sequence[bytes]):
    """`starts[n]` is where word n begins in `content`; the last start is the end of the content."""

    def __init__(self, content: bytes, starts: Array) -> None:
        self.content = content
        self.starts = starts
        self._places = starts.astype(np.uint32, copy=False).data  # reads a number faster than numpy does
        self._letters: Array | None = None
        self._lengths: Array | None = None
        self._found: dict[bytes, int] = {}
        self._signposts = [self[number] for number in range(0, len(self), SIGNPOST_EVERY)]

    @classmethod
    def of(cls, words: Sequence[bytes]) -> "Vocabulary":
        """From words that are in order already."""
        starts = np.zeros(len(words) + 1, dtype=np.uint32)
        np.cumsum([len(word) for word in words], out=starts[1:]) if words else None
        return cls(b"".join(words), starts)

    def __len__(self) -> int:
        return len(self._places) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self.content[self._places[number] : self._places[number + 1]]

    def words(self) -> list[bytes]:
        ends = self.starts.tolist()
        return [self.content[start:end] for start, end in itertools.pairwise(ends)]

    def find(self, word: bytes) -> int:
        """The number of the word; -1 if it is not here."""
        number = self._found.get(word)
        if number is None:
            place = self._place(word)
            number = place if place < len(self) and self[place] == word else -1
            if len(self._found) >= FOUND_KEPT:
                self._found.clear()
            self._found[word] = number
        return number

    def beginning_with(self, prefix: bytes) -> tuple[int, int]:
        """The first word with this beginning, and the first behind those."""
        first = self._place(prefix)
        after = prefix.rstrip(b"\xff")
        last = self._place(after[:-1] + bytes([after[-1] + 1])) if after else len(self)
        return first, max(first, last)

    def _place(self, word: bytes) -> int:
        """Where the word is, or would be."""
        near = bisect_left(self._signposts, word) * SIGNPOST_EVERY
        return bisect_left(self, word, max(near - SIGNPOST_EVERY, 0), min(near, len(self)))

    def containing(self, part: bytes, most: int) -> list[tuple[int, int]]:
        """(number of a word, place of the part in it), for the first `most` occurrences."""
        found: list[int] = []
        place = self.content.find(part)
        while place >= 0 and len(found) < most:
            found.append(place)
            place = self.content.find(part, place + 1)
        if not found:
            return []
        numbers = np.searchsorted(self.starts, found, side="right") - 1
        ends = self.starts[numbers + 1].tolist()
        starts = self.starts[numbers].tolist()
        return [
            (number, place - start)
            for number, place, start, end in zip(numbers.tolist(), found, starts, ends, strict=True)
            if place + len(part) <= end
        ]

    def near(self, word: bytes, distance: int) -> list[tuple[int, int]]:
        """(number, distance) of the words at most `distance` slips away: a letter more, less, other, or two swapped.

        Words of a very different length, or with too many other letters, are set aside without a look.
        """
        text = word.decode(errors="replace")
        close = np.abs(self._letter_counts() - len(text)) <= distance
        others = np.bitwise_count(self._letter_sets() ^ _letter_set(word))
        close &= others <= 2 * distance
        return [
            (number, slips)
            for number in np.flatnonzero(close).tolist()
            if (slips := OSA.distance(text, self[number].decode(errors="replace"), score_cutoff=distance))
            <= distance
        ]

    def _letter_counts(self) -> Array:
        """Of each word, without the bytes that go on with a letter."""
        if self._lengths is None:
            begins = np.frombuffer(self.content, dtype=np.uint8) & 0xC0 != 0x80
            counted = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(begins)])
            self._lengths = np.diff(counted[self.starts]).astype(np.int32)
        return self._lengths

    def _letter_sets(self) -> Array:
        if self._letters is None:
            bits = _LETTER_BITS[np.frombuffer(self.content, dtype=np.uint8)]
            starts = self.starts[:-1].astype(np.int64)
            self._letters = (
                np.bitwise_or.reduceat(bits, starts) if len(starts) else np.empty(0, dtype=np.uint64)
            )
        return self._letters


def _letter_set(word: bytes) -> np.uint64:
    return np.bitwise_or.reduce(_LETTER_BITS[np.frombuffer(word, dtype=np.uint8)])


def united(vocabularies: Iterable[Sequence[bytes]]) -> list[bytes]:
    return sorted(set().union(*vocabularies))

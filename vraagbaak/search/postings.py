"""The postings of one field: collected, sorted and merged with existing ones.

The postings of one word are contiguous and the words are sorted, so the postings of all words with the same prefix are
one range of the file, however many words there are.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

import numpy as np

from vraagbaak.search.arrays import Array, ArrayFile
from vraagbaak.search.vocabulary import Vocabulary, union

MAX_POSITIONS = 2**16 - 1
"""Occurrences of one word in one document that are stored."""

MAX_WEIGHT = 6e4

Entry = list[float]
"""The weight of a word in a document, followed by its positions."""


@dataclass
class Postings:
    """Of one field and one segment. The arrays have one element per posting, except `positions`: one per occurrence.

    `surfaces` are words as they are written, `stems` the numbers of the words that find them.
    """

    words: list[bytes]
    sizes: Array
    docs: Array
    weights: Array
    counts: Array
    positions: Array
    surfaces: list[bytes]
    stems: Array

    def arrays(self, name: str) -> dict[str, Array]:
        words, surfaces = Vocabulary.of(self.words), Vocabulary.of(self.surfaces)
        occurrences = np.concatenate([np.zeros(1, np.uint64), np.cumsum(self.counts, dtype=np.uint64)])
        return {
            f"{name}/words": np.frombuffer(words.content, dtype=np.uint8),
            f"{name}/starts": words.starts,
            f"{name}/ends": np.cumsum(self.sizes, dtype=np.uint32),
            f"{name}/docs": self.docs,
            f"{name}/weights": self.weights,
            f"{name}/counts": self.counts,
            f"{name}/places": self.positions,
            f"{name}/placed": occurrences[np.cumsum(self.sizes)],
            f"{name}/surfaces": np.frombuffer(surfaces.content, dtype=np.uint8),
            f"{name}/surface_starts": surfaces.starts,
            f"{name}/stems": self.stems,
        }


def read_postings(file: ArrayFile, name: str) -> Postings:
    """All postings of a field, for merging."""
    ends = file.array(f"{name}/ends")
    return Postings(
        words=read_vocabulary(file, name, "words", "starts").words(),
        sizes=np.diff(ends, prepend=np.uint32(0)),
        docs=file.array(f"{name}/docs"),
        weights=file.array(f"{name}/weights"),
        counts=file.array(f"{name}/counts"),
        positions=file.array(f"{name}/places"),
        surfaces=read_vocabulary(file, name, "surfaces", "surface_starts").words(),
        stems=file.array(f"{name}/stems"),
    )


def read_vocabulary(file: ArrayFile, name: str, words: str, starts: str) -> Vocabulary:
    found = file.array(f"{name}/{starts}")
    content = file.array(f"{name}/{words}").tobytes()
    return Vocabulary(content, found if len(found) else np.zeros(1, dtype=np.uint32))


def field_names(file: ArrayFile) -> list[str]:
    return sorted({name.partition("/")[0] for name in file.names()})


@dataclass
class PostingsBuffer:
    """Collects the postings of one field of new documents, in the order in which they come."""

    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    terms: "array[int]" = field(default_factory=lambda: array("I"))
    docs: "array[int]" = field(default_factory=lambda: array("I"))
    weights: "array[float]" = field(default_factory=lambda: array("f"))
    counts: "array[int]" = field(default_factory=lambda: array("H"))
    positions: "array[int]" = field(default_factory=lambda: array("I"))
    surfaces: dict[str, str] = field(default_factory=dict)

    def add(self, doc: int, entries: Mapping[str, Entry], surfaces: Mapping[str, str]) -> None:
        """Add a document: each word with its weight and positions; `surfaces` maps written forms to their words."""
        found = list(entries.values())
        self.terms.extend(map(self.numbers.__getitem__, entries))
        self.docs.extend([doc] * len(found))
        self.weights.extend([entry[0] for entry in found])
        self.counts.extend([min(len(entry) - 1, MAX_POSITIONS) for entry in found])
        self.positions.extend(chain.from_iterable(map(int, entry[1 : MAX_POSITIONS + 1]) for entry in found))
        self.surfaces.update(surfaces)

    def postings(self) -> Postings:
        words = sorted(word.encode() for word in self.numbers)
        rank = {word: position for position, word in enumerate(words)}
        ranks = np.array([rank[word.encode()] for word in self.numbers], dtype=np.int64)
        surfaces = sorted((form.encode(), rank[stem.encode()]) for form, stem in self.surfaces.items())
        return _ordered(
            words,
            ranks[np.asarray(self.terms)] if words else np.empty(0, dtype=np.int64),
            Postings(
                words=[],
                sizes=np.empty(0, dtype=np.uint32),
                docs=np.array(self.docs, dtype=np.uint32),
                weights=np.minimum(np.array(self.weights, dtype=np.float32), MAX_WEIGHT).astype(np.float16),
                counts=np.array(self.counts, dtype=np.uint16),
                positions=np.array(self.positions, dtype=np.uint32),
                surfaces=[form for form, _ in surfaces],
                stems=np.array([number for _, number in surfaces], dtype=np.uint32),
            ),
        )


def merge(parts: Sequence[tuple[Postings, Callable[[Array], Array]]]) -> Postings:
    """One from several. Each part comes with a function to its new document numbers, negative for dropped documents.

    The numbers of a later part must be greater than those of an earlier one.
    """
    kept = [_renumbered(postings, renumber) for postings, renumber in parts]
    words = union(part.words for part, _ in kept)
    rank = {word: position for position, word in enumerate(words)}
    ranks = [np.array([rank[word] for word in part.words], dtype=np.int64) for part, _ in kept]
    per_posting = [own[of_posting] for own, (_, of_posting) in zip(ranks, kept, strict=True)]
    found: dict[bytes, int] = {}
    for own, (part, _) in zip(ranks, kept, strict=True):
        found.update(zip(part.surfaces, own[part.stems].tolist(), strict=True))
    surfaces = sorted(found)
    whole = Postings(
        words=[],
        sizes=np.empty(0, dtype=np.uint32),
        docs=_joined([part.docs for part, _ in kept], np.uint32),
        weights=_joined([part.weights for part, _ in kept], np.float16),
        counts=_joined([part.counts for part, _ in kept], np.uint16),
        positions=_joined([part.positions for part, _ in kept], np.uint32),
        surfaces=surfaces,
        stems=np.array([found[form] for form in surfaces], dtype=np.uint32),
    )
    return _ordered(words, _joined(per_posting, np.int64), whole)


def _renumbered(postings: Postings, renumber: Callable[[Array], Array]) -> tuple[Postings, Array]:
    """The postings with their new document numbers, without those that are dropped, and the word of each."""
    of_posting = np.repeat(np.arange(len(postings.words)), postings.sizes)
    docs = renumber(postings.docs)
    if (docs >= 0).all():
        return _with(postings, docs, slice(None), postings.positions), of_posting
    stays = docs >= 0
    return _without_lost_words(
        _with(postings, docs[stays], stays, postings.positions[np.repeat(stays, postings.counts)]),
        of_posting[stays],
    )


def _without_lost_words(postings: Postings, of_posting: Array) -> tuple[Postings, Array]:
    """A word without documents is removed, and so are the written forms that led to it."""
    used = np.unique(of_posting)
    if len(used) == len(postings.words):
        return postings, of_posting
    number = np.full(len(postings.words), -1, dtype=np.int64)
    number[used] = np.arange(len(used))
    words = [postings.words[position] for position in used.tolist()]
    stems = number[postings.stems]
    surfaces = [form for form, stem in zip(postings.surfaces, stems.tolist(), strict=True) if stem >= 0]
    kept = Postings(
        words,
        postings.sizes,
        postings.docs,
        postings.weights,
        postings.counts,
        postings.positions,
        surfaces,
        stems[stems >= 0].astype(np.uint32),
    )
    return kept, number[of_posting]


def _with(postings: Postings, docs: Array, stays: Array | slice, positions: Array) -> Postings:
    return Postings(
        postings.words,
        postings.sizes,
        docs.astype(np.uint32),
        postings.weights[stays],
        postings.counts[stays],
        positions,
        postings.surfaces,
        postings.stems,
    )


def _ordered(words: list[bytes], ranks: Array, postings: Postings) -> Postings:
    """Sorted by word, and within a word in the existing order."""
    order = np.argsort(ranks, kind="stable")
    lengths = postings.counts.astype(np.int64)
    begins = np.cumsum(lengths) - lengths
    lengths = lengths[order]
    shift = begins[order] - (np.cumsum(lengths) - lengths)
    return Postings(
        words=words,
        sizes=np.bincount(ranks, minlength=len(words)).astype(np.uint32),
        docs=postings.docs[order],
        weights=postings.weights[order],
        counts=postings.counts[order],
        positions=postings.positions[np.repeat(shift, lengths) + np.arange(len(postings.positions))],
        surfaces=postings.surfaces,
        stems=postings.stems,
    )


def _joined(arrays: Iterable[Array], kind: type) -> Array:
    found = list(arrays)
    return np.concatenate(found).astype(kind, copy=False) if found else np.empty(0, dtype=kind)

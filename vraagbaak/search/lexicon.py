"""The words that an index has in one language, over all its segments; for expanding and correcting queries."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from vraagbaak.search.analysis import stem
from vraagbaak.search.schema import text_field
from vraagbaak.search.segments import Words
from vraagbaak.search.store import Snapshot

MIN_MISTYPED_LENGTH = 5
"""Letters from which the beginning of a word may have a typo."""
MAX_PREFIXES = 20
MAX_CACHED = 5_000


class Form(NamedTuple):
    """A word as it is written somewhere, the term that finds it, and how many documents have that term."""

    written: str
    term: str
    documents: int


class Lexicon:
    """`listed` are words that may be parts of compounds although the index does not have them."""

    def __init__(self, snapshot: Snapshot, language: str, listed: frozenset[str] = frozenset()) -> None:
        self.language = language
        self.listed = listed
        self._snapshot = snapshot
        self._cache: dict[tuple[str, str], Any] = {}
        self._segments: list[Words] = [leaf.segment.words(text_field(language)) for leaf in snapshot.leaves]

    def documents(self, term: str) -> int:
        """How many documents have the term."""
        return self._snapshot.frequency(text_field(self.language), term)

    def knows(self, written: str) -> bool:
        """Whether the index has the word in exactly this form."""
        encoded = written.encode()
        return any(words.surfaces.find(encoded) >= 0 for words in self._segments)

    def term(self, written: str) -> str:
        """The term that finds the word."""
        known = (words.term_of(written) for words in self._segments)
        return next((term for term in known if term), None) or stem(written, self.language)

    def form(self, written: str) -> Form:
        term = self.term(written)
        return Form(written, term, self.documents(term))

    def cached(self, kind: str, word: str, make: Callable[[], Any]) -> Any:
        """What was computed for a word before; people search for the same words, and type them letter by letter."""
        key = kind, word
        found = self._cache.get(key)
        if found is None:
            found = make()
            if len(self._cache) >= MAX_CACHED:
                self._cache.clear()  # another thread may do so at any moment
            self._cache[key] = found
        return found

    def containing(self, part: str, limit: int) -> Iterator[tuple[str, int]]:
        """(word, position of the part in it), for the `limit` most used words of each segment."""
        seen: set[tuple[str, int]] = set()
        for words in self._segments:
            for written, position in words.surfaces_containing(part, limit):
                if (written, position) not in seen:
                    seen.add((written, position))
                    yield written, position

    def near(self, written: str, distance: int) -> dict[str, int]:
        """Words within this edit distance, each with its distance."""
        if not distance:
            return {written: 0} if self.knows(written) else {}
        found: dict[str, int] = {}
        for words in self._segments:
            for number, typos in words.surfaces.near(written.encode(), distance):
                found[words.surfaces[number].decode()] = typos
        return found

    def prefixes_near(self, written: str, field: str) -> list[str]:
        """Prefixes of words of a field that differ from this by one typo; none if a word has exactly this prefix."""
        encoded = written.encode()
        vocabularies = [leaf.segment.words(field).vocabulary for leaf in self._snapshot.leaves]
        if len(written) < MIN_MISTYPED_LENGTH or any(
            first < last for first, last in (words.with_prefix(encoded) for words in vocabularies)
        ):
            return []
        found: dict[str, None] = {}
        for words in vocabularies:
            for start in {encoded[:2], encoded[1::-1]}:
                first, last = words.with_prefix(start)
                for number in range(first, last):
                    found.update(dict.fromkeys(_near_prefixes(written, words[number].decode())))
        return list(found)[:MAX_PREFIXES]


def _near_prefixes(written: str, word: str) -> Iterator[str]:
    """A prefix of the word that differs from this by one typo."""
    for length in (len(written), len(written) + 1, len(written) - 1):
        prefix = word[:length]
        if len(prefix) == length and OSA.distance(written, prefix, score_cutoff=1) <= 1:
            yield prefix
            return


def lexicon(snapshot: Snapshot, language: str, listed: frozenset[str] = frozenset()) -> Lexicon:
    """The lexicon of a snapshot, created once."""
    if language not in snapshot.lexicons:
        snapshot.lexicons[language] = Lexicon(snapshot, language, listed)
    return snapshot.lexicons[language]

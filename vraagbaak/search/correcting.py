"""Corrections of a query ("did you mean"), made only of words in what this person may see."""

from collections.abc import Iterator

import numpy as np

from vraagbaak.search.analysis import Word
from vraagbaak.search.columns import Docs
from vraagbaak.search.compounds import compounds_with, parts_of
from vraagbaak.search.filters import Filter
from vraagbaak.search.lexicon import Lexicon, lexicon
from vraagbaak.search.ranking import languages
from vraagbaak.search.schema import text_field
from vraagbaak.search.segments import Segment
from vraagbaak.search.spelling import corrected
from vraagbaak.search.store import Snapshot
from vraagbaak.search.synonyms import Synonyms, SynonymSource


def corrected_query(
    snapshot: Snapshot,
    shown: Filter,
    text: str,
    synonyms: SynonymSource,
    listed: frozenset[str] = frozenset(),
) -> str | None:
    """The text as it was probably meant, in the language of most of what is shown; None if it is fine."""
    for language, docs in _by_size(snapshot, shown):
        reader = Reader(lexicon(snapshot, language, listed), synonyms.synonyms(language), docs)
        better = corrected(text, reader.lexicon, reader.is_known, reader.is_shown)
        if better:
            return better
    return None


class Reader:
    """Which words are known and shown to somebody who may see these documents of one language."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms, docs: list[tuple[Segment, Docs]]) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self._docs = docs

    def is_shown(self, term: str) -> bool:
        return any(self._stands_in(segment, docs, term) for segment, docs in self._docs)

    def is_known(self, word: Word) -> bool:
        """A word in what is shown, a compound of such words or a part of one, or a word with a synonym."""
        form, term = word.forms[0], word.parts[0]
        if self.is_shown(term) or any(self.synonyms.meanings([term])):
            return True
        parts = parts_of(form, self.lexicon)
        if parts and all(self.is_shown(part.term) for part in parts):
            return True
        return any(map(self.is_shown, compounds_with(form, term, self.lexicon)))

    def _stands_in(self, segment: Segment, docs: Docs, term: str) -> bool:
        words = segment.words(text_field(self.lexicon.language))
        number = words.number(term)
        return number >= 0 and bool(docs[words.docs(number, number + 1)].any())


def _by_size(snapshot: Snapshot, shown: Filter) -> Iterator[tuple[str, list[tuple[Segment, Docs]]]]:
    """The languages of what is shown, the most used first, each with its documents."""
    found: dict[str, list[tuple[Segment, Docs]]] = {}
    for leaf in snapshot.leaves:
        for language, docs in languages(leaf, leaf.live & shown.docs(leaf.segment)):
            found.setdefault(language, []).append((leaf.segment, docs))
    sizes = {language: sum(np.count_nonzero(docs) for _, docs in parts) for language, parts in found.items()}
    return ((language, found[language]) for language in sorted(found, key=lambda key: -sizes[key]))

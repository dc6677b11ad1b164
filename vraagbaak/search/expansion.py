"""What a word of a query may also be: part of a compound or one itself, a synonym, or a slip."""

import itertools
from collections.abc import Sequence

from vraagbaak.search import matching
from vraagbaak.search.analysis import Word, fold, stem
from vraagbaak.search.compounds import LINKS, compounds_with, parts_of
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.matching import Node
from vraagbaak.search.schema import PREFIX
from vraagbaak.search.spelling import corrections
from vraagbaak.search.synonyms import Meaning, Synonyms

# What another way to say it counts for, beside the word as it was typed.
SYNONYM = 0.9
JOINED = 0.9
SPLIT = 0.7
COMPOUND = 0.5
SLIP = 0.7
NEAR_BEGINNING = 0.6

LONGEST_BEGINNING = 40


class Expansion:
    """Turns the words of a query to nodes. `forgiving` also takes unknown words for slips of known ones."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms, *, forgiving: bool) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.forgiving = forgiving

    def nodes(self, telling: Sequence[Word], found: Sequence[Word]) -> list[Node]:
        """One node for each telling word, with its other ways among them; `found` are all words in order."""
        others: dict[Word, list[Node]] = {word: [] for word in telling}
        loose = self._add_synonyms(others, found)
        self._add_joined(others, found)
        return [*(self._node(word, ways) for word, ways in others.items()), *loose]

    def _node(self, word: Word, ways: list[Node]) -> Node:
        written = as_written(word)
        if len(word.forms) == 1 and word.forms[0].isalpha():
            ways += self._split(word.forms[0]) + self._compounds(word)
            if self.forgiving and not ways and not self.lexicon.documents(word.parts[0]):
                ways += self._slips(word.forms[0])
        return matching.Best((written, *dict.fromkeys(ways))) if ways else written

    def _split(self, written: str) -> list[Node]:
        parts = parts_of(written, self.lexicon)
        if not parts:
            return []
        return [matching.Boosted(matching.All(tuple(matching.Term(part.term) for part in parts)), SPLIT)]

    def _compounds(self, word: Word) -> list[Node]:
        found = compounds_with(word.forms[0], word.parts[0], self.lexicon)
        return [matching.Boosted(matching.Term(term), COMPOUND) for term in found]

    def _slips(self, written: str) -> list[Node]:
        found = corrections(written, self.lexicon)
        return [matching.Boosted(matching.Term(one.form.term), SLIP / max(one.slips, 1)) for one in found]

    def _add_synonyms(self, others: dict[Word, list[Node]], found: Sequence[Word]) -> list[Node]:
        """Adds the meanings to the words that have them; returns those of words that tell nothing themselves."""
        terms = [(part, word) for word in found for part in word.parts]
        loose = []
        for meaning in self.synonyms.meanings([part for part, _ in terms]):
            node = _meaning(meaning)
            bearers = {word for _, word in terms[meaning.start : meaning.stop]} & others.keys()
            for word in bearers:
                others[word].append(node)
            if not bearers:
                loose.append(node)
        return loose

    def _add_joined(self, others: dict[Word, list[Node]], found: Sequence[Word]) -> None:
        """ "rij bewijs" also finds "rijbewijs"."""
        for first, second in itertools.pairwise(found):
            if len(first.forms) == len(second.forms) == 1:
                for node in self._joined(first.forms[0], second.forms[0]):
                    for word in {first, second} & others.keys():
                        others[word].append(node)

    def _joined(self, first: str, second: str) -> list[Node]:
        links = LINKS.get(self.lexicon.language, ("",))
        terms = {stem(first + link + second, self.lexicon.language) for link in links}
        return [
            matching.Boosted(matching.Term(term), JOINED)
            for term in sorted(terms)
            if self.lexicon.documents(term)
        ]


def as_written(word: Word) -> Node:
    """ "e-mail" is found as two words in a row and as "email"."""
    written = matching.Term(word.parts[0]) if len(word.parts) == 1 else _following(word.parts)
    return matching.Best((written, matching.Term(word.joined))) if word.joined else written


def begun(word: Word) -> Node:
    """The word, unfinished perhaps, in the field of unfinished words."""
    *before, last = word.forms
    beginning: Node = matching.Begun(last[:LONGEST_BEGINNING])
    if before:
        beginning = matching.All((*map(matching.Term, before), beginning))
    joined = fold("".join(word.forms))[:LONGEST_BEGINNING]
    return matching.Best((beginning, matching.Begun(joined))) if word.joined else beginning


def nearly_begun(word: Word, lexicon: Lexicon) -> list[Node]:
    """The word taken for a slip of how others begin, when none begins like this."""
    if len(word.forms) != 1:
        return []
    found = lexicon.beginnings_near(word.forms[0], PREFIX)
    return [matching.Boosted(matching.Begun(beginning), NEAR_BEGINNING) for beginning in found]


def _meaning(meaning: Meaning) -> Node:
    terms = tuple(map(matching.Term, meaning.terms))
    return matching.Boosted(terms[0] if len(terms) == 1 else matching.All(terms), SYNONYM)


def _following(parts: Sequence[str]) -> Node:
    return matching.Following(tuple((part,) for part in parts))

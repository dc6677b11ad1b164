"""What a word of a query may also be: part of a compound or one itself, a synonym, or a slip."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vraagbaak.search.analysis import Word, fold
from vraagbaak.search.combining import All, Best, Boosted
from vraagbaak.search.compounds import LINKS, compounds_with, parts_of
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.schema import PREFIX
from vraagbaak.search.spelling import corrections
from vraagbaak.search.synonyms import Meaning, Synonyms
from vraagbaak.search.terms import Begun, Following, Term, Terms
from vraagbaak.search.view import Node

# What another way to say it counts for, beside the word as it was typed.
SYNONYM = 0.9
JOINED = 0.9
SPLIT = 0.7
COMPOUND = 0.5
SLIP = 0.7
NEAR_BEGINNING = 0.6

MAX_BEGINNING_LENGTH = 40
FEW_WORDS = 4
"""With more telling words a page need not have each of them, and longer words that hold one bring in more pages that
are about something else than pages that would be missed (measured)."""


class Expansion:
    """Turns the words of a query to nodes. `forgiving` also takes unknown words for slips of known ones."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms, *, forgiving: bool) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.forgiving = forgiving

    def nodes(
        self, telling: Sequence[Word], found: Sequence[Word], *, unfinished: Word | None = None
    ) -> list[Node]:
        """One node for each telling word, with its other ways among them; `found` are all words in order.

        The word that is `unfinished` may still become any longer one, so its compounds are not looked up.
        """
        ways = {word: Ways() for word in telling}
        loose = self._add_synonyms(ways, found)
        self._add_joined(ways, found)
        few = len(ways) <= FEW_WORDS
        for word, others in ways.items():
            self._add_relatives(word, others, compounds=few and word is not unfinished)
        return [*(others.node(word) for word, others in ways.items()), *loose]

    def _add_relatives(self, word: Word, ways: "Ways", *, compounds: bool) -> None:
        if len(word.forms) > 1 or not word.forms[0].isalpha():
            return
        parts = parts_of(word.forms[0], self.lexicon)
        if parts:
            ways.nodes.append(_together([part.term for part in parts], SPLIT))
        if compounds:
            for term in compounds_with(word.forms[0], word.parts[0], self.lexicon):
                ways.add(term, COMPOUND)
        if self.forgiving and not (ways.terms or self.lexicon.documents(word.parts[0])):
            for one in corrections(word.forms[0], self.lexicon):
                ways.add(one.form.term, SLIP / max(one.slips, 1))

    def _add_synonyms(self, ways: dict[Word, "Ways"], found: Sequence[Word]) -> list[Node]:
        """Adds the meanings to the words that have them; returns those of words that tell nothing themselves."""
        terms = [(part, word) for word in found for part in word.parts]
        loose = []
        for meaning in self.synonyms.meanings([part for part, _ in terms]):
            bearers = {word for _, word in terms[meaning.start : meaning.stop]} & ways.keys()
            for word in bearers:
                ways[word].mean(meaning)
            if not bearers:
                loose.append(_together(meaning.terms, SYNONYM))
        return loose

    def _add_joined(self, ways: dict[Word, "Ways"], found: Sequence[Word]) -> None:
        """ "rij bewijs" also finds "rijbewijs"."""
        for first, second in pairwise(found):
            if len(first.forms) == len(second.forms) == 1:
                for term in self._joined(first.forms[0], second.forms[0]):
                    for word in {first, second} & ways.keys():
                        ways[word].add(term, JOINED)

    def _joined(self, first: str, second: str) -> list[str]:
        links = LINKS.get(self.lexicon.language, ("",))
        terms = {self.lexicon.term(first + link + second) for link in links}
        return sorted(term for term in terms if self.lexicon.documents(term))


@dataclass
class Ways:
    """The other ways to say a word: single terms with their share, and whole nodes."""

    terms: dict[str, float] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def add(self, term: str, share: float) -> None:
        self.terms[term] = max(share, self.terms.get(term, 0.0))

    def mean(self, meaning: Meaning) -> None:
        if len(meaning.terms) == 1:
            self.add(meaning.terms[0], SYNONYM)
        else:
            self.nodes.append(_together(meaning.terms, SYNONYM))

    def node(self, word: Word) -> Node:
        written = as_written(word)
        if self.terms and len(word.parts) == 1 and not word.joined:
            self.add(word.parts[0], 1.0)
            written = Terms(tuple(sorted(self.terms.items())))
        elif self.terms:
            self.nodes.append(Terms(tuple(sorted(self.terms.items()))))
        return Best((written, *dict.fromkeys(self.nodes))) if self.nodes else written


def as_written(word: Word) -> Node:
    """ "e-mail" is found as two words in a row and as "email"."""
    written = Term(word.parts[0]) if len(word.parts) == 1 else _following(word.parts)
    return Best((written, Term(word.joined))) if word.joined else written


def begun(word: Word) -> Node:
    """The word, unfinished perhaps, in the field of unfinished words."""
    *before, last = word.forms
    beginning: Node = Begun(last[:MAX_BEGINNING_LENGTH])
    if before:
        beginning = All((*map(Term, before), beginning))
    joined = fold("".join(word.forms))[:MAX_BEGINNING_LENGTH]
    return Best((beginning, Begun(joined))) if word.joined else beginning


def nearly_begun(word: Word, lexicon: Lexicon) -> list[Node]:
    """The word taken for a slip of how others begin, when none begins like this."""
    if len(word.forms) != 1:
        return []
    found = lexicon.beginnings_near(word.forms[0], PREFIX)
    return [Boosted(Begun(beginning), NEAR_BEGINNING) for beginning in found]


def _together(terms: Sequence[str], share: float) -> Node:
    return Boosted(All(tuple(map(Term, terms))), share)


def _following(parts: Sequence[str]) -> Node:
    return Following(tuple((part,) for part in parts))

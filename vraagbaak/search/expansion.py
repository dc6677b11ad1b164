"""Query expansion: parts of compounds, compounds, synonyms and typos of the words of a query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vraagbaak.search.analysis import Word, fold
from vraagbaak.search.combining import All, BestOf, Boosted
from vraagbaak.search.compounds import LINKS, compounds_with, parts_of
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.schema import PREFIX
from vraagbaak.search.spelling import corrections
from vraagbaak.search.synonyms import Meaning, Synonyms
from vraagbaak.search.terms import Phrase, Prefix, Term, Terms
from vraagbaak.search.view import Node

# The weight of an alternative, relative to the word as it was typed.
SYNONYM = 0.9
JOINED = 0.9
SPLIT = 0.7
COMPOUND = 0.5
TYPO = 0.7
NEAR_PREFIX = 0.6

MAX_PREFIX_LENGTH = 40
FEW_WORDS = 4
"""With more content words than this, compounds that contain one add more irrelevant pages than they find (measured)."""


class Expansion:
    """Turns the words of a query into nodes. If `forgiving`, unknown words are also taken for typos of known ones."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms, *, forgiving: bool) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.forgiving = forgiving

    def nodes(
        self, content_words: Sequence[Word], found: Sequence[Word], *, unfinished: Word | None = None
    ) -> list[Node]:
        """One node for each content word, with its alternatives; `found` are all words of the query in order.

        The `unfinished` word may still become any longer word, so its compounds are not looked up.
        """
        alternatives = {word: Alternatives() for word in content_words}
        loose = self._add_synonyms(alternatives, found)
        self._add_joined(alternatives, found)
        few = len(alternatives) <= FEW_WORDS
        for word, others in alternatives.items():
            self._add_relatives(word, others, compounds=few and word is not unfinished)
        return [*(others.node(word) for word, others in alternatives.items()), *loose]

    def _add_relatives(self, word: Word, alternatives: "Alternatives", *, compounds: bool) -> None:
        if len(word.forms) > 1 or not word.forms[0].isalpha():
            return
        parts = parts_of(word.forms[0], self.lexicon)
        if parts:
            alternatives.nodes.append(_all_terms([part.term for part in parts], SPLIT))
        if compounds:
            for term in compounds_with(word.forms[0], word.parts[0], self.lexicon):
                alternatives.add(term, COMPOUND)
        if self.forgiving and not (alternatives.terms or self.lexicon.documents(word.parts[0])):
            for one in corrections(word.forms[0], self.lexicon):
                alternatives.add(one.form.term, TYPO / max(one.typos, 1))

    def _add_synonyms(self, alternatives: dict[Word, "Alternatives"], found: Sequence[Word]) -> list[Node]:
        """Adds meanings to the content words that have them; returns nodes for meanings of stop words."""
        terms = [(part, word) for word in found for part in word.parts]
        loose = []
        for meaning in self.synonyms.meanings([part for part, _ in terms]):
            bearers = {word for _, word in terms[meaning.start : meaning.stop]} & alternatives.keys()
            for word in bearers:
                alternatives[word].mean(meaning)
            if not bearers:
                loose.append(_all_terms(meaning.terms, SYNONYM))
        return loose

    def _add_joined(self, alternatives: dict[Word, "Alternatives"], found: Sequence[Word]) -> None:
        """ "rij bewijs" also finds "rijbewijs"."""
        for first, second in pairwise(found):
            if len(first.forms) == len(second.forms) == 1:
                for term in self._joined(first.forms[0], second.forms[0]):
                    for word in {first, second} & alternatives.keys():
                        alternatives[word].add(term, JOINED)

    def _joined(self, first: str, second: str) -> list[str]:
        links = LINKS.get(self.lexicon.language, ("",))
        terms = {self.lexicon.term(first + link + second) for link in links}
        return sorted(term for term in terms if self.lexicon.documents(term))


@dataclass
class Alternatives:
    """Alternatives for a word: single terms with their weight, and whole nodes."""

    terms: dict[str, float] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def add(self, term: str, share: float) -> None:
        self.terms[term] = max(share, self.terms.get(term, 0.0))

    def mean(self, meaning: Meaning) -> None:
        if len(meaning.terms) == 1:
            self.add(meaning.terms[0], SYNONYM)
        else:
            self.nodes.append(_all_terms(meaning.terms, SYNONYM))

    def node(self, word: Word) -> Node:
        written = exact_node(word)
        if self.terms and len(word.parts) == 1 and not word.joined:
            self.add(word.parts[0], 1.0)
            written = Terms(tuple(sorted(self.terms.items())))
        elif self.terms:
            self.nodes.append(Terms(tuple(sorted(self.terms.items()))))
        return BestOf((written, *dict.fromkeys(self.nodes))) if self.nodes else written


def exact_node(word: Word) -> Node:
    """ "e-mail" matches two words in a row, and "email"."""
    written = Term(word.parts[0]) if len(word.parts) == 1 else _phrase(word.parts)
    return BestOf((written, Term(word.joined))) if word.joined else written


def prefix_node(word: Word) -> Node:
    """The word, perhaps unfinished, for the autocompletion field."""
    *before, last = word.forms
    prefix: Node = Prefix(last[:MAX_PREFIX_LENGTH])
    if before:
        prefix = All((*map(Term, before), prefix))
    joined = fold("".join(word.forms))[:MAX_PREFIX_LENGTH]
    return BestOf((prefix, Prefix(joined))) if word.joined else prefix


def near_prefix_nodes(word: Word, lexicon: Lexicon) -> list[Node]:
    """Prefixes of other words that this may be a typo of, if no word begins like it."""
    if len(word.forms) != 1:
        return []
    found = lexicon.prefixes_near(word.forms[0], PREFIX)
    return [Boosted(Prefix(prefix), NEAR_PREFIX) for prefix in found]


def _all_terms(terms: Sequence[str], share: float) -> Node:
    return Boosted(All(tuple(map(Term, terms))), share)


def _phrase(parts: Sequence[str]) -> Node:
    return Phrase(tuple((part,) for part in parts))

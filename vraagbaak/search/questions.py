"""From a query as modelsearch states it to a tree of `matching` nodes, for one language.

No query syntax: operators, wildcards and quotes in what a visitor types are just not words. However long the
query, at most `MOST_CHARACTERS` are read and `MOST_WORDS` looked up.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from modelsearch import query as queries

from vraagbaak.search import matching
from vraagbaak.search.analysis import PLAIN, Word, stop_words, words
from vraagbaak.search.schema import LONGEST_PREFIX, WHOLE

MOST_CHARACTERS = 2_000
MOST_WORDS = 32


class Question:
    """Builds the tree; words are counted over the whole of it.

    A part without any word ("???") makes no demand: it is left out of And and Or, and finds nothing alone.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.words_left = MOST_WORDS

    def tree(self, query: queries.SearchQuery) -> matching.Node:
        return self._node(query) or matching.Nothing()

    def _node(self, query: queries.SearchQuery) -> matching.Node | None:
        match query:
            case queries.MatchAll():
                return matching.Everything()
            case queries.PlainText():
                return _boosted(self._plain(query), query.boost)
            case queries.Phrase():
                return self._phrase(query.query_string)
            case queries.Fuzzy():
                return self._fuzzy(query)
        return self._compound(query)

    def _compound(self, query: queries.SearchQuery) -> matching.Node | None:
        match query:
            case queries.Boost():
                return _boosted(self._node(query.subquery), query.boost)
            case queries.Not():
                node = self._node(query.subquery)
                return matching.Rest(node) if node else None
            case queries.And():
                return self._all(query.subqueries)
            case queries.Or():
                nodes = self._nodes(query.subqueries)
                return matching.Either(nodes) if nodes else None
        raise NotImplementedError(f"{type(query).__name__} is not a query that this search backend knows.")

    def _nodes(self, subqueries: Sequence[queries.SearchQuery]) -> tuple[matching.Node, ...]:
        return tuple(node for subquery in subqueries if (node := self._node(subquery)))

    def _all(self, subqueries: Sequence[queries.SearchQuery]) -> matching.Node | None:
        nodes = self._nodes(subqueries)
        wanted = tuple(node for node in nodes if not isinstance(node, matching.Rest))
        excluded = tuple(node.node for node in nodes if isinstance(node, matching.Rest))
        if not nodes:
            return None
        return matching.All(wanted or (matching.Everything(),), excluded)

    def _plain(self, query: queries.PlainText) -> matching.Node | None:
        return self._combined(self._telling_words(query.query_string), query.operator)

    def _combined(self, found: Sequence[Word], operator: str) -> matching.Node | None:
        nodes = tuple(dict.fromkeys(self.word(word) for word in found))
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return matching.All(nodes) if operator == "and" else matching.AnyWord(nodes)

    def _telling_words(self, text: str) -> list[Word]:
        """The words without the ones every text has ("hoe vraag ik een"), unless there are no others."""
        common = stop_words(self.language)
        found = list(self._words(text))
        return [word for word in found if len(word.parts) > 1 or word.parts[0] not in common] or found

    def _words(self, text: str) -> Iterator[Word]:
        for word in islice(words(text[:MOST_CHARACTERS], self.language), self.words_left):
            self.words_left -= 1
            yield word

    def word(self, word: Word) -> matching.Node:
        """ "e-mail" is found as two words in a row and as "email"."""
        written = matching.Term(word.parts[0]) if len(word.parts) == 1 else _following(word.parts)
        return matching.Best((written, matching.Term(word.joined))) if word.joined else written

    def _phrase(self, text: str) -> matching.Node | None:
        found = list(self._words(text))
        if len(found) < 2:
            return self.word(found[0]) if found else None
        steps: list[tuple[str, ...]] = []
        for word in found:
            whole = (word.joined,) if word.joined and len(word.parts) == 1 else ()
            steps.extend((part, *whole) for part in word.parts)
        return matching.Following(tuple(steps))

    def _fuzzy(self, query: queries.Fuzzy) -> matching.Node | None:
        terms = [part for word in self._words(query.query_string) for part in word.parts]
        nodes = tuple(matching.Similar(term, _distance(term)) for term in dict.fromkeys(terms))
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return matching.All(nodes) if query.operator == "and" else matching.AnyWord(nodes)


class Beginning(Question):
    """For autocompletion: the last word may still be unfinished, the words before it are whole."""

    def __init__(self) -> None:
        super().__init__(PLAIN)

    def word(self, word: Word) -> matching.Node:
        parts = tuple(part + WHOLE for part in word.parts)
        written = matching.Term(parts[0]) if len(parts) == 1 else _following(parts)
        return matching.Best((written, matching.Term(word.joined + WHOLE))) if word.joined else written

    def unfinished(self, word: Word) -> matching.Node:
        *whole, last = word.parts
        parts = (*(part + WHOLE for part in whole), last[:LONGEST_PREFIX])
        written = matching.Term(parts[0]) if len(parts) == 1 else _following(parts)
        joined = matching.Term(word.joined[:LONGEST_PREFIX])
        return matching.Best((written, joined)) if word.joined else written

    def _plain(self, query: queries.PlainText) -> matching.Node | None:
        found = list(self._words(query.query_string))
        if not found:
            return None
        nodes = (*dict.fromkeys(self.word(word) for word in found[:-1]), self.unfinished(found[-1]))
        if len(nodes) == 1:
            return nodes[0]
        return matching.All(nodes) if query.operator == "and" else matching.AnyWord(nodes)


def _boosted(node: matching.Node | None, boost: float) -> matching.Node | None:
    return matching.Boosted(node, float(boost)) if node and boost != 1 else node


def _following(parts: Sequence[str]) -> matching.Following:
    return matching.Following(tuple((part,) for part in parts))


def _distance(term: str) -> int:
    """The letters that may differ, as Elasticsearch's AUTO has it."""
    return 0 if len(term) < 3 else 1 if len(term) < 6 else 2

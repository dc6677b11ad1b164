"""Builds a tree of query nodes from a query of modelsearch, for one language.

There is no query syntax: operators, wildcards and quotes in what a visitor types are simply not words. However long
the query, at most `MAX_CHARACTERS` are read and `MAX_WORDS` are looked up.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from modelsearch import query as queries

from vraagbaak.search.analysis import PLAIN, Word, stem, words
from vraagbaak.search.combining import All, AnyOf, AnyWords, BestOf, Boosted, InField, Not, WholeTextFirst
from vraagbaak.search.expansion import Expansion, exact_node, near_prefix_nodes, prefix_node
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.schema import PREFIX, head_field, text_field, whole_field, whole_key_of
from vraagbaak.search.stopwords import stop_words
from vraagbaak.search.synonyms import NO_SYNONYMS, Synonyms
from vraagbaak.search.terms import MatchAll, MatchNone, Phrase, Term
from vraagbaak.search.view import Node

MAX_CHARACTERS = 2_000
MAX_WORDS = 32
MAX_SIMILAR = 50

STOP_WORD = 0.1
"""The weight of a stop word ("hoe", "een"), relative to content words."""
STOP_WORD_IN_HEAD = 0.5
"""The same in the head fields (title and the like): "wat kost" and "hoe verleng ik" are different questions."""
HEAD = 0.5
"""What a content word in the head fields adds."""
UNFINISHED_WORD = 1.5
"""The weight of an unfinished word, which is searched in the autocompletion fields alone."""


# "paspoort/rijbewijs" and "title:paspoort" are two words, "7:225" and "W-4" are one.
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]{4})[/:&+|](?=[^\W\d_]{4})")


class QueryTreeBuilder:
    """Builds one tree; `MAX_WORDS` counts over the whole of it.

    A subquery without any word ("???") is left out of And and Or, and finds nothing by itself.
    """

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms = NO_SYNONYMS) -> None:
        self.language = lexicon.language
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.words_left = MAX_WORDS

    def tree(self, query: queries.SearchQuery) -> Node:
        node = self._node(query) or MatchNone()
        if not isinstance(query, queries.PlainText):
            return node
        key = whole_key_of(list(islice(words(query.query_string[:MAX_CHARACTERS], self.language), MAX_WORDS)))
        return WholeTextFirst(node, whole_field(self.language), key) if key else node

    def _node(self, query: queries.SearchQuery) -> Node | None:
        match query:
            case queries.MatchAll():
                return MatchAll()
            case queries.PlainText():
                return _boosted(self._plain(query), query.boost)
            case queries.Phrase():
                return self._phrase(query.query_string)
            case queries.Fuzzy():
                return self._fuzzy(query)
        return self._compound(query)

    def _compound(self, query: queries.SearchQuery) -> Node | None:
        match query:
            case queries.Boost():
                return _boosted(self._node(query.subquery), query.boost)
            case queries.Not():
                node = self._node(query.subquery)
                return Not(node) if node else None
            case queries.And():
                return self._all(query.subqueries)
            case queries.Or():
                nodes = self._nodes(query.subqueries)
                return AnyOf(nodes) if nodes else None
        raise NotImplementedError(f"{type(query).__name__} is not a query that this search backend knows.")

    def _nodes(self, subqueries: Sequence[queries.SearchQuery]) -> tuple[Node, ...]:
        return tuple(node for subquery in subqueries if (node := self._node(subquery)))

    def _all(self, subqueries: Sequence[queries.SearchQuery]) -> Node | None:
        nodes = self._nodes(subqueries)
        wanted = tuple(node for node in nodes if not isinstance(node, Not))
        excluded = tuple(node.node for node in nodes if isinstance(node, Not))
        if not nodes:
            return None
        return All(wanted or (MatchAll(),), excluded)

    def _plain(self, query: queries.PlainText) -> Node | None:
        found = list(self._words(query.query_string))
        if not found:
            return None
        return self._all_words(found) if query.operator == "and" else self._any_word(found)

    def _all_words(self, found: list[Word]) -> Node:
        expansion = Expansion(self.lexicon, self.synonyms, forgiving=False)
        nodes = tuple(dict.fromkeys(expansion.nodes(self._content_words(found), found)))
        return nodes[0] if len(nodes) == 1 else All(nodes)

    def _any_word(self, found: list[Word]) -> Node:
        content_words = self._content_words(found)
        expansion = Expansion(self.lexicon, self.synonyms, forgiving=True)
        nodes = tuple(dict.fromkeys(expansion.nodes(content_words, found)))
        return AnyWords(nodes, self._added(nodes, [word for word in found if word not in content_words]))

    def _added(self, nodes: Sequence[Node], common: Sequence[Word]) -> Node:
        """What ranks one document above another that has the same words."""
        head = head_field(self.language)
        added: list[Node] = [Boosted(InField(head, AnyOf(tuple(nodes))), HEAD)]
        if common:
            words = AnyOf(tuple(dict.fromkeys(map(exact_node, common))))
            added.append(Boosted(words, STOP_WORD))
            added.append(Boosted(InField(head, words), STOP_WORD_IN_HEAD))
        return AnyOf(tuple(added))

    def _content_words(self, found: list[Word]) -> list[Word]:
        """The words without stop words ("hoe vraag ik een"), unless there are no others."""
        common = stop_words(self.language)
        return [word for word in found if not common.issuperset(word.parts)] or found

    def _words(self, text: str) -> Iterator[Word]:
        apart = _BETWEEN_WORDS.sub(" ", text[:MAX_CHARACTERS])
        for word in islice(words(apart, self.language), self.words_left):
            self.words_left -= 1
            yield word

    def _phrase(self, text: str) -> Node | None:
        found = list(self._words(text))
        if len(found) < 2:
            return exact_node(found[0]) if found else None
        steps: list[tuple[str, ...]] = []
        for word in found:
            whole = (word.joined,) if word.joined and len(word.parts) == 1 else ()
            steps.extend((part, *whole) for part in word.parts)
        return Phrase(tuple(steps))

    def _fuzzy(self, query: queries.Fuzzy) -> Node | None:
        forms = [form for word in self._words(query.query_string) for form in word.forms]
        nodes = tuple(dict.fromkeys(self._similar(form) for form in forms))
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return All(nodes) if query.operator == "and" else AnyWords(nodes)

    def _similar(self, written: str) -> Node:
        term = stem(written, self.language)
        distance = _distance(written)
        near = (
            {stem(form, self.language) for form in self.lexicon.near(written, distance)}
            if distance
            else set()
        )
        others = (Boosted(Term(other), 0.5) for other in sorted(near - {term}))
        return BestOf((Term(term), *islice(others, MAX_SIMILAR)))


class AutocompleteTreeBuilder(QueryTreeBuilder):
    """For autocompletion: the last word may be unfinished, the words before it are complete.

    With "and", all words must be in the autocompletion fields as they are typed. With "or", the words before the last
    one count as in a search, and the last one may be mistyped.
    """

    def _plain(self, query: queries.PlainText) -> Node | None:
        if query.operator == "and":
            return self._strictly(query.query_string)
        found = list(self._words(query.query_string))
        return self._any_prefix(found) if found else None

    def _strictly(self, text: str) -> Node | None:
        found = list(islice(words(text[:MAX_CHARACTERS], PLAIN), MAX_WORDS))
        nodes = tuple(dict.fromkeys([*map(exact_node, found[:-1]), *map(prefix_node, found[-1:])]))
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return All(nodes)

    def _any_prefix(self, found: list[Word]) -> Node:
        """Searches the texts; only the unfinished word is searched in the autocompletion fields."""
        expansion = Expansion(self.lexicon, self.synonyms, forgiving=True)
        last = found[-1]
        content_words = [word for word in self._content_words(found) if word is not last]
        # In one call, because a synonym or compound may span the last word and the one before it.
        meant, *nodes = expansion.nodes([last, *content_words], found, unfinished=last)
        prefixes = InField(PREFIX, BestOf((prefix_node(last), *near_prefix_nodes(last, self.lexicon))))
        ending = BestOf((Boosted(prefixes, UNFINISHED_WORD), meant))
        added = self._added([*nodes, meant], [word for word in found[:-1] if word not in content_words])
        return InField(text_field(self.language), AnyWords((*nodes, ending), added))


def _boosted(node: Node | None, boost: float) -> Node | None:
    return Boosted(node, float(boost)) if node and boost != 1 else node


def _distance(written: str) -> int:
    """The edit distance allowed, like AUTO in Elasticsearch."""
    return 0 if len(written) < 3 else 1 if len(written) < 6 else 2

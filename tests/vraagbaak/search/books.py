"""Documents of a library that has no database, and the questions to put to an index of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from modelsearch.query import MATCH_ALL, PlainText, SearchQuery

from vraagbaak.search import values
from vraagbaak.search.correcting import corrected_query
from vraagbaak.search.documents import Document
from vraagbaak.search.filters import Filter, Lookup, OfType
from vraagbaak.search.query_tree import AutocompleteTreeBuilder, QueryTreeBuilder
from vraagbaak.search.ranking import Plan, Ranking, rank
from vraagbaak.search.schema import PREFIX, text_field
from vraagbaak.search.store import Store
from vraagbaak.search.synonyms import Pairs, SynonymSource

Put = Callable[..., None]
Find = Callable[..., list[int]]

EVERYTHING = OfType("library.book")
TITLE, BODY = 2.0, 1.0


def book(key: int, title: str, body: str = "", language: str = "nl", **columns: Any) -> Document:
    """`columns` are filter values: book(1, "title", live=True)."""
    texts = [("title", title, TITLE)] + ([("body", body, BODY)] if body else [])
    return Document(
        id=f"library.book:{key}",
        pk=values.encode(key),
        types="library.book",
        language=language,
        texts=texts,
        prefixes=[("title", title, 1.0)],
        columns={f"f_{name}": values.encode(value) for name, value in columns.items()},
    )


def book_of(key: int, *texts: tuple[str, str, float]) -> Document:
    """A book with fields of its own choice: (name, text, boost)."""
    return replace(book(key, ""), texts=list(texts))


def where(column: str, value: Any, lookup: str = "exact") -> Lookup:
    return Lookup(f"f_{column}", lookup, values.encode(value))


def searching(query: str | SearchQuery, operator: str = "and", **options: Any) -> Plan:
    asked = PlainText(query, operator=operator) if isinstance(query, str) else query
    found_in: Filter = options.pop("filter", EVERYTHING)
    return Plan(found_in, lambda *known: QueryTreeBuilder(*known).tree(asked), text_field, **options)


def suggesting(query: str, operator: str = "or", **options: Any) -> Plan:
    asked = PlainText(query, operator=operator)
    found_in: Filter = options.pop("filter", EVERYTHING)
    return Plan(
        found_in, lambda *known: AutocompleteTreeBuilder(*known).tree(asked), lambda _: PREFIX, **options
    )


def ranking(store: Store, plan: Plan, synonyms: Pairs = ()) -> Ranking:
    with store.snapshot() as snapshot:
        return rank(snapshot, plan, SynonymSource(lambda language: synonyms))


def keys(store: Store, plan: Plan, synonyms: Pairs = ()) -> list[int]:
    """The keys that are found, best first."""
    return [int(hit.pk) for hit in ranking(store, plan, synonyms).hits()]


def kept(store: Store) -> set[int]:
    """The keys of all that the index holds."""
    return set(keys(store, searching(MATCH_ALL)))


def did_you_mean(store: Store, text: str, shown: Filter = EVERYTHING, synonyms: Pairs = ()) -> str | None:
    with store.snapshot() as snapshot:
        return corrected_query(snapshot, shown, text, SynonymSource(lambda language: synonyms))

"""An index of its own, filled with plain documents: no database, no models."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from modelsearch.query import PlainText, SearchQuery

from vraagbaak.search import values
from vraagbaak.search.documents import Document
from vraagbaak.search.filters import Filter, OfType
from vraagbaak.search.questions import Beginning, Question
from vraagbaak.search.ranking import Plan, rank
from vraagbaak.search.schema import PREFIX, text_field
from vraagbaak.search.store import Store, store_for
from vraagbaak.search.synonyms import Pairs, SynonymSource

EVERYTHING = OfType("library.book")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = store_for(tmp_path / "index")
    store.empty()
    return store


@pytest.fixture
def put(store: Store) -> Callable[..., None]:
    """Put a document in the index: put(1, "title", body="…", language="nl", live=True)."""

    def put(key: int, title: str, body: str = "", language: str = "nl", **columns: Any) -> None:
        store.write([book(key, title, body, language, **columns)])

    return put


@pytest.fixture
def find(store: Store) -> Callable[..., list[int]]:
    """The keys that a query finds, best first."""

    def find(query: str | SearchQuery, operator: str = "and", **options: Any) -> list[int]:
        asked = PlainText(query, operator=operator) if isinstance(query, str) else query
        pairs = options.pop("synonyms", ())
        plan = Plan(
            options.pop("filter", EVERYTHING),
            lambda lexicon, synonyms: Question(lexicon, synonyms).tree(asked),
            text_field,
            **options,
        )
        return keys(store, plan, pairs)

    return find


@pytest.fixture
def suggest(store: Store) -> Callable[..., list[int]]:
    def suggest(query: str, filter: Filter = EVERYTHING, operator: str = "and") -> list[int]:  # noqa: A002
        asked = PlainText(query, operator=operator)
        return keys(store, Plan(filter, lambda *known: Beginning(*known).tree(asked), lambda _: PREFIX))

    return suggest


def book(key: int, title: str, body: str = "", language: str = "nl", **columns: Any) -> Document:
    texts = [("title", title, 2.0)] + ([("body", body, 1.0)] if body else [])
    return Document(
        id=f"library.book:{key}",
        pk=values.encode(key),
        types="library.book",
        language=language,
        texts=texts,
        prefixes=[("title", title, 1.0)],
        columns={f"f_{name}": values.encode(value) for name, value in columns.items()},
    )


def keys(store: Store, plan: Plan, pairs: Pairs = ()) -> list[int]:
    with store.snapshot() as snapshot:
        return [int(hit.pk) for hit in rank(snapshot, plan, SynonymSource(lambda language: pairs)).hits()]

"""An index of its own, filled with plain documents: no database, no models."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from modelsearch.query import SearchQuery

from tests.vraagbaak.search.books import book, did_you_mean, keys, searching, suggesting
from vraagbaak.search.store import Store, store_for


@pytest.fixture
def store_class() -> type[Store]:
    return Store


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
def put_titles(store: Store) -> Callable[..., None]:
    """Put documents with these titles in the index, in one commit; their keys are 1, 2, 3…"""

    def put_titles(*titles: str, language: str = "nl") -> None:
        store.write([book(key, title, language=language) for key, title in enumerate(titles, start=1)])

    return put_titles


@pytest.fixture
def find(store: Store) -> Callable[..., list[int]]:
    """The keys that a query finds, best first: find("paspoort", "or", synonyms=…, filter=…)."""

    def find(query: str | SearchQuery, operator: str = "and", **options: Any) -> list[int]:
        synonyms = options.pop("synonyms", ())
        return keys(store, searching(query, operator, **options), synonyms)

    return find


@pytest.fixture
def suggest(store: Store) -> Callable[..., list[int]]:
    """The keys that are suggested for what was typed so far, best first."""

    def suggest(query: str, operator: str = "or", **options: Any) -> list[int]:
        synonyms = options.pop("synonyms", ())
        return keys(store, suggesting(query, operator, **options), synonyms)

    return suggest


@pytest.fixture
def meant(store: Store) -> Callable[..., str | None]:
    """What a query may have meant: meant("paspoord", shown=…, synonyms=…)."""

    def meant(text: str, **options: Any) -> str | None:
        return did_you_mean(store, text, **options)

    return meant

"""Filters on columns, against a plain implementation of the lookups; also on columns with a value per document."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from modelsearch.query import MATCH_ALL

from tests.vraagbaak.search.books import book, keys, searching, where
from vraagbaak.search import values
from vraagbaak.search.filters import Filter, Lookup, NoDocuments, combined
from vraagbaak.search.store import Store

MANY = 1_200
PATHS = {key: f"/{key % 7:04d}/{key % 31:04d}/{key:04d}/" for key in range(MANY)}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Many values, in several segments, with some documents deleted and some without a path."""
    store = Store(tmp_path_factory.mktemp("filters") / "index")
    store.empty()
    books = [
        book(key, "Boek", path=PATHS[key] if key % 50 else None, place=key, live=key % 3 == 0)
        for key in range(MANY)
    ]
    for part in (books[:700], books[700:1_000], books[1_000:]):
        store.write(part)
    store.write(drop=[f"library.book:{key}" for key in range(0, MANY, 10)])
    return store


def shown(library: Store, wanted: Filter) -> set[int]:
    return set(keys(library, searching(MATCH_ALL, filter=wanted)))


def present(accepts: Callable[[int], bool]) -> set[int]:
    return {key for key in range(MANY) if key % 10 and accepts(key)}


def path_of(key: int) -> str | None:
    return PATHS[key] if key % 50 else None


@pytest.mark.parametrize(
    ("wanted", "accepts"),
    [
        (where("path", PATHS[123]), lambda key: key == 123),
        (where("path", "/nowhere/"), lambda key: False),
        (where("path", None), lambda key: False),
        (where("path", "/0003/", "startswith"), lambda key: PATHS[key].startswith("/0003/")),
        (where("path", "/0003/0010/", "startswith"), lambda key: PATHS[key].startswith("/0003/0010/")),
        (where("path", "", "startswith"), lambda key: True),
        (where("path", "/9", "startswith"), lambda key: False),
        (where("path", "/0019/", "endswith"), lambda key: PATHS[key].endswith("/0019/")),
        (where("path", "/0019/", "contains"), lambda key: "/0019/" in PATHS[key]),
        (where("place", 40, "lt"), lambda key: key < 40),
        (where("place", 1_150, "gte"), lambda key: key >= 1_150),
        (where("live", True), lambda key: key % 3 == 0),
        (where("other", "x"), lambda key: False),
        (NoDocuments(), lambda key: False),
    ],
)  # fmt: skip
def test_a_lookup_means_what_it_means_to_the_database(
    library: Store, wanted: Filter, accepts: Callable[[int], bool]
) -> None:
    assert shown(library, wanted) == present(accepts)


@pytest.mark.parametrize("size", [0, 1, 2, 300])
def test_in_a_list_of_keys(library: Store, size: int) -> None:
    wanted = random.Random(size).sample(range(MANY + 100), size)

    found = shown(library, Lookup("f_place", "in", frozenset(map(values.encode, wanted))))

    assert found == present(lambda key: key in wanted)


@pytest.mark.parametrize(("first", "last"), [(100, 199), (500, 500), (9, 3), (-5, 12), (1_190, 5_000)])
def test_within_a_range(library: Store, first: int, last: int) -> None:
    found = shown(library, Lookup("f_place", "range", (values.encode(first), values.encode(last))))

    assert found == present(lambda key: first <= key <= last)


def test_filters_combine(library: Store) -> None:
    live, early = where("live", True), where("place", 100, "lt")

    both = combined([live, early], "AND", negated=False)
    either = combined([live, early], "OR", negated=False)
    neither = combined([live, early], "OR", negated=True)

    assert [shown(library, wanted) for wanted in (both, either, neither)] == [
        present(lambda key: key % 3 == 0 and key < 100),
        present(lambda key: key % 3 == 0 or key < 100),
        present(lambda key: key % 3 != 0 and key >= 100),
    ]


def test_a_number_is_not_taken_for_a_text_that_begins_like_it(store: Store) -> None:
    store.write([book(1, "A", code=12), book(2, "B", code="12"), book(3, "C", code=True)])

    found: list[Any] = [sorted(shown(store, where("code", value))) for value in (12, "12", True)]

    assert found == [[1], [2], [3]]


def test_a_value_that_came_in_a_later_commit_is_filtered_too(store: Store) -> None:
    store.write([book(1, "A", path="/a/")])
    before = shown(store, where("path", "/a/", "startswith"))
    store.write([book(2, "B", path="/a/b/")])

    assert (before, shown(store, where("path", "/a/", "startswith"))) == ({1}, {1, 2})

"""The index of the tests, written when it is first read: it must hold what one that is written at once holds."""

from pathlib import Path

import pytest

from tests.factories import FaqPageFactory
from tests.lazy_index import LazyStore
from tests.vraagbaak.search.books import book, keys, searching
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.search.documents import Document
from vraagbaak.search.store import Store

NOTHING: tuple[list[Document], list[str]] = ([], [])
ONE = [book(1, "Paspoort", "", "nl")]
CHANGES = {
    "replaced": [(ONE, []), ([book(1, "Rijbewijs", "", "nl")], [])],
    "dropped": [(ONE, []), ([], [ONE[0].id])],
    "dropped and put back": [(ONE, []), ([], [ONE[0].id]), (ONE, [])],
    "put and dropped in one": [(ONE, []), (ONE, [ONE[0].id])],
    "nothing": [NOTHING],
}


@pytest.fixture
def written_at_once(tmp_path: Path) -> Store:
    store = Store(tmp_path / "at once")
    store.empty()
    return store


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_it_holds_the_same(tmp_path: Path, written_at_once: Store, changes: list[tuple[list, list]]) -> None:
    lazy = LazyStore(tmp_path / "lazy")
    lazy.empty()
    for put, drop in changes:
        lazy.write(put, drop)
        written_at_once.write(put, drop)

    for query in ("paspoort", "rijbewijs"):
        assert keys(lazy, searching(query)) == keys(written_at_once, searching(query))


def test_nothing_is_written_before_it_is_read(tmp_path: Path) -> None:
    lazy = LazyStore(tmp_path / "lazy")
    lazy.write(ONE)
    assert not lazy.folder.exists()

    assert keys(lazy, searching("paspoort")) == [1]


def test_what_is_told_after_a_search_is_found_by_the_next(tmp_path: Path) -> None:
    lazy = LazyStore(tmp_path / "lazy")
    lazy.write(ONE)
    keys(lazy, searching("paspoort"))
    lazy.write([book(2, "Paspoort kwijt", "", "nl")], [ONE[0].id])

    assert keys(lazy, searching("paspoort")) == [2]


@pytest.mark.django_db
def test_a_change_that_nobody_told_the_index_is_not_found(topic: FaqPage) -> None:
    page = FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?")
    FaqPage.objects.filter(pk=page.pk).update(title="Hoe vraag ik een rijbewijs aan?")

    assert [len(FaqPage.objects.search(word)) for word in ("paspoort", "rijbewijs")] == [1, 0]

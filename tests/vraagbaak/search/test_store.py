"""Writing, replacing and rebuilding in one folder."""

from tests.vraagbaak.search.books import Find, Put, book, book_of, kept, where
from vraagbaak.search.filters import Lookup
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.writing import Bulk


def test_a_document_is_replaced_and_removed_by_its_id(store: Store) -> None:
    store.write([book(1, "Paspoort"), book(1, "Rijbewijs"), book(2, "Paspoort")])
    store.write([book(2, "Rijbewijs")])
    store.write(drop=["library.book:1", "library.book:99"])

    with store.snapshot() as snapshot:
        assert snapshot.documents == 1
    assert kept(store) == {2}


def test_a_change_during_a_rebuild_is_in_the_old_and_in_the_new_index(store: Store) -> None:
    store.write([book(1, "Oud")])
    with store.locked(REBUILD_LOCK, timeout=0):
        folder = store.begin()
        with Bulk(folder) as bulk:
            bulk.add([book(2, "Nieuw"), book(3, "Verdwijnt")])
            store.write([book(4, "Tussendoor")])
            store.write(drop=["library.book:3"])
            store.write([book(2, "Nieuwer")])
        before = kept(store)
        store.swap(folder)

    assert (before, kept(store)) == ({1, 2, 4}, {2, 4})


def test_a_document_that_comes_twice_in_a_rebuild_is_kept_once(store: Store) -> None:
    with store.locked(REBUILD_LOCK, timeout=0):
        folder = store.begin()
        with Bulk(folder) as bulk:
            bulk.add([book(1, "Als ouder"), book(2, "Rijbewijs")])
            bulk.add([book(1, "Als kind")])
        store.swap(folder)

    with store.snapshot() as snapshot:
        assert snapshot.documents == 2


def test_a_rebuild_that_was_killed_is_forgotten(store: Store) -> None:
    with store.locked(REBUILD_LOCK, timeout=0):
        store.begin()

    assert (store.building(), store.rebuild_under_way()) == (None, False)
    store.write([book(1, "Paspoort")])
    assert kept(store) == {1}


def test_a_filter_field_that_is_new_joins_an_existing_index(put: Put, find: Find) -> None:
    put(1, "Paspoort")
    put(2, "Paspoort", colour="rood")

    assert find("paspoort", filter=where("colour", "rood")) == [2]
    assert find("paspoort", filter=Lookup("f_colour", "isnull", True)) == [1]


def test_a_document_with_a_new_column_takes_the_old_one_s_place_in_one_commit(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    _, before = store.token()

    store.write([book(1, "Paspoort", shelf="achter")])

    assert store.token()[1] == before + 1
    assert kept(store) == {1}


def test_a_change_that_is_taken_back_during_a_rebuild_counts_as_it_ended(store: Store) -> None:
    store.write([book(1, "Blijft"), book(2, "Verdwijnt")])
    with store.locked(REBUILD_LOCK, timeout=0):
        folder = store.begin()
        store.write(drop=["library.book:1"])
        store.write([book(1, "Blijft toch")])
        store.write([book(2, "Verdwijnt toch")])
        store.write(drop=["library.book:2"])
        store.swap(folder)

    assert kept(store) == {1}


def test_a_field_keeps_its_number_when_later_documents_bring_new_fields(store: Store, find: Find) -> None:
    store.write([book_of(1, ("subtitle", "Paspoort", 1.0))])
    store.write([book_of(2, ("subtitle", "Paspoort", 1.0), ("summary", "Rijbewijs", 1.0))])

    assert sorted(find("paspoort", names=["subtitle"])) == [1, 2]
    assert find("rijbewijs", names=["summary"]) == [2]

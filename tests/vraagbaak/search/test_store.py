"""Several processes, and everything that may happen to files."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.vraagbaak.search.conftest import EVERYTHING, book, keys
from vraagbaak.search.damage import IndexDamaged, IndexMissing
from vraagbaak.search.questions import Question
from vraagbaak.search.ranking import Plan
from vraagbaak.search.schema import text_field
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.writing import Bulk

CONTRACT = Path(__file__).parent / "contract"
ROOT = Path(__file__).parents[3]


def writer(store: Store, first: int, count: int) -> subprocess.Popen[str]:
    environment = os.environ | {
        "CONTRACT_INDEX_DIR": str(store.folder),
        "DJANGO_SETTINGS_MODULE": "contract_settings",
        "PYTHONPATH": os.pathsep.join([str(CONTRACT), str(ROOT)]),
        "PYTHONWARNINGS": "ignore",
    }
    command = [
        sys.executable,
        str(CONTRACT / "write_documents.py"),
        str(store.folder),
        str(first),
        str(count),
    ]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def found(store: Store) -> set[int]:
    from modelsearch.query import MATCH_ALL

    return set(keys(store, Plan(EVERYTHING, lambda *known: Question(*known).tree(MATCH_ALL), text_field)))


def test_two_processes_that_write_at_once_lose_nothing(store: Store) -> None:
    writers = [writer(store, 100, 15), writer(store, 200, 15)]
    for key in range(300, 310):
        store.write([book(key, "Paspoort")])

    assert [process.wait(timeout=120) for process in writers] == [0, 0]
    assert found(store) == {*range(100, 115), *range(200, 215), *range(300, 310)}


def test_threads_search_while_others_write(store: Store) -> None:
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(40):
                found(store)
        except Exception as error:
            failures.append(error)
            raise

    searchers = [threading.Thread(target=search) for _ in range(4)]
    for thread in searchers:
        thread.start()
    for key in range(15):
        store.write([book(key, "Paspoort")], drop=[f"library.book:{key - 5}"])
    for thread in searchers:
        thread.join()

    assert (failures, found(store)) == ([], set(range(10, 15)))


@pytest.mark.parametrize("seed", range(4))
def test_a_writer_that_is_killed_leaves_an_index_that_opens(store: Store, seed: int) -> None:
    process = writer(store, 0, 500)
    assert process.stdout
    written = [int(process.stdout.readline()) for _ in range(2)]
    time.sleep(seed / 10)
    process.kill()
    written += [int(line) for line in process.stdout]
    process.wait()

    kept = found(store)
    store.write([book(1000, "Paspoort")])

    assert kept >= set(written)
    assert len(kept) <= len(written) + 1
    assert found(store) == {*kept, 1000}


def test_a_document_is_replaced_and_removed_by_its_id(store: Store) -> None:
    store.write([book(1, "Paspoort"), book(1, "Rijbewijs"), book(2, "Paspoort")])
    store.write([book(2, "Rijbewijs")])
    store.write(drop=["library.book:1", "library.book:99"])

    with store.snapshot() as snapshot:
        assert snapshot.documents == 1
    assert found(store) == {2}


def test_a_change_during_a_rebuild_is_in_the_old_and_in_the_new_index(store: Store) -> None:
    store.write([book(1, "Oud")])
    with store.locked(REBUILD_LOCK, patience=0):
        folder = store.begin()
        with Bulk(folder) as bulk:
            bulk.add([book(2, "Nieuw"), book(3, "Verdwijnt")])
            store.write([book(4, "Tussendoor")])
            store.write(drop=["library.book:3"])
            store.write([book(2, "Nieuwer")])
        before = found(store)
        store.swap(folder)

    assert (before, found(store)) == ({1, 2, 4}, {2, 4})


def test_a_document_that_comes_twice_in_a_rebuild_is_kept_once(store: Store) -> None:
    with store.locked(REBUILD_LOCK, patience=0):
        folder = store.begin()
        with Bulk(folder) as bulk:
            bulk.add([book(1, "Als ouder"), book(2, "Rijbewijs")])
            bulk.add([book(1, "Als kind")])
        store.swap(folder)

    with store.snapshot() as snapshot:
        assert snapshot.documents == 2


def test_a_rebuild_that_was_killed_is_forgotten(store: Store) -> None:
    with store.locked(REBUILD_LOCK, patience=0):
        store.begin()

    assert (store.building(), store.rebuild_under_way()) == (None, False)
    store.write([book(1, "Paspoort")])
    assert found(store) == {1}


def test_a_filter_field_that_is_new_joins_an_existing_index(put: Callable[..., None], find: Any) -> None:
    from vraagbaak.search.filters import Lookup

    put(1, "Paspoort")
    put(2, "Paspoort", colour="rood")

    assert find("paspoort", filter=Lookup("f_colour", "exact", "srood")) == [2]
    assert find("paspoort", filter=Lookup("f_colour", "isnull", True)) == [1]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    path.write_bytes(b"\x5a" * path.stat().st_size)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [truncate, overwrite, empty, Path.unlink])
@pytest.mark.parametrize("pattern", ["*.posts", "*.cols", "*.toc", "manifest.json", "fields.json"])
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "unopened"])
def test_damage_is_noticed_or_harmless(store: Store, damage: Any, pattern: str, opened: bool) -> None:
    store.write([book(key, "Paspoort", body="aanvragen " * 50) for key in range(50)])
    if opened:
        found(store)
    for path in next(store.folder.glob("index-*")).glob(pattern):
        damage(path)

    try:
        result = found(store)
    except (IndexDamaged, IndexMissing):
        result = set(range(50))

    assert result == set(range(50))


def test_an_index_whose_folder_is_gone_is_missing(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    found(store)
    shutil.rmtree(store.folder)

    with pytest.raises(IndexMissing):
        found(store)
    with pytest.raises(IndexMissing):
        store.write([book(2, "Paspoort")])


def test_a_mistake_in_a_query_is_not_taken_for_damage(store: Store) -> None:
    store.write([book(1, "Paspoort")])

    with pytest.raises(KeyError), store.snapshot():
        raise KeyError("no such thing")
    assert found(store) == {1}

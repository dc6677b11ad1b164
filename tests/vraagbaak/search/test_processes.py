"""Several processes and threads at one index."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.vraagbaak.search.books import book, kept
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.writing import Bulk

ROOT = Path(__file__).parents[3]
PATIENCE = 120


def other_process(deed: str, store: Store, *arguments: object) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.vraagbaak.search.other_process",
        deed,
        store.folder,
    ]
    return subprocess.Popen(
        [str(part) for part in (*command, *arguments)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        stdout=subprocess.PIPE,
        text=True,
    )


def reports(process: subprocess.Popen[str]) -> list[str]:
    """What the process says until it ends."""
    said = process.communicate(timeout=PATIENCE)[0].splitlines()
    assert process.returncode == 0
    return said


def test_processes_that_write_at_once_lose_nothing(store: Store) -> None:
    writers = [other_process("write", store, first, 15) for first in (100, 200, 300)]
    for key in range(10):
        store.write([book(key, "Paspoort")])

    assert [len(reports(writer)) for writer in writers] == [15, 15, 15]
    assert kept(store) == {*range(10), *range(100, 115), *range(200, 215), *range(300, 315)}


def test_processes_that_replace_the_same_document_leave_one(store: Store) -> None:
    writers = [other_process("write", store, 0, 10) for _ in range(2)]

    assert [len(reports(writer)) for writer in writers] == [10, 10]
    assert kept(store) == set(range(10))
    with store.snapshot() as snapshot:
        assert snapshot.documents == 10


def test_a_reader_in_another_process_sees_a_commit_within_a_second(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    reader = other_process("await", store, 7)
    assert reader.stdout
    assert reader.stdout.readline() == "ready\n"

    store.write([book(7, "Paspoort")])
    written = time.time()

    assert float(reports(reader)[0]) - written < 1


def test_a_reader_in_another_process_sees_an_index_that_was_swapped_in(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    reader = other_process("await", store, 7)
    assert reader.stdout
    assert reader.stdout.readline() == "ready\n"

    with store.locked(REBUILD_LOCK, timeout=0):
        folder = store.begin()
        with Bulk(folder) as bulk:
            bulk.add([book(7, "Paspoort")])
        store.swap(folder)
    written = time.time()

    assert float(reports(reader)[0]) - written < 1


def test_a_snapshot_in_use_stays_as_it_is_while_others_write(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    with store.snapshot() as snapshot:
        for key in range(2, 20):
            store.write([book(key, "Paspoort")])
        store.empty()
        before = snapshot.leaves[0].segment.words("text_nl").docs(0, 1).tolist()

    assert (snapshot.documents, before, kept(store)) == (1, [0], set())


def test_threads_search_while_others_write(store: Store) -> None:
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(40):
                kept(store)
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

    assert (failures, kept(store)) == ([], set(range(10, 15)))

"""A disk that is full in the middle of a commit, and a folder that is none: refused by the operating system."""

import errno
import logging
import os
from pathlib import Path

import pytest

from tests.vraagbaak.search.books import book, kept, searching
from tests.vraagbaak.search.test_processes import other_process, reports
from vraagbaak.search.backend import WhooshSearchBackend
from vraagbaak.search.damage import MANIFEST
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.writing import Bulk, file_names


def files(store: Store) -> set[str]:
    folder = next(store.folder.glob("index-*"))
    return {path.name for path in folder.iterdir() if path.suffix}


@pytest.fixture
def full(store: Store) -> Store:
    """An index with something in it."""
    store.write([book(key, "Paspoort", body="aanvragen " * 50) for key in range(20)])
    return store


@pytest.mark.parametrize("limit", [0, 100, 700, 2_000, 5_000, 20_000, 60_000])
def test_a_commit_that_finds_no_space_changes_nothing_and_is_told(full: Store, limit: int) -> None:
    before = files(full)

    said = reports(other_process("commit", full, 99, limit))

    assert said[0].startswith("WARNING The search index could not be written: OSError(27, 'File too large')")
    assert said[1:] == ["refused: File too large", f"found: {list(range(20))}"]
    assert files(full) == before
    assert kept(full) == set(range(20))


def test_the_next_commit_with_space_goes_on(full: Store) -> None:
    reports(other_process("commit", full, 99, 2_000))
    full.write([book(100, "Paspoort")])

    assert kept(full) == {*range(20), 100}
    assert len(files(full)) == len(file_names(next(full.folder.glob("index-*")))) + 2


def test_space_enough_for_all_but_the_manifest_keeps_the_commit(
    full: Store, caplog: pytest.LogCaptureFixture
) -> None:
    folder = next(full.folder.glob("index-*"))
    temporary = folder / f"{MANIFEST}.{os.getpid()}"
    temporary.symlink_to("/dev/full")

    with (
        caplog.at_level(logging.WARNING, "vraagbaak.search"),
        pytest.raises(OSError, match="No space left") as no,
    ):
        full.write([book(99, "Paspoort")])

    assert no.value.errno == errno.ENOSPC
    assert "could not be written" in caplog.text
    assert kept(Store(full.folder)) == {*range(20), 99}
    assert not temporary.is_symlink()
    full.write([book(100, "Paspoort")])
    assert kept(full) == {*range(20), 99, 100}


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    place = tmp_path / "index"
    place.write_text("I am no folder")

    with pytest.raises(OSError, match="index"):
        Store(place).write([book(1, "Paspoort")])


def test_a_search_where_no_index_can_be_made_finds_nothing_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "index"
    place.write_text("I am no folder")
    backend = WhooshSearchBackend({"INDEX_DIR": place, "REBUILD_IN_BACKGROUND": False})

    with caplog.at_level(logging.ERROR, "vraagbaak.search"):
        found = backend.rank(searching("paspoort"))

    assert len(found) == 0
    assert "cannot be rebuilt" in caplog.text


def test_a_rebuild_that_finds_no_space_leaves_the_index_in_use(full: Store) -> None:
    with full.locked(REBUILD_LOCK, timeout=0):
        folder = full.begin()
        bulk = Bulk(folder)
        bulk.add([book(1, "Nieuw")])
        (folder / f"{MANIFEST}.{os.getpid()}").symlink_to("/dev/full")
        with pytest.raises(OSError, match="No space left"):
            bulk.commit()

    assert kept(full) == set(range(20))
    with full.locked(REBUILD_LOCK, timeout=0):
        full.swap(full.begin())
    assert (kept(full), len(list(full.folder.glob("index-*")))) == (set(), 1)

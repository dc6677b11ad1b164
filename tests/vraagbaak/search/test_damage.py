"""Files of an index that were damaged or taken away."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.vraagbaak.search.books import book, kept
from vraagbaak.search.damage import IndexDamagedError, IndexMissingError
from vraagbaak.search.store import Store


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
        kept(store)
    for path in next(store.folder.glob("index-*")).glob(pattern):
        damage(path)

    try:
        result = kept(store)
    except (IndexDamagedError, IndexMissingError):
        result = set(range(50))

    assert result == set(range(50))


def test_an_index_whose_folder_is_gone_is_missing(store: Store) -> None:
    store.write([book(1, "Paspoort")])
    kept(store)
    shutil.rmtree(store.folder)

    with pytest.raises(IndexMissingError):
        kept(store)
    with pytest.raises(IndexMissingError):
        store.write([book(2, "Paspoort")])


def test_a_mistake_in_a_query_is_not_taken_for_damage(store: Store) -> None:
    store.write([book(1, "Paspoort")])

    with pytest.raises(KeyError), store.snapshot():
        raise KeyError("no such thing")
    assert kept(store) == {1}

"""A search index that is written when it is first read, since most tests make pages and never search."""

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.test import override_settings

from vraagbaak.search import store as stores
from vraagbaak.search.documents import Document
from vraagbaak.search.store import CURRENT, Store

Change = tuple[Sequence[Document], Sequence[str]]
Owed = Mapping[str, Sequence[Change]]
"""By the name of the index within its folder."""


class LazyStore(Store):
    """Keeps each change as it was told, and writes them in one commit before anything is asked of the index.

    What a page was when it was saved is what gets written: a change that nobody told the index stays unfound.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.owed: list[Change] = []
        self._owing = threading.RLock()

    def write(self, put: Sequence[Document] = (), drop: Sequence[str] = ()) -> None:
        with self._owing:
            self.owed.append((list(put), list(drop)))

    def token(self) -> tuple[str, int]:
        self._pay()
        return super().token()

    def begin(self) -> Path:
        self._pay()
        return super().begin()

    def empty(self) -> None:
        with self._owing:
            self.owed.clear()
            super().empty()

    def _pay(self) -> None:
        with self._owing:
            owed, self.owed = self.owed, []
            if not owed:
                return
            if not (self.folder / CURRENT).exists():
                super().empty()
            super().write(*as_one(owed))


def as_one(changes: Sequence[Change]) -> tuple[list[Document], list[str]]:
    put: dict[str, Document] = {}
    drop: set[str] = set()
    for documents, ids in changes:
        for document_id in ids:
            put.pop(document_id, None)
        drop.update(ids)
        put |= {document.id: document for document in documents}
    return list(put.values()), sorted(drop - set(put))


@contextmanager
def index_in(
    folder: Path, store_class: type[Store], owed: Owed | None = None
) -> Iterator[Callable[[], Owed]]:
    """An index of its own, gone afterwards. Gives what was told to it and not written yet."""
    backend = {
        **settings.WAGTAILSEARCH_BACKENDS["default"],
        "INDEX_DIR": str(folder),
        "REBUILD_IN_BACKGROUND": False,
    }
    known: dict[Path, Store] = {}

    def told() -> Owed:
        return {
            str(path.relative_to(folder.absolute())): list(store.owed)
            for path, store in known.items()
            if isinstance(store, LazyStore)
        }

    with (
        override_settings(WAGTAILSEARCH_BACKENDS={"default": backend}, SEARCH_INDEX_DIR=folder),
        mock.patch.object(stores, "Store", store_class),
        mock.patch.object(stores, "_stores", known),
    ):
        for name, changes in (owed or {}).items():
            store = stores.store_for(folder / name)
            if isinstance(store, LazyStore):
                store.owed.extend(changes)
        yield told
    shutil.rmtree(folder, ignore_errors=True)

"""The index that modelsearch writes to."""

import time
from collections.abc import Iterable, Sequence
from typing import Any

from modelsearch.backends.base import BaseIndex
from modelsearch.index import class_is_indexed

from vraagbaak.search.damage import IndexDamagedError, IndexMissingError
from vraagbaak.search.documents import Document, document_id, documents
from vraagbaak.search.store import Store

TRIES = 20
PAUSE = 0.05


class WhooshIndex(BaseIndex):
    def __init__(self, backend: Any, store: Store | None = None) -> None:
        super().__init__(backend)
        self.store: Store = store or backend.store

    def get_key(self) -> str:
        return str(self.store.folder)

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        objects = list(items)
        if objects and class_is_indexed(model):
            self._write(documents(objects, default_language=self.backend.default_language))

    def delete_item(self, item: Any) -> None:
        if class_is_indexed(type(item)):
            self._write(drop=[document_id(item)])

    def reset(self) -> None:
        self.store.empty()

    def _write(self, put: Sequence[Document] = (), drop: Sequence[str] = ()) -> None:
        """A change to a lost index starts a rebuild, and goes into its journal."""
        for _ in range(TRIES):
            try:
                return self.store.write(put, drop)
            except (IndexMissingError, IndexDamagedError) as error:
                self.backend.repair(error, self.store)
                time.sleep(PAUSE)  # another process may hold the rebuild lock but have no journal yet
        return self.store.write(put, drop)

    def __str__(self) -> str:
        return str(self.store.folder)

"""Rebuilding the index from the database, next to the one in use."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any

from django.db import DatabaseError, connections
from modelsearch.index import class_is_indexed

from vraagbaak.search.documents import documents
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.writing import Bulk

logger = logging.getLogger("vraagbaak.search")

CHUNK = 500
UPDATE_TIMEOUT = 3_600.0
"""Seconds that `update_index` waits for a rebuild by another process."""


class Rebuild:
    """One rebuild: `start`, `add_items` as often as needed, `finish`; the rebuild lock is held throughout.

    A rebuild that is given up, or whose process is killed, changes nothing: the lock is released, and the next rebuild
    removes the unfinished folder.
    """

    def __init__(self, store: Store, default_language: str) -> None:
        self.store = store
        self.default_language = default_language
        self._held = ExitStack()

    def start(self, timeout: float) -> None:
        """Raises TimeoutError if another rebuild is still busy after `patience` seconds."""
        self._held.enter_context(self.store.locked(REBUILD_LOCK, timeout))
        try:
            self.folder = self.store.begin()
        except BaseException:
            self._held.close()
            raise
        self._bulk = Bulk(self.folder)

    def add_items(self, model: Any, items: Sequence[Any]) -> None:
        if items and class_is_indexed(model):
            self._bulk.add(documents(items, default_language=self.default_language))

    def finish(self) -> None:
        with self._held:
            self._bulk.commit()
            self.store.swap(self.folder)

    def give_up(self) -> None:
        with self._held:
            self._bulk.cancel()


class WhooshRebuilder:
    """What `update_index` needs from a backend: it fills a new index, which is swapped in at the end."""

    def __init__(self, index: Any) -> None:
        self.index = index
        self._rebuild = Rebuild(index.store, index.backend.default_language)

    def start(self) -> "WhooshRebuilder":
        self._rebuild.start(UPDATE_TIMEOUT)
        return self

    def add_model(self, model: Any) -> None:
        """The new index has the columns of all indexed models already."""

    def add_items(self, model: Any, items: Sequence[Any]) -> None:
        self._rebuild.add_items(model, items)

    def finish(self) -> None:
        self._rebuild.finish()


def rebuild_from_database(store: Store, default_language: str, models: Sequence[Any]) -> None:
    """Rebuild, unless another process or thread is doing so; does not wait for it."""
    started = begin_rebuild(store, default_language)
    if started is not None:
        fill(started, models)


def rebuild_in_background(store: Store, default_language: str, models: Sequence[Any]) -> None:
    """Like `rebuild_from_database`, in a thread; changes are journalled from the moment this returns."""
    started = begin_rebuild(store, default_language)
    if started is not None:
        threading.Thread(
            target=_fill_and_close, args=[started, models], name="search-rebuild", daemon=True
        ).start()


def begin_rebuild(store: Store, default_language: str) -> Rebuild | None:
    if store.rebuild_under_way():
        return None
    started = Rebuild(store, default_language)
    try:
        started.start(timeout=0.5)
    except TimeoutError:
        return None
    return started


def fill(started: Rebuild, models: Sequence[Any]) -> None:
    logger.warning("The search index in %s is being rebuilt from the database.", started.store.folder)
    count = 0
    try:
        for model in models:
            for objects in _chunks(model):
                started.add_items(model, objects)
                count += len(objects)
    except BaseException:
        started.give_up()
        raise
    started.finish()
    logger.warning("The search index in %s was rebuilt with %d objects.", started.store.folder, count)


def _fill_and_close(started: Rebuild, models: Sequence[Any]) -> None:
    try:
        fill(started, models)
    except (DatabaseError, OSError):
        logger.exception("The search index in %s could not be rebuilt.", started.store.folder)
    finally:
        connections.close_all()


def _chunks(model: Any) -> Iterator[list[Any]]:
    objects = model.get_indexed_objects().order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(objects, CHUNK)):
        yield chunk

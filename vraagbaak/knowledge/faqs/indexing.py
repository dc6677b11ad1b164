"""Keeps the search index up to date with the FAQ pages: page by page, or many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django_tasks import task
from modelsearch.backends import get_search_backends
from modelsearch.tasks import insert_or_update_object_task

from vraagbaak.knowledge.faqs.models import FaqPage

# Each task writes the index, so few large tasks are the least work.
MAX_PAGES_PER_TASK = 2000


@dataclass
class PendingFaqs:
    """The keys of saved pages for which no task is enqueued yet."""

    keys: set[int] = field(default_factory=set)

    def index(self) -> None:
        if self.keys:
            index_faqs.enqueue(sorted(self.keys))
            self.keys.clear()

    def index_if_many(self) -> None:
        """For long imports; not to be called where what was saved may still be rolled back."""
        if len(self.keys) >= MAX_PAGES_PER_TASK:
            self.index()


_pending: ContextVar[PendingFaqs | None] = ContextVar("faq_pages_to_index", default=None)


@contextmanager
def indexed_together() -> Iterator[PendingFaqs]:
    """FAQ pages saved inside this block are indexed by a single task when it ends, which is far less work."""
    pending = PendingFaqs()
    token = _pending.set(pending)
    try:
        yield pending
    finally:
        _pending.reset(token)
        pending.index()


def index_saved_faq(*, instance: FaqPage, raw: bool = False, **kwargs: Any) -> None:
    """Replaces the search engine's own signal handler, which indexes one page at a time."""
    pending = _pending.get()
    if raw:
        return
    if pending is None:
        insert_or_update_object_task.enqueue(
            FaqPage._meta.app_label, FaqPage._meta.model_name, str(instance.pk)
        )
    else:
        pending.keys.add(instance.pk)


@task()
def index_faqs(ids: list[int]) -> None:
    """Indexes the pages that still exist; deleting one removes it from the index."""
    pages = list(FaqPage.get_indexed_objects().filter(pk__in=ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(FaqPage, pages)

"""Keeps the search index level with the FAQ pages: page by page, or many in one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django_tasks import task
from modelsearch.backends import get_search_backends
from modelsearch.tasks import insert_or_update_object_task

from vraagbaak.knowledge.faqs.models import FaqPage

# The index is written anew for each task, so few and large ones are the least work.
PAGES_AT_A_TIME = 2000


@dataclass
class WaitingFaqs:
    """The keys of saved pages that no task was planned for yet."""

    keys: set[int] = field(default_factory=set)

    def index(self) -> None:
        if self.keys:
            index_faqs.enqueue(sorted(self.keys))
            self.keys.clear()

    def index_when_many(self) -> None:
        """For whoever saves without end; not to be called where what was saved may yet be rolled back."""
        if len(self.keys) >= PAGES_AT_A_TIME:
            self.index()


_waiting: ContextVar[WaitingFaqs | None] = ContextVar("faq_pages_to_index", default=None)


@contextmanager
def indexed_together() -> Iterator[WaitingFaqs]:
    """FAQ pages saved inside this block are indexed by one task when it ends, which is far less work."""
    waiting = WaitingFaqs()
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)
        waiting.index()


def index_saved_faq(*, instance: FaqPage, raw: bool = False, **kwargs: Any) -> None:
    """Takes the place of the search engine's own handler, which knows one page at a time only."""
    waiting = _waiting.get()
    if raw:
        return
    if waiting is None:
        insert_or_update_object_task.enqueue(
            FaqPage._meta.app_label, FaqPage._meta.model_name, str(instance.pk)
        )
    else:
        waiting.keys.add(instance.pk)


@task()
def index_faqs(ids: list[int]) -> None:
    """Indexes the pages that still exist; one that is gone was taken out when it was deleted."""
    pages = list(FaqPage.get_indexed_objects().filter(pk__in=ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(FaqPage, pages)

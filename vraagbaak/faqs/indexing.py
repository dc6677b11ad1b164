"""Keeps the search index level with the FAQ pages: page by page, or many in one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_tasks import task
from modelsearch.backends import get_search_backends
from modelsearch.tasks import insert_or_update_object_task

from vraagbaak.faqs.models import FaqPage

_waiting: ContextVar[set[int] | None] = ContextVar("faq_pages_to_index", default=None)


@contextmanager
def indexed_together() -> Iterator[None]:
    """FAQ pages saved inside this block are indexed by one task when it ends, which is far less work."""
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        if waiting:
            index_faqs.enqueue(sorted(waiting))


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
        waiting.add(instance.pk)


@task()
def index_faqs(ids: list[int]) -> None:
    """Indexes the pages that still exist; one that is gone was taken out when it was deleted."""
    pages = list(FaqPage.get_indexed_objects().filter(pk__in=ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(FaqPage, pages)

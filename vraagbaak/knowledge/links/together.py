"""Notes the links of pages that are published: page by page, or many in one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils import timezone

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.actions import forget_links, note_links

_waiting: ContextVar[list[FaqPage] | None] = ContextVar("faq_pages_to_note", default=None)


@contextmanager
def noted_together() -> Iterator[None]:
    """The links of FAQ pages published inside this block are noted when it ends, in a fixed number of queries."""
    pages: list[FaqPage] = []
    token = _waiting.set(pages)
    try:
        yield
    finally:
        _waiting.reset(token)
    note_links(pages=pages, today=timezone.localdate())


def are_added_together() -> bool:
    """Whether the pages that are published now are many new ones at once, to which nothing can refer yet."""
    return _waiting.get() is not None


def note_published_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    waiting = _waiting.get()
    if waiting is None:
        note_links(pages=[instance], today=timezone.localdate())
    else:
        waiting.append(instance)


def forget_unpublished_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    """Wagtail also says this of a page that is about to be deleted, and shows it as it was: still published."""
    forget_links(pages=[instance])

"""Adds many new FAQ pages at once, in a fixed number of queries.

Page by page, Wagtail needs some seventy queries for each: `parent.add_child(instance=page)`, then
`page.save_revision().publish()`. What these calls store is written here for all pages together.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, published

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.actions import restrict_new_pages
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.first_revisions import (
    create_first_revisions,
    first_log_entries,
    store_log_entries,
)
from vraagbaak.knowledge.faqs.indexing import index_saved_faq
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.siblings import assign_positions

faqs_added = Signal()
"""Sent once for all pages of a call, with `pages`; those that are not live are drafts."""

_adding: ContextVar[bool] = ContextVar("faq_pages_are_added", default=False)


@transaction.atomic
def add_faqs(*, pages: Sequence[FaqPage], user: User | None = None) -> Sequence[FaqPage]:
    """Inserts new pages, all or none, below the topic or knowledge base that each names; live ones are published.

    The pages must be valid and complete: the caller has set slug, locale, owner and review date, and called
    `take_place`. Slugs that a sibling has are numbered. No `post_save` is sent, since its receivers work page by
    page: what they do for a FAQ page is done here. Raises DataError, IntegrityError and PathOverflow.
    """
    if not pages:
        return pages
    _date_publications(pages)
    assign_positions(pages)
    children = [_children(pages, relation) for relation in get_all_child_relations(FaqPage)]
    _insert(pages)
    for model, objects in children:
        model._default_manager.bulk_create(objects)
    create_first_revisions(pages, user=user)
    _restrict_and_log(pages, user)
    _insert_references(pages)
    with _announcing_together():
        for page in pages:
            index_saved_faq(instance=page)
            _announce(page)
    faqs_added.send(sender=FaqPage, pages=pages)
    return pages


def are_added_together() -> bool:
    """Whether the page being published is one of many new ones, for all of which `faqs_added` is sent at the end.

    Nothing can refer to such a page yet.
    """
    return _adding.get()


@contextmanager
def _announcing_together() -> Iterator[None]:
    token = _adding.set(True)
    try:
        yield
    finally:
        _adding.reset(token)


def _date_publications(pages: Sequence[FaqPage]) -> None:
    for page in pages:
        if page.live:
            page.first_published_at = page.last_published_at = timezone.now()
            page.reviewed_content = page.content_fingerprint


def _children(pages: Sequence[FaqPage], relation: Any) -> tuple[Any, list[Any]]:
    """The model and objects of one relation, such as alternative phrasings, which the page holds in memory.

    To be called before the pages have a primary key: then no query looks for children that cannot exist.
    """
    managers = [getattr(page, relation.get_accessor_name()) for page in pages]
    return relation.related_model, [child for manager in managers for child in manager.get_object_list()]


def _insert(pages: Sequence[FaqPage]) -> None:
    """Django's `bulk_create` refuses a model with two tables, so each table is filled separately."""
    Page.objects.bulk_create(pages)
    for page in pages:
        page.page_ptr_id = page.id
    # What bulk_create itself calls; it inserts the fields of the child's own table only.
    own_table = FaqPage._base_manager.using(pages[0]._state.db)
    own_table._batched_insert(pages, FaqPage._meta.local_concrete_fields, batch_size=None)


def _insert_references(pages: Sequence[FaqPage]) -> None:
    """The references that Wagtail's task would find; they decide who may open a document (rule 5)."""
    page_type = pages[0].get_base_content_type()
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type_id=page.content_type_id,
            base_content_type=page_type,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_type, to_id, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )


def _restrict_and_log(pages: Sequence[FaqPage], user: User | None) -> None:
    audiences = {page: Audience(page.audience) for page in pages}
    restrictions = {
        restriction.page_id: restriction for restriction in restrict_new_pages(audiences=audiences)
    }
    store_log_entries(
        entry for page in pages for entry in first_log_entries(page, restrictions.get(page.pk), user=user)
    )


def _announce(page: FaqPage) -> None:
    if page.live:
        for signal in (page_published, published):
            signal.send(sender=FaqPage, instance=page, revision=page.latest_revision)

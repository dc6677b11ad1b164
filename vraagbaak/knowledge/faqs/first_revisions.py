"""The first revisions and log entries of many new pages, as Wagtail writes them for one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Case, CharField, OuterRef, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage


def create_first_revisions(pages: Sequence[FaqPage], *, user: User | None) -> None:
    """Gives each page, just inserted with its children, its first revision, which is live if the page is."""
    page_type = pages[0].get_base_content_type()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=page_type,
            object_id=str(page.pk),
            created_at=timezone.now(),
            user=user,
            content=page.serializable_data(),
            object_str=str(page),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
        page.live_revision = revision if page.live else None
        page.has_unpublished_changes = not page.live
    _store_latest_revisions(pages, page_type)


def _store_latest_revisions(pages: Sequence[FaqPage], page_type: Any) -> None:
    own = Revision.objects.filter(base_content_type=page_type, object_id=Cast(OuterRef("pk"), CharField()))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        latest_revision=own.values("pk"),
        latest_revision_created_at=own.values("created_at"),
        live_revision=Case(When(live=True, then=own.values("pk"))),
        has_unpublished_changes=Case(When(live=True, then=Value(False)), default=Value(True)),
    )


def store_log_entries(entries: Iterable[PageLogEntry]) -> None:
    PageLogEntry.objects.bulk_create(entries)


def first_log_entries(
    page: FaqPage, restriction: PageViewRestriction | None, *, user: User | None
) -> Iterator[PageLogEntry]:
    """That the page was created, restricted to its audience, and published."""
    yield _log_entry(page, "wagtail.create", user=user or page.owner, content_changed=True)
    if restriction:
        title = str(restriction.get_restriction_type_display())
        data = {"restriction": {"type": restriction.restriction_type, "title": title}}
        yield _log_entry(page, "wagtail.view_restriction.create", user=None, data=data)
    if page.live:
        revision = page.latest_revision
        yield _log_entry(page, "wagtail.publish", user=user, revision=revision, content_changed=True)


def _log_entry(page: FaqPage, action: str, *, user: User | None, **fields: Any) -> PageLogEntry:
    """What `wagtail.log_actions.log` would store."""
    context = get_active_log_context()
    return PageLogEntry(
        page=page,
        content_type_id=page.content_type_id,
        label=page.get_admin_display_title(),
        action=action,
        timestamp=timezone.now(),
        user=user or context.user,
        uuid=context.uuid,
        **fields,
    )

"""From a row to a FAQ page, new or known."""

import json
import uuid
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import published

from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.exchange.blocks import answer_blocks
from vraagbaak.exchange.choices import RowStatus
from vraagbaak.exchange.places import editors
from vraagbaak.exchange.rows import FaqRow
from vraagbaak.exchange.translations import translation_key
from vraagbaak.faqs.models import AlternativePhrasing, FaqPage, FaqTag, TaggedFaq


class LockedPageError(Exception):
    """The sentence that says that somebody has locked the page."""


def create_faq(
    *,
    row: FaqRow,
    base: KnowledgeBase,
    topic: Topic | None,
    tags: list[FaqTag],
    publish: bool,
    user: Any = None,
) -> FaqPage:
    """Adds the page that the row describes, with its first revision; live only with `publish`."""
    live = publish and row.status != RowStatus.DRAFT
    page = FaqPage(live=live, locale=base.locale, owner=user, external_id=row.external_id)
    key = translation_key(row, base.translation_key)
    if not FaqPage.objects.filter(translation_key=key, locale=base.locale).exists():
        page.translation_key = key
    if not slugify(row.question, allow_unicode=True):
        page.slug = f"faq-{uuid.uuid4().hex[:8]}"
    _fill(page, row, tags)
    _own(page, base)
    if live:
        page.first_published_at = page.last_published_at = timezone.now()
    (topic or base).add_child(instance=page)
    _begin_history(page, user)
    return page


def update_faq(
    *,
    row: FaqRow,
    page: FaqPage,
    parent: KnowledgeBase | Topic,
    tags: list[FaqTag],
    publish: bool,
    user: Any = None,
) -> FaqPage:
    """Gives a page the row's content: as a draft above what is live, unless `publish`.

    What the row leaves empty, and alternative phrasings that were added by hand, stay. A live page moves to
    another topic only when it is published too. Raises LockedPageError.
    """
    if page.locked:
        raise LockedPageError(_("the page is locked by an editor and was left as it is."))
    publish = publish and row.status != RowStatus.DRAFT
    if (publish or not page.live) and not page.is_child_of(parent):
        page.move(parent, pos="last-child", user=user)
        page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    _fill(draft, row, tags)
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    # Not part of the content: a draft that waits must not make the next import repeat itself.
    FaqPage.objects.filter(pk=page.pk).update(import_fingerprint=row.fingerprint)
    return draft


def publish_faq(*, page: FaqPage, user: Any = None) -> FaqPage:
    """Publishes an imported page that was never live."""
    page.get_latest_revision().publish(user=user)
    return page


def _begin_history(page: FaqPage, user: Any) -> None:
    """What saving and publishing a first revision does, without saving the new page three times."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
    page.live_revision = revision if page.live else None
    page.has_unpublished_changes = not page.live
    fields = ("latest_revision", "latest_revision_created_at", "live_revision", "has_unpublished_changes")
    Page.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in fields})
    if page.live:
        published.send(sender=FaqPage, instance=page, revision=revision)
        log(instance=page, action="wagtail.publish", user=user, revision=revision, content_changed=True)


def _fill(page: FaqPage, row: FaqRow, tags: list[FaqTag]) -> None:
    page.title = page.draft_title = row.question
    page.answer = json.dumps(answer_blocks(row))
    page.import_fingerprint = row.fingerprint
    page.audience = row.audience or page.audience
    page.agent_note = row.agent_note or page.agent_note
    page.review_interval = row.review_days or page.review_interval
    if row.last_reviewed_on and row.last_reviewed_on != page.reviewed_on:
        page.reviewed_on, page.review_on = row.last_reviewed_on, None
    if tags:
        page.tagged_items = [TaggedFaq(tag=tag) for tag in tags]
    _add_alternatives(page, row)


def _add_alternatives(page: FaqPage, row: FaqRow) -> None:
    known = list(page.alternatives.all())
    texts = {alternative.text.casefold() for alternative in known}
    new = [AlternativePhrasing(text=text) for text in row.alternatives if text.casefold() not in texts]
    if new:
        page.alternatives = [*known, *new]


def _own(page: FaqPage, base: KnowledgeBase) -> None:
    """Rule 1: where neither the knowledge base nor the importing user gives an owner, the editors are it."""
    if not (base.default_owner_person_id or base.default_owner_group_id or page.owner_id):
        page.owner_group = editors()

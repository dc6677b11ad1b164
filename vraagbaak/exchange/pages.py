"""Turns a row into a FAQ page, new or known."""

import json
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vraagbaak.exchange.blocks import answer_blocks
from vraagbaak.exchange.choices import RowStatus
from vraagbaak.exchange.import_targets import ImportTargets
from vraagbaak.exchange.rows import FaqRow
from vraagbaak.exchange.translations import translation_key
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.adding import add_faqs
from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage, FaqTag, TaggedFaq

# What a new page gets only when it is placed; the database checks these references.
SET_WHEN_PLACED = {field.name for field in FaqPage._meta.fields if field.is_relation} | {"path", "depth"}


class LockedPageError(Exception):
    """An editor has locked the page; the message is a sentence that says so."""


def new_faq(*, row: FaqRow, publish: bool, user: User | None = None) -> FaqPage:
    """The page that the row describes, validated but not placed yet; live only with `publish`.

    Does not use the database. Raises UnusableAnswerError and ValidationError.
    """
    page = FaqPage(
        live=publish and row.status != RowStatus.DRAFT,
        owner=user,
        external_id=row.external_id,
        slug=slugify(row.question, allow_unicode=True) or f"faq-{uuid.uuid4().hex[:8]}",
    )
    _fill(page, row)
    page.clean_fields(exclude=SET_WHEN_PLACED)
    page.clean()
    return page


def create_faqs(
    *, new: Sequence[tuple[FaqRow, FaqPage]], targets: ImportTargets, user: User | None = None
) -> Sequence[FaqPage]:
    """Adds new pages to their targets, in the order of their rows; all or none.

    Raises one of ROW_ERRORS.
    """
    pages = [page for _row, page in new]
    keys = [_place(page, row, targets) for row, page in new]
    _link_translations(pages, keys)
    return add_faqs(pages=pages, user=user)


def update_faq(
    *,
    row: FaqRow,
    page: FaqPage,
    parent: KnowledgeBase | Topic,
    tags: list[FaqTag],
    publish: bool,
    user: User | None = None,
) -> FaqPage:
    """Updates a page with the row's content: as a draft, unless `publish`.

    Fields that are empty in the row, and alternative phrasings added by hand, stay. A live page moves to another
    topic only when it is published as well. Raises LockedPageError.
    """
    if page.locked:
        raise LockedPageError(_("the page is locked by an editor and was left as it is."))
    publish = publish and row.status != RowStatus.DRAFT
    if (publish or not page.live) and not page.is_child_of(parent):
        page.move(parent, pos="last-child", user=user)
        page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    _fill(draft, row)
    _tag(draft, tags)
    draft.changed_unversioned_fields = ["review_interval"]
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    _keep_review(page, row, published=publish)
    # Not part of the content: a pending draft must not make the next import repeat itself.
    FaqPage.objects.filter(pk=page.pk).update(import_fingerprint=row.fingerprint)
    return draft


def publish_faq(*, page: FaqPage, user: User | None = None) -> FaqPage:
    """Publishes an imported page that was never live."""
    page.get_latest_revision().publish(user=user)
    return page


def _place(page: FaqPage, row: FaqRow, targets: ImportTargets) -> uuid.UUID:
    """Sets the place of a page and what follows from it; gives the key that its translations share.

    Where neither the knowledge base nor the importing user gives an owner, the editors own the page (rule 1).
    """
    base = targets.base_in(row.language)
    page.locale = base.locale
    page.take_place(knowledge_base=base, topic=targets.topic_of(row, base))
    _tag(page, targets.tags_of(row))
    if not (base.default_owner_person_id or base.default_owner_group_id or page.owner_id):
        page.owner_group = targets.editors
    page.complete_owner_and_review_date()
    return translation_key(row, base.translation_key)


def _link_translations(pages: Sequence[FaqPage], keys: Sequence[uuid.UUID]) -> None:
    """Gives each page its translation key, unless another page in the language has it."""
    known = FaqPage.objects.filter(translation_key__in=keys).order_by()
    taken = set(known.values_list("translation_key", "locale_id"))
    for page, key in zip(pages, keys, strict=True):
        if (key, page.locale_id) not in taken:
            page.translation_key = key
            taken.add((key, page.locale_id))


def _fill(page: FaqPage, row: FaqRow) -> None:
    page.title = page.draft_title = row.question
    page.answer = json.dumps(answer_blocks(row))
    page.import_fingerprint = row.fingerprint
    page.audience = row.audience or page.audience
    page.agent_note = row.agent_note or page.agent_note
    page.review_interval = row.review_days or page.review_interval
    if row.last_reviewed_on and row.last_reviewed_on != page.reviewed_on:
        page.reviewed_on, page.review_on = row.last_reviewed_on, None
    _add_alternatives(page, row)


def _keep_review(page: FaqPage, row: FaqRow, *, published: bool) -> None:
    """The date of the last review is that in the file, not the day of the import."""
    page.refresh_from_db()
    if published and row.last_reviewed_on:
        page.reviewed_on = row.last_reviewed_on
        page.review_on = page.next_review(after=row.last_reviewed_on)
    else:
        page.reschedule(today=timezone.localdate())
    page.save(update_fields=["reviewed_on", "review_on"], clean=False)


def _tag(page: FaqPage, tags: list[FaqTag]) -> None:
    if tags:
        page.tagged_items = [TaggedFaq(tag=tag) for tag in tags]


def _add_alternatives(page: FaqPage, row: FaqRow) -> None:
    known = list(page.alternatives.all())
    texts = {alternative.text.casefold() for alternative in known}
    new = [AlternativePhrasing(text=text) for text in row.alternatives if text.casefold() not in texts]
    if new:
        page.alternatives = [*known, *new]

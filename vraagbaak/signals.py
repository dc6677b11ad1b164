"""Connects signals, of Wagtail, Django and the rooms below, to the actions that must follow."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from modelsearch.signal_handlers import post_delete_signal_handler
from wagtail.documents import get_document_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from vraagbaak.knowledge.audiences.actions import restrict_page
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.evidence.reporting import evidence_explained, evidence_reported
from vraagbaak.knowledge.faqs.actions import propagate_audience, refresh_moved_faqs
from vraagbaak.knowledge.faqs.adding import are_added_together, faqs_added
from vraagbaak.knowledge.faqs.indexing import index_saved_faq
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.actions import forget_links, note_links
from vraagbaak.knowledge.ownership.succession import hand_over_from_group, hand_over_from_person
from vraagbaak.review.reviews.actions import count_publication
from vraagbaak.review.signals.actions import explain_reported_evidence, raise_reported_evidence
from vraagbaak.review.signals.gone_targets import (
    remember_referrers,
    report_deleted_document,
    report_deleted_page,
    report_unpublished_page,
)


def connect() -> None:
    post_save.connect(restrict_saved_faq, sender=FaqPage)
    post_save.connect(index_saved_faq, sender=FaqPage)
    post_delete.connect(post_delete_signal_handler, sender=FaqPage)
    post_save.connect(restrict_saved_knowledge_base, sender=KnowledgeBase)
    post_page_move.connect(refresh_moved_tree)
    page_published.connect(review_published_faq, sender=FaqPage)
    page_unpublished.connect(withdraw_unpublished_faq, sender=FaqPage)
    post_save.connect(hand_over_when_deactivated, sender=get_user_model())
    pre_delete.connect(hand_over_before_deletion, sender=get_user_model())
    pre_delete.connect(hand_over_from_deleted_group, sender=Group)
    page_published.connect(note_published_faq, sender=FaqPage)
    faqs_added.connect(note_added_faqs, sender=FaqPage)
    page_unpublished.connect(forget_unpublished_faq, sender=FaqPage)
    evidence_reported.connect(raise_reported_evidence)
    evidence_explained.connect(explain_reported_evidence)
    page_unpublished.connect(report_unpublished_page)
    pre_delete.connect(remember_referrers, sender=Page)
    post_delete.connect(report_deleted_page, sender=Page)
    pre_delete.connect(remember_referrers, sender=get_document_model())
    post_delete.connect(report_deleted_document, sender=get_document_model())


def restrict_saved_faq(
    *, instance: FaqPage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if not raw and not update_fields:
        restrict_page(page=instance, audience=Audience(instance.audience))


def restrict_saved_knowledge_base(
    *, instance: KnowledgeBase, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if not raw and not update_fields:
        restrict_page(page=instance, audience=Audience(instance.audience))
        propagate_audience(knowledge_base=instance)


def refresh_moved_tree(*, instance: Any, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, FaqPage | Topic | KnowledgeBase):
        refresh_moved_faqs(pages=FaqPage.objects.descendant_of(page, inclusive=True).iterator(chunk_size=500))


def review_published_faq(*, instance: FaqPage, revision: Any = None, **kwargs: Any) -> None:
    """In the name of who published it, if known, else of who wrote the revision."""
    if instance.live:
        user = get_active_log_context().user or (revision.user if revision else None)
        count_publication(page=instance, user=user, now=timezone.now())


def withdraw_unpublished_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    """So that publishing the page again counts as a review."""
    FaqPage.objects.filter(pk=instance.pk).update(is_withdrawn=True)


def note_published_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    if not are_added_together():
        note_links(pages=[instance], today=timezone.localdate())


def note_added_faqs(*, pages: Sequence[FaqPage], **kwargs: Any) -> None:
    """In a fixed number of queries. New drafts are left out, since no links of theirs can be stored."""
    note_links(pages=[page for page in pages if page.live], today=timezone.localdate())


def forget_unpublished_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    """Wagtail also sends this for a page that is about to be deleted, whose instance still says that it is live."""
    forget_links(pages=[instance])


def hand_over_when_deactivated(*, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not (raw or created or instance.is_active):
        hand_over_from_person(user=instance)


def hand_over_before_deletion(*, instance: Any, **kwargs: Any) -> None:
    hand_over_from_person(user=instance)


def hand_over_from_deleted_group(*, instance: Group, **kwargs: Any) -> None:
    hand_over_from_group(group=instance)

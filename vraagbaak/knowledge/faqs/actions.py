"""Verbs on FAQ pages."""

from collections.abc import Iterable

from django.utils import timezone

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage

DERIVED = ["knowledge_base", "topic", "effective_audience", "owner_person", "owner_group", "review_on"]


def settle_moved_faqs(*, pages: Iterable[FaqPage]) -> int:
    """Derives the place of pages that were moved; gives how many there were.

    In another knowledge base a page that is not due yet is due by the interval there.
    """
    count = 0
    for page in pages:
        before = page.knowledge_base_id
        page.derive_place()
        if page.knowledge_base_id != before:
            page.reschedule(today=timezone.localdate())
        page.complete_review_fields()
        page.save(update_fields=DERIVED)
        count += 1
    return count


def spread_audience(*, knowledge_base: KnowledgeBase) -> KnowledgeBase:
    """Gives the pages of a knowledge base whose audience was changed the audience that is now in effect."""
    for own in Audience:
        effective = Audience.narrowest(own, knowledge_base.audience)
        stale = knowledge_base.faqs.filter(audience=own).exclude(effective_audience=effective)
        for page in stale.iterator(chunk_size=500):
            page.effective_audience = effective
            page.save(update_fields=["effective_audience"])
    return knowledge_base

"""What is done to FAQ pages apart from editing them: moving, changing audience, owner or review date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

DERIVED_FIELDS = ["knowledge_base", "topic", "effective_audience", "owner_person", "owner_group", "review_on"]


def refresh_moved_faqs(*, pages: Iterable[FaqPage]) -> int:
    """Updates what depends on the place of pages that were moved; gives how many there were.

    In another knowledge base, a page that is not due yet gets the review date that follows from the interval there.
    """
    count = 0
    for page in pages:
        before = page.knowledge_base_id
        page.derive_place()
        if page.knowledge_base_id != before:
            page.reschedule(today=timezone.localdate())
        page.complete_owner_and_review_date()
        page.save(update_fields=DERIVED_FIELDS)
        count += 1
    return count


def propagate_audience(*, knowledge_base: KnowledgeBase) -> KnowledgeBase:
    """Updates the effective audience of the pages of a knowledge base whose audience was changed."""
    for own in Audience:
        effective = Audience.narrowest(own, knowledge_base.audience)
        stale = knowledge_base.faqs.filter(audience=own).exclude(effective_audience=effective)
        for page in stale.iterator(chunk_size=500):
            page.effective_audience = effective
            page.save(update_fields=["effective_audience"])
    return knowledge_base


@transaction.atomic
def set_owner(*, pages: FaqPageQuerySet, person: Any, group: Group | None, user: User) -> int:
    """Takes effect at once, without a revision; gives the number of pages."""
    number: int = pages.update(owner_person=person, owner_group=group)
    for page in pages.defer("answer", "agent_note"):
        log(instance=page, action="vraagbaak.review.owner", user=user, data={"to": str(person or group)})
    return number


@transaction.atomic
def set_interval(*, pages: Iterable[FaqPage], days: int | None, today: date, user: User) -> int:
    """Takes effect at once; pages that are not due yet get a new date. Gives the number of pages."""
    changed = []
    for page in pages:
        page.review_interval = days
        page.reschedule(today=today)
        changed.append(page)
        log(instance=page, action="vraagbaak.review.interval", user=user, data={"days": days})
    FaqPage.objects.bulk_update(changed, ["review_interval", "review_on"], batch_size=500)
    return len(changed)


def plan_review(*, page: FaqPage, day: date) -> FaqPage:
    """Sets the date of the next review of a page that was just published."""
    page.review_planned_on = page.review_on = day
    page.save(update_fields=["review_planned_on", "review_on"], clean=False)
    return page

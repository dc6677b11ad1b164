"""Who keeps many pages, and how often these are reviewed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet


@transaction.atomic
def set_owner(*, pages: FaqPageQuerySet, person: Any, group: Group | None, user: Any) -> int:
    """Takes effect at once, without a revision; gives how many pages."""
    number: int = pages.update(owner_person=person, owner_group=group)
    for page in pages.defer("answer", "agent_note"):
        log(instance=page, action="vraagbaak.review.owner", user=user, data={"to": str(person or group)})
    return number


@transaction.atomic
def set_interval(*, pages: Iterable[FaqPage], days: int | None, today: date, user: Any) -> int:
    """Takes effect at once; what is not due yet gets the date that follows. Gives how many pages."""
    changed = []
    for page in pages:
        page.review_interval = days
        page.reschedule(today=today)
        changed.append(page)
        log(instance=page, action="vraagbaak.review.interval", user=user, data={"days": days})
    FaqPage.objects.bulk_update(changed, ["review_interval", "review_on"], batch_size=500)
    return len(changed)


def plan_review(*, page: FaqPage, day: date) -> FaqPage:
    """Sets the day of the next review of a page that was just published."""
    page.review_planned_on = page.review_on = day
    page.save(update_fields=["review_planned_on", "review_on"], clean=False)
    return page

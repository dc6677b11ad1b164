"""Who keeps many pages, and how often these are reviewed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from vraagbaak.faqs.models import FaqPage
from vraagbaak.faqs.querysets import FaqPageQuerySet


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
        if page.review_on and page.review_on > today:
            page.review_on = page.next_review(after=page.reviewed_on or today)
        changed.append(page)
        log(instance=page, action="vraagbaak.review.interval", user=user, data={"days": days})
    FaqPage.objects.bulk_update(changed, ["review_interval", "review_on"], batch_size=500)
    return len(changed)

"""What is done once a day, in this order. Each step may be done again, after half of it or all of it was done.

Pages get an owner before anybody is written to, signals and views are known before reviews are opened and listed, and
the state of the day is stored when everything that happens by itself has happened.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from vraagbaak.knowledge.faqs.succession import hand_over_from_former_owners
from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.daily.overdue import unpublish_overdue
from vraagbaak.review.digests.actions import forget_digests, plan_digests
from vraagbaak.review.history import actions as reviewhistory
from vraagbaak.review.page_views import actions as pageviews
from vraagbaak.review.signals import actions as reviewsignals

DIGESTS_KEPT = timedelta(days=400)
"""While a digest is kept, its reader is not told anew of a page that stayed due."""

Step = Callable[[datetime], object]


def give_owners(now: datetime) -> int:
    return hand_over_from_former_owners()


def refresh_views(now: datetime) -> int:
    return pageviews.refresh_views(today=timezone.localdate(now))


def open_reviews(now: datetime) -> int:
    return reviewsignals.open_reviews(today=timezone.localdate(now))


def unpublish(now: datetime) -> int:
    return unpublish_overdue(now=now)


def store_day(now: datetime) -> int:
    return reviewhistory.store_day(today=timezone.localdate(now))


def plan(now: datetime) -> int:
    last_run = DailyRun.objects.last_finished_day(before=timezone.localdate(now))
    return plan_digests(now=now, last_run=last_run)


def forget_views(now: datetime) -> int:
    return pageviews.forget_views(before=pageviews.first_counted_day(timezone.localdate(now)))


def forget_old_digests(now: datetime) -> int:
    return forget_digests(before=timezone.localdate(now) - DIGESTS_KEPT)


STEPS: tuple[Step, ...] = (
    give_owners,
    refresh_views,
    open_reviews,
    unpublish,
    store_day,
    plan,
    forget_views,
    forget_old_digests,
)

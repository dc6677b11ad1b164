"""The steps of the daily work, in this order. Each may run again after it ran in part or as a whole.

Pages get an owner before anybody is mailed, views and signals are known before reviews are opened and ranked, and the
status of the day is stored after all automatic changes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from vraagbaak.knowledge.ownership.succession import hand_over_from_former_owners
from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.daily.overdue import unpublish_overdue
from vraagbaak.review.digests.actions import forget_digests, plan_digests
from vraagbaak.review.history import actions as history
from vraagbaak.review.page_views import actions as page_views
from vraagbaak.review.signals import actions as signals

DIGEST_RETENTION = timedelta(days=400)
"""As long as a digest is stored, its recipient is not told again of a page that stayed due."""

Step = Callable[[datetime], object]


def give_owners(now: datetime) -> int:
    return hand_over_from_former_owners()


def refresh_views(now: datetime) -> int:
    return page_views.refresh_views(today=timezone.localdate(now))


def make_reviews_due(now: datetime) -> int:
    return signals.make_reviews_due(today=timezone.localdate(now))


def unpublish(now: datetime) -> int:
    return unpublish_overdue(now=now)


def store_day(now: datetime) -> int:
    return history.store_day(today=timezone.localdate(now))


def plan(now: datetime) -> int:
    last_run = DailyRun.objects.last_finished_day(before=timezone.localdate(now))
    return plan_digests(now=now, last_run=last_run)


def forget_views(now: datetime) -> int:
    return page_views.forget_views(before=page_views.first_counted_day(timezone.localdate(now)))


def forget_old_digests(now: datetime) -> int:
    return forget_digests(before=timezone.localdate(now) - DIGEST_RETENTION)


STEPS: tuple[Step, ...] = (
    give_owners,
    refresh_views,
    make_reviews_due,
    unpublish,
    store_day,
    plan,
    forget_views,
    forget_old_digests,
)

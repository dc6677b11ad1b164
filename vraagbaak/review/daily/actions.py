"""The daily work on reviews: once for each local day, whoever calls, and however often."""

import logging
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.daily.steps import STEPS, Step

logger = logging.getLogger(__name__)
DAY_BEGINS = time(5)
"""By the local clock; what is mailed is there in the morning, and nothing is read at night."""
LEASE = timedelta(minutes=30)
"""A run that was begun longer ago and is not finished is taken for one whose process was killed."""


def run_day(*, now: datetime) -> bool:
    """Does the work of the local day, if it is left to do; whether this call brought it to its end.

    The day is one of the calendar here, also where it has 23 or 25 hours. Days that were missed are not made up for:
    everything is done as of today. A step that fails is done again by the next call, together with the others.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    if local.time() < DAY_BEGINS or is_overtaken(local.date()):
        return False
    run = claim(day=local.date(), now=now)
    if run is None:
        return False
    # All are called, whatever becomes of the ones before.
    done = [is_done(step, now) for step in STEPS]
    return all(done) and finish(run)


def is_overtaken(today: date) -> bool:
    """Whether a later day has had its work: the clock was set back, or it was wrong then."""
    later = DailyRun.objects.filter(day__gt=today).exclude(finished_at=None).first()
    if later:
        logger.warning("Nothing is done for %s, since %s is finished: was the clock set back?", today, later)
    return later is not None


def claim(*, day: date, now: datetime) -> DailyRun | None:
    """The run of the day when this call may do it, and nobody else now; None otherwise."""
    run, is_new = DailyRun.objects.get_or_create(day=day, defaults={"begun_at": now})
    if is_new:
        return run
    left = DailyRun.objects.filter(pk=run.pk, finished_at=None, begun_at__lte=now - LEASE)
    if not left.update(begun_at=now):
        return None
    run.begun_at = now
    return run


def is_done(step: Step, now: datetime) -> bool:
    """Does a step. What it wrote before it failed stays; the run is not finished, so that it is done again."""
    try:
        number = step(now)
    except Exception:
        # Whatever is wrong with one step, a fault of its code included, must not keep the others from their work.
        logger.exception("The daily work failed at %s; it is tried again.", step.__name__)
        return False
    logger.info("The daily work did %s: %s.", step.__name__, number)
    return True


def finish(run: DailyRun) -> bool:
    """Whether the run was still ours: one that took too long may have been taken over."""
    ours = DailyRun.objects.filter(pk=run.pk, begun_at=run.begun_at, finished_at=None)
    return bool(ours.update(finished_at=timezone.now()))

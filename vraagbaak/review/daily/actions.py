"""The daily work on reviews: once for each local day, whoever calls it and however often."""

import logging
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.daily.steps import STEPS, Step

logger = logging.getLogger(__name__)
EARLIEST_TIME = time(5)
"""Local time: mails arrive before work begins, and not in the middle of the night."""
LEASE = timedelta(minutes=30)
"""The process of a run that began longer ago and is not finished is assumed to have died."""


def run_day(*, now: datetime) -> bool:
    """Does the work of the local day, unless it is done; gives whether this call finished it.

    The day is a local calendar day, also when it has 23 or 25 hours. Missed days are not made up for: everything is
    done as of today. After a step failed, the next call does all steps again.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    if local.time() < EARLIEST_TIME or is_overtaken(local.date()):
        return False
    run = claim(day=local.date(), now=now)
    if run is None:
        return False
    # All steps run, also when an earlier one failed.
    done = [run_step(step, now) for step in STEPS]
    return all(done) and finish(run)


def is_overtaken(today: date) -> bool:
    """Whether a later day is finished already: the clock was set back, or was wrong then."""
    later = DailyRun.objects.filter(day__gt=today).exclude(finished_at=None).first()
    if later:
        logger.warning("Nothing is done for %s, since %s is finished: was the clock set back?", today, later)
    return later is not None


def claim(*, day: date, now: datetime) -> DailyRun | None:
    """The run of the day, if this call alone may do it now; None otherwise."""
    run, is_new = DailyRun.objects.get_or_create(day=day, defaults={"begun_at": now})
    if is_new:
        return run
    abandoned = DailyRun.objects.filter(pk=run.pk, finished_at=None, begun_at__lte=now - LEASE)
    if not abandoned.update(begun_at=now):
        return None
    run.begun_at = now
    return run


def run_step(step: Step, now: datetime) -> bool:
    """Whether the step succeeded. What it wrote before it failed stays, and it runs again with the next call."""
    try:
        number = step(now)
    except Exception:
        # No failure of one step, bugs included, may keep the other steps from running.
        logger.exception("The daily work failed at %s; it is tried again.", step.__name__)
        return False
    logger.info("The daily work did %s: %s.", step.__name__, number)
    return True


def finish(run: DailyRun) -> bool:
    """Whether the run was still ours: one that took too long may have been claimed by another process."""
    ours = DailyRun.objects.filter(pk=run.pk, begun_at=run.begun_at, finished_at=None)
    return bool(ours.update(finished_at=timezone.now()))

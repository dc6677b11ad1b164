"""Deadlines that count only the hours in which an office is open (rule 10)."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

SATURDAY = 5


@lru_cache(maxsize=8)
def public_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("NL", years=year)


def is_business_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def add_business_hours(*, start: datetime, hours: float, opens_at: time, closes_at: time) -> datetime:
    """The moment at which an office has been open for `hours` since `start`.

    `start` is aware; opening hours are those of the clock in the office's own time zone, so that a day on which
    the clock is changed does not shift the deadline. Raises ValueError when the office never opens.
    """
    if opens_at >= closes_at:
        raise ValueError("An office closes after it opens.")
    left = timedelta(hours=hours)
    moment = timezone.localtime(start)
    while True:
        opening, closing = (at_clock(moment, at) for at in (opens_at, closes_at))
        if is_business_day(moment.date()) and moment < closing:
            moment = max(moment, opening)
            # Naive difference on purpose: opening hours are clock time.
            if left <= closing.replace(tzinfo=None) - moment.replace(tzinfo=None):
                return moment + left
            left -= closing.replace(tzinfo=None) - moment.replace(tzinfo=None)
        moment = at_clock(moment + timedelta(days=1), time(0))


def at_clock(moment: datetime, at: time) -> datetime:
    """The same day at another hour of the clock."""
    return datetime.combine(moment.date(), at, tzinfo=moment.tzinfo)

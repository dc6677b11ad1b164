"""Deadlines that count only the hours in which an office is open (rule 10)."""

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

SATURDAY = 5


@lru_cache(maxsize=8)
def public_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("NL", years=year)


def is_business_day(day: date) -> bool:
    days = business_days_of(day.year)
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


@lru_cache(maxsize=64)
def business_days_of(year: int) -> list[date]:
    """In order, and cached: asking the calendar of holidays about each day takes longer than all other work."""
    first, free = date(year, 1, 1), public_holidays(year)
    every_day = (first + timedelta(days=number) for number in range(366))
    return [day for day in every_day if day.year == year and day.weekday() < SATURDAY and day not in free]


def add_business_hours(*, start: datetime, hours: float, opens_at: time, closes_at: time) -> datetime:
    """The moment at which an office has been open for `hours` since `start`.

    `start` is aware; opening hours are those of the clock in the office's own time zone, so that a day on which
    the clock is changed does not shift the deadline. Raises ValueError when the office never opens.
    """
    if opens_at >= closes_at:
        raise ValueError("An office closes after it opens.")
    left = timedelta(hours=hours)
    moment = start.astimezone(timezone.get_default_timezone())
    while True:
        opening, closing = (at_clock(moment, at) for at in (opens_at, closes_at))
        if is_business_day(moment.date()) and moment < closing:
            moment = max(moment, opening)
            # Naive difference on purpose: opening hours are clock time.
            if left <= closing.replace(tzinfo=None) - moment.replace(tzinfo=None):
                return moment + left
            left -= closing.replace(tzinfo=None) - moment.replace(tzinfo=None)
        moment = at_clock(moment + timedelta(days=1), time(0))


def business_hours_between(*, start: datetime, end: datetime, opens_at: time, closes_at: time) -> float:
    """For how many hours an office has been open from `start` to `end`: the inverse of `add_business_hours`.

    Both are aware. What ends before it begins has taken no time. Raises ValueError when the office never opens.
    """
    if opens_at >= closes_at:
        raise ValueError("An office closes after it opens.")
    if end <= start:
        return 0.0
    zone = timezone.get_default_timezone()
    first, last = start.astimezone(zone), end.astimezone(zone)
    full_day = clock_hours(opens_at, closes_at)
    whole_days = business_days_between(first.date(), last.date()) * full_day
    begun, ended = (open_so_far(moment, opens_at, closes_at) for moment in (first, last))
    return (whole_days + ended - begun) / timedelta(hours=1)


def open_so_far(moment: datetime, opens_at: time, closes_at: time) -> timedelta:
    """How long an office has been open on the day of `moment`, by the clock."""
    if not is_business_day(moment.date()):
        return timedelta(0)
    return clock_hours(opens_at, min(max(moment.time(), opens_at), closes_at))


def clock_hours(begin: time, end: time) -> timedelta:
    return datetime.combine(date.min, end) - datetime.combine(date.min, begin)


def business_days_between(first: date, last: date) -> int:
    """How many there are from `first` up to but not including `last`."""
    years = map(business_days_of, range(first.year, last.year + 1))
    return sum(bisect_left(days, last) - bisect_left(days, first) for days in years)


def at_clock(moment: datetime, at: time) -> datetime:
    """The same day at another hour of the clock."""
    return datetime.combine(moment.date(), at, tzinfo=moment.tzinfo)

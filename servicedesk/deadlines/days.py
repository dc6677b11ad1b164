"""Days and weeks by the clock of the offices. A week begins on Monday."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def midnight(day: date) -> datetime:
    """At which the day begins."""
    return datetime.combine(day, time(0), tzinfo=timezone.get_default_timezone())


def day_of(moment: datetime) -> date:
    """By this clock, whoever looks."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def days_between(since: datetime, until: datetime) -> list[date]:
    """All days that have a moment between the two; 48 hours may touch four of them."""
    first, last = day_of(since), day_of(until)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]

"""Days from one to another, and the weeks they lie in. A week begins on Monday and has the number of ISO 8601."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.db.models import DateField
from django.db.models.functions import TruncWeek
from django.utils import timezone

from servicedesk.deadlines.days import midnight, monday_of

USUAL_WEEKS = 13
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date

    @classmethod
    def usual(cls, today: date) -> Self:
        """The last 13 weeks, of which this one is the last, up to now."""
        return cls(monday_of(today) - (USUAL_WEEKS - 1) * WEEK, today)

    @property
    def begin(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment that does not belong to it."""
        return midnight(self.last + DAY)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def shift_in_weeks(self) -> int:
        """How many whole weeks back the same weekdays lie wholly before it."""
        return -(-self.days // 7)

    @property
    def before(self) -> "Period":
        shift = self.shift_in_weeks * WEEK
        return Period(self.first - shift, self.last - shift)

    @property
    def mondays(self) -> list[date]:
        first, last = monday_of(self.first), monday_of(self.last)
        return [first + number * WEEK for number in range((last - first).days // 7 + 1)]

    @property
    def cuts_a_week(self) -> bool:
        """Whether its first or last week is not in it as a whole."""
        return self.first.weekday() != 0 or self.last.weekday() != 6


def week_of(field: str) -> TruncWeek:
    """The Monday of the week in which a moment lies, by the clock of the office."""
    return TruncWeek(field, output_field=DateField(), tzinfo=timezone.get_default_timezone())


def week_name(monday: date) -> str:
    """As spreadsheets sort it: 2026-W47."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"

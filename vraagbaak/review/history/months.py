"""The stored figures by month; the current status of pages is not used."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, F, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils import timezone

from vraagbaak.reporting.percents import percents_rounded_down
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.reviews.models import Review


@dataclass(kw_only=True)
class Month:
    """The sum over the knowledge bases, each on its last stored day in the month."""

    first_day: date
    is_stored: bool = False
    pages: int = 0
    in_order: int = 0
    age_days: int = 0
    reviewed: Counter[str] = field(default_factory=Counter)
    """The number of reviews by outcome."""

    @property
    def name(self) -> str:
        """In a form that spreadsheets sort."""
        return f"{self.first_day:%Y-%m}"

    @property
    def share(self) -> float | None:
        """In per cent with one decimal, rounded down so that 100 means all; None if unknown."""
        return percents_rounded_down(self.in_order, self.pages)

    @property
    def average_age(self) -> int | None:
        """In days."""
        return round(self.age_days / self.pages) if self.pages else None

    @property
    def reviews(self) -> int:
        return self.reviewed.total()

    @property
    def published(self) -> int | None:
        return self.pages if self.is_stored else None


def months_of(*, days: QuerySet[ReviewDay], reviews: QuerySet[Review]) -> list[Month]:
    """All months from the first to the last with data, oldest first; in two queries."""
    months: dict[date, Month] = {}
    for row in last_of_months(days):
        month = months.setdefault(row["month"], Month(first_day=row["month"]))
        month.is_stored = True
        month.pages += row["pages"]
        month.in_order += row["in_order"]
        month.age_days += row["age_days"]
    for row in by_outcome(reviews):
        month = months.setdefault(row["month"], Month(first_day=row["month"]))
        month.reviewed[row["outcome"]] = row["number"]
    return [months.get(day) or Month(first_day=day) for day in first_days(months)]


def last_of_months(days: QuerySet[ReviewDay]) -> Any:
    """The last day of each knowledge base in each month; deleted ones are told apart by title."""
    title = Case(When(knowledge_base=None, then=F("title")), default=Value(""))
    rank = Window(
        RowNumber(),
        partition_by=[F("knowledge_base"), title, TruncMonth("day")],
        order_by=F("day").desc(),
    )
    last = days.annotate(month=TruncMonth("day"), rank=rank).filter(rank=1).order_by()
    return last.values("month", "pages", "in_order", "age_days")


def by_outcome(reviews: QuerySet[Review]) -> Any:
    month = TruncMonth("done_at", output_field=DateField(), tzinfo=timezone.get_default_timezone())
    return reviews.order_by().values("outcome", month=month).annotate(number=Count("pk"))


def first_days(months: dict[date, Month]) -> Iterator[date]:
    if not months:
        return
    day, last = min(months), max(months)
    while day <= last:
        yield day
        day = (day + timedelta(days=31)).replace(day=1)

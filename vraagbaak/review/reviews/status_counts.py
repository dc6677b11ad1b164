"""Counts the published pages of knowledge bases by review status, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Sum, Value
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone

from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.choices import ReviewStatus
from vraagbaak.knowledge.faqs.models import FaqPage


class Share(NamedTuple):
    pages: int
    in_order: int


@dataclass(kw_only=True)
class StatusCounts:
    """The columns of a `ReviewDay`."""

    pages: int = 0
    in_order: int = 0
    due: int = 0
    to_be_changed: int = 0
    without_owner: int = 0
    age_days: int = 0

    def add(self, *, status: str, pages: int) -> None:
        """Pages that are due soon count as in order."""
        self.pages += pages
        if status == ReviewStatus.DUE:
            self.due += pages
        elif status == ReviewStatus.TO_BE_CHANGED:
            self.to_be_changed += pages
        else:
            self.in_order += pages


def shares_in_order(*, bases: Iterable[KnowledgeBase], today: date) -> dict[int, Share]:
    """By key of the knowledge base, in one query in addition to that for `bases`; also for those without pages."""
    keys = [base.pk for base in bases]
    states: dict[int, StatusCounts] = {key: StatusCounts() for key in keys}
    for row in by_status(today).filter(knowledge_base__in=keys):
        states[row["knowledge_base"]].add(status=row["review_status"], pages=row["number"])
    return {key: Share(state.pages, state.in_order) for key, state in states.items()}


def status_counts_of_bases(*, today: date) -> Mapping[int, StatusCounts]:
    """By key of the knowledge base, in two queries; a defaultdict, with zeros for bases without pages."""
    states: dict[int, StatusCounts] = defaultdict(StatusCounts)
    for row in by_status(today).annotate(age=Sum(age_on(today))):
        state = states[row["knowledge_base"]]
        state.add(status=row["review_status"], pages=row["number"])
        state.age_days += row["age"].days
    ownerless = FaqPage.objects.live().without_owner().order_by().values("knowledge_base")
    for row in ownerless.annotate(number=Count("pk")):
        states[row["knowledge_base"]].without_owner = row["number"]
    return states


def by_status(today: date) -> Any:
    pages = FaqPage.objects.live().with_review_status(today).order_by()
    return pages.values("knowledge_base", "review_status").annotate(number=Count("pk"))


def age_on(today: date) -> ExpressionWrapper:
    """The time since the last review, else since the first publication."""
    now = Value(today, DateField())
    published = TruncDate("first_published_at", tzinfo=timezone.get_default_timezone())
    seen = Least(Coalesce(F("reviewed_on"), published, now), now)
    return ExpressionWrapper(now - seen, DurationField())

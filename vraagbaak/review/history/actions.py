"""Stores the review status of the knowledge bases, day by day."""

from dataclasses import asdict
from datetime import date

from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.reviews.status_counts import status_counts_of_bases


def store_day(*, today: date) -> int:
    """Stores the status of each knowledge base that has none for `today` yet; gives how many.

    Stored days are never changed, and a missed day stays a gap, since it cannot be reconstructed.
    """
    bases = list(KnowledgeBase.objects.exclude(review_days__day=today).order_by("pk"))
    if not bases:
        return 0
    states = status_counts_of_bases(today=today)
    days = [
        ReviewDay(knowledge_base=base, title=base.title, day=today, **asdict(states[base.pk]))
        for base in bases
    ]
    ReviewDay.objects.bulk_create(days, ignore_conflicts=True)
    return len(days)

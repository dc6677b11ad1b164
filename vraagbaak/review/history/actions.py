"""Keeping how the knowledge bases stand, day by day."""

from dataclasses import asdict
from datetime import date

from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.reviews.standing import states_of_bases


def store_day(*, today: date) -> int:
    """Stores the state of each knowledge base that has none of `today` yet; gives how many these are.

    What was stored is never changed, and a day that was missed stays a gap: nobody knows how it was.
    """
    bases = list(KnowledgeBase.objects.exclude(review_days__day=today).order_by("pk"))
    if not bases:
        return 0
    states = states_of_bases(today=today)
    days = [
        ReviewDay(knowledge_base=base, title=base.title, day=today, **asdict(states[base.pk]))
        for base in bases
    ]
    ReviewDay.objects.bulk_create(days, ignore_conflicts=True)
    return len(days)

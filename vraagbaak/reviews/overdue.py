"""What becomes of pages whose review stays overdue (rule 4)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from vraagbaak.bases.choices import OverduePolicy
from vraagbaak.bases.models import KnowledgeBase
from vraagbaak.faqs.models import FaqPage

PAGES_AT_A_TIME = 500


def unpublish_overdue(*, now: datetime) -> int:
    """Unpublishes the pages whose days of grace are over, where the knowledge base wants it; gives how many.

    Page by page, each in a transaction of its own: it may be killed and goes on where it was.
    """
    today = timezone.localdate(now)
    bases = KnowledgeBase.objects.filter(overdue_policy=OverduePolicy.UNPUBLISH)
    return sum(unpublish(key=key, today=today) for base in bases for key in keys_past_grace(base, today))


def past_grace(base: KnowledgeBase, today: date) -> date:
    """The last review date for which the days of grace are over."""
    return today - timedelta(days=base.grace_days)


def keys_past_grace(base: KnowledgeBase, today: date) -> Iterator[int]:
    pages = base.faqs.due(today).filter(review_on__lt=past_grace(base, today)).order_by("pk")
    last = 0
    while keys := list(pages.filter(pk__gt=last).values_list("pk", flat=True)[:PAGES_AT_A_TIME]):
        yield from keys
        last = keys[-1]


@transaction.atomic
def unpublish(*, key: int, today: date) -> int:
    """1 when the page was unpublished, 0 when somebody reviewed it in the meantime."""
    page = FaqPage.objects.select_for_update(of=("self",)).filter(pk=key).first()
    base = page.knowledge_base if page else None
    if not (page and base and page.live and page.review_on and page.review_on < past_grace(base, today)):
        return 0
    page.unpublish(log_action="vraagbaak.review.unpublish")
    return 1

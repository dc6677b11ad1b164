"""Unpublishes pages whose review stays overdue, where the knowledge base says so (rule 4)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from vraagbaak.knowledge.bases.choices import OverduePolicy
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.digests.choices import DigestReason
from vraagbaak.review.digests.models import DigestPage

PAGES_AT_A_TIME = 500


def unpublish_overdue(*, now: datetime) -> int:
    """Unpublishes the pages whose grace period is over, where the knowledge base says so; gives how many.

    The grace period begins when somebody was mailed about the page: its owner, or the manager to whom it escalated.
    Otherwise a large import, or a worker that was down, would unpublish pages that nobody was warned about.

    Page by page, each in a transaction of its own: after a crash, the next call continues.
    """
    today = timezone.localdate(now)
    bases = KnowledgeBase.objects.filter(overdue_policy=OverduePolicy.UNPUBLISH)
    return sum(unpublish(key=key, today=today) for base in bases for key in keys_past_grace(base, today))


def grace_limit(base: KnowledgeBase, today: date) -> date:
    """The grace period is over for pages about which somebody was mailed before this day."""
    return today - timedelta(days=base.grace_days)


def was_mailed_before(day: date) -> Exists:
    """Whether somebody was mailed that the review is due; a mail about a task does not count."""
    mailed = DigestPage.objects.filter(page=OuterRef("pk"), due_on=OuterRef("review_on"))
    mailed = mailed.exclude(reason=DigestReason.TASK)
    return Exists(mailed.filter(digest__day__lt=day, digest__sent_at__isnull=False))


def keys_past_grace(base: KnowledgeBase, today: date) -> Iterator[int]:
    pages = base.faqs.due(today).filter(was_mailed_before(grace_limit(base, today))).order_by("pk")
    last = 0
    while keys := list(pages.filter(pk__gt=last).values_list("pk", flat=True)[:PAGES_AT_A_TIME]):
        yield from keys
        last = keys[-1]


@transaction.atomic
def unpublish(*, key: int, today: date) -> int:
    """1 when the page was unpublished, 0 when somebody reviewed it in the meantime."""
    page = FaqPage.objects.select_for_update(of=("self",)).due(today).filter(pk=key).first()
    if page is None:
        return 0
    page.unpublish(log_action="vraagbaak.review.unpublish")
    return 1

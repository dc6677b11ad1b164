"""Stores evidence, and makes reviews due for which there is enough of it (rule 3)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.evidence.reporting import Evidence
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.signals.models import MAX_TEXT_LENGTH, ReviewSignal

BATCH = 500


def new_signal(
    *, page_id: int, kind: EvidenceKind, key: str, now: datetime, text: str = "", user: Any = None
) -> ReviewSignal:
    """A signal that is not stored yet; `key` names the evidence within the page and kind."""
    return ReviewSignal(
        page_id=page_id, kind=kind, key=key, text=text[:MAX_TEXT_LENGTH], user=user, seen_at=now
    )


@transaction.atomic
def raise_signals(*, signals: Sequence[ReviewSignal], now: datetime) -> int:
    """Stores new signals; gives for how many pages they made a review due. Known evidence changes nothing."""
    if not signals:
        return 0
    ReviewSignal.objects.bulk_create(signals, ignore_conflicts=True, batch_size=BATCH)
    pages = {signal.page_id for signal in signals}
    return make_reviews_due(today=timezone.localdate(now), pages=pages)


def raise_reported_evidence(*, evidence: Sequence[Evidence], now: datetime, **kwargs: Any) -> None:
    signals = [
        new_signal(page_id=each.page_id, kind=each.kind, key=each.key, text=each.text, now=now)
        for each in evidence
    ]
    raise_signals(signals=signals, now=now)


def explain_reported_evidence(*, evidence: Evidence, **kwargs: Any) -> None:
    known = ReviewSignal.objects.filter(page=evidence.page_id, kind=evidence.kind, key=evidence.key)
    known.update(text=evidence.text[:MAX_TEXT_LENGTH])


def make_reviews_due(*, today: date, pages: Iterable[int] | None = None) -> int:
    """Makes published pages with enough evidence of one kind due today; gives how many.

    A page that is due already, or has an open task, keeps its date. `pages` are keys; without them all pages are
    considered. One statement for each 500 keys, or one for all pages.
    """
    if pages is None:
        return _make_due(FaqPage.objects.all(), today)
    keys = sorted(pages)
    parts = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    return sum(_make_due(FaqPage.objects.filter(pk__in=part), today) for part in parts)


def _make_due(pages: Any, today: date) -> int:
    in_order = pages.in_order(today).order_by()
    enough = ReviewSignal.objects.open().filter(page__in=in_order.values("pk")).over_threshold()
    return int(FaqPage.objects.filter(pk__in=enough.values("page")).update(review_on=today))

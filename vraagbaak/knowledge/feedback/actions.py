from datetime import datetime

from django.db import transaction

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.review.signals.actions import explain_signal, new_signal, raise_signals
from vraagbaak.review.signals.choices import SignalKind


@transaction.atomic
def give_feedback(*, page: FaqPage, helpful: bool, now: datetime, reason: str = "") -> Feedback:
    """A reader's word. Enough readers whom it did not help open the review of the page (rule 3)."""
    given = Feedback.objects.create(page=page, helpful=helpful, reason=reason)
    if not helpful:
        key = signal_key(given)
        signal = new_signal(page_id=page.pk, kind=SignalKind.UNHELPFUL, key=key, text=reason, now=now)
        raise_signals(signals=[signal], now=now)
    return given


@transaction.atomic
def explain_feedback(*, feedback: Feedback, reason: str) -> Feedback:
    """The reader's reason, given after the word itself."""
    feedback.reason = reason
    feedback.save(update_fields=["reason"])
    explain_signal(page=feedback.page, kind=SignalKind.UNHELPFUL, key=signal_key(feedback), text=reason)
    return feedback


def signal_key(feedback: Feedback) -> str:
    return f"feedback:{feedback.pk}"


def feedback_of(signal_key: str) -> int:
    """The number of the feedback from which a signal came."""
    return int(signal_key.partition(":")[2])

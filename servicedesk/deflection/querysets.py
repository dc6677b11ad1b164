"""Which runs count as what. The conditions take a prefix, so that they serve from a suggestion as well."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db.models import Q, QuerySet

from servicedesk.deflection.choices import FOLLOW_UP_TERM, LEFT_AFTER, AskOutcome
from servicedesk.questions.choices import GENUINE


class AskRunQuerySet(QuerySet[Any]):
    def to_be_left(self, now: datetime) -> Self:
        return self.filter(outcome=AskOutcome.BUSY, begun_at__lt=now - LEFT_AFTER)

    def of_visitors(self, visitors: Iterable[str]) -> Self:
        return self.filter(visitor__in=list(visitors))

    def answered_shortly_before(self, moment: datetime) -> Self:
        """At most 48 hours, to the second; hours of the clock, whatever the calendar does."""
        return self.filter(answered_at__gte=moment - FOLLOW_UP_TERM, answered_at__lte=moment)

    def without_question(self) -> Self:
        """No question came after it yet, or only such as waits in quarantine or was spam."""
        return self.exclude(asked()).exclude(followed())

    def settled(self, now: datetime) -> Self:
        """Ended so long ago that no question can follow any more."""
        return self.filter(is_settled(now))


def is_settled(now: datetime, prefix: str = "") -> Q:
    ended = Q((f"{prefix}ended_at__lt", now - FOLLOW_UP_TERM))
    return ended & ~Q((f"{prefix}outcome", AskOutcome.BUSY))


def asked(prefix: str = "") -> Q:
    """The run ended in a question that does not wait in quarantine."""
    genuine = Q((f"{prefix}question", None)) | Q((f"{prefix}question__status__in", GENUINE))
    return Q((f"{prefix}outcome", AskOutcome.ASKED)) & genuine


def followed(prefix: str = "") -> Q:
    """A question came after the run within 48 hours, and does not wait in quarantine."""
    genuine = Q((f"{prefix}followed_by", None)) | Q((f"{prefix}followed_by__status__in", GENUINE))
    return Q((f"{prefix}followed_at__isnull", False)) & genuine


def asked_after_all(prefix: str = "") -> Q:
    return asked(prefix) | followed(prefix)

"""Noting who looks at a question. Nothing of it is kept: it goes as soon as it is over."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from servicedesk.desk.presence.models import Presence
from servicedesk.questions.models import Question

GONE_AFTER = timedelta(seconds=45)
"""Three times as long as a page waits before it reports again."""


def note_presence(*, question: Question, user: Any, is_writing: bool, now: datetime) -> None:
    """Renews that `user` has the page open; who writes keeps the moment at which that began."""
    Presence.objects.filter(seen_at__lt=now - GONE_AFTER).delete()
    since = Coalesce(F("writing_since"), Value(now)) if is_writing else None
    renewed = Presence.objects.filter(question=question, user=user)
    if not renewed.update(seen_at=now, writing_since=since):
        Presence.objects.get_or_create(
            question=question,
            user=user,
            defaults={"seen_at": now, "writing_since": now if is_writing else None},
        )


def leave(*, question: Question, user: Any) -> None:
    Presence.objects.filter(question=question, user=user).delete()

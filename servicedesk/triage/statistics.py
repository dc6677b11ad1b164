"""How much waits in triage, and what was decided this month."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.audiences.access import User


@dataclass(frozen=True)
class TriageCounts:
    waiting: int
    oldest_at: datetime | None
    promoted: int
    linked: int
    skipped: int


def count_triage(*, user: User, now: datetime) -> TriageCounts:
    """Of the offices that `user` sees; what is decided counts from the first of the month."""
    seen = Triage.objects.visible_to(user)
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    outcomes = (TriageOutcome.PROMOTED, TriageOutcome.LINKED, TriageOutcome.SKIPPED)
    decided = {
        outcome.value: Count("pk", filter=Q(outcome=outcome, decided_at__gte=month)) for outcome in outcomes
    }
    waiting = seen.waiting().aggregate(waiting=Count("pk"), oldest_at=Min("entered_at"))
    return TriageCounts(**waiting, **seen.aggregate(**decided))


def count_waiting(*, user: User) -> int:
    return Triage.objects.visible_to(user).waiting().count()

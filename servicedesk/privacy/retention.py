"""The end of each office's term: what is due, and making it anonymous in batches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, Min, OuterRef, Q

from servicedesk.offices.models import Office
from servicedesk.parties.models import Party
from servicedesk.privacy.actions import erase_question, forget_party
from servicedesk.privacy.models import RetentionRun
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question

BATCH = 50
PREVIEW = timedelta(days=30)


@dataclass(frozen=True)
class OfficeDue:
    """What stands before one office's term."""

    office: Office
    kept: int
    due_now: int
    due_soon: int
    next_at: datetime | None


def end_retention(*, now: datetime) -> int:
    """Makes anonymous what was closed longer ago than its office keeps it; gives how many questions.

    Each batch is a transaction of its own: what is cut off goes on the next day with what is left.
    """
    return sum(end_retention_of(office=office, now=now) for office in Office.objects.order_by("pk"))


def end_retention_of(*, office: Office, now: datetime) -> int:
    run: RetentionRun | None = None
    due = (
        kept_closed()
        .filter(office=office, closed_at__lte=end_of_term(office, now))
        .order_by("closed_at", "pk")
    )
    while batch := list(due[:BATCH]):
        with transaction.atomic():
            run = run or RetentionRun.objects.create(office=office, ran_at=now, questions=0, parties=0)
            end_batch(run=run, questions=batch, now=now)
    if run is None:
        return 0
    run.refresh_from_db()
    return run.questions


def end_batch(*, run: RetentionRun, questions: Iterable[Question], now: datetime) -> None:
    """Counts what it erased itself: another worker may be at the same questions."""
    done = [erase_question(question=question, now=now) for question in questions]
    erased = [question for question in done if question.erased_at == now]
    askers = {question.asker_id for question in erased}
    forgotten = [
        forget_party(party=party, now=now) for party in parties_without_questions().filter(pk__in=askers)
    ]
    RetentionRun.objects.filter(pk=run.pk).update(
        questions=F("questions") + len(erased), parties=F("parties") + len(forgotten)
    )


def kept_closed() -> Any:
    """The questions whose term runs. What is spam has a term of its own, and what is open has none."""
    return Question.objects.filter(status=QuestionStatus.CLOSED, erased_at=None)


def end_of_term(office: Office, now: datetime) -> datetime:
    """What was closed up to this moment has been kept long enough."""
    return now - timedelta(days=office.retention_days)


def parties_without_questions() -> Any:
    """Who is still known, with no question left that could tell who asked."""
    telling = Question.objects.filter(asker=OuterRef("pk"), erased_at=None)
    return Party.objects.filter(erased_at=None).exclude(Exists(telling))


def preview(*, now: datetime) -> list[OfficeDue]:
    """For each office how many questions are due, in two queries whatever the number of offices."""
    offices = list(Office.objects.order_by("name"))
    counts = (
        kept_closed().aggregate(
            **{name: count for office in offices for name, count in counts_of(office, now).items()}
        )
        if offices
        else {}
    )
    return [
        OfficeDue(
            office=office,
            kept=counts[f"kept_{office.pk}"],
            due_now=counts[f"now_{office.pk}"],
            due_soon=counts[f"soon_{office.pk}"],
            next_at=next_moment(office, counts[f"oldest_{office.pk}"]),
        )
        for office in offices
    ]


def counts_of(office: Office, now: datetime) -> dict[str, Any]:
    mine, end = Q(office=office), end_of_term(office, now)
    return {
        f"kept_{office.pk}": Count("pk", filter=mine),
        f"now_{office.pk}": Count("pk", filter=mine & Q(closed_at__lte=end)),
        f"soon_{office.pk}": Count("pk", filter=mine & Q(closed_at__lte=end + PREVIEW)),
        f"oldest_{office.pk}": Min("closed_at", filter=mine),
    }


def next_moment(office: Office, oldest: datetime | None) -> datetime | None:
    return oldest + timedelta(days=office.retention_days) if oldest else None

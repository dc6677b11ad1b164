"""The triage of closed questions (rule 14): how it begins, and the three ways in which it ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from servicedesk.questions.models import Question
from servicedesk.triage.choices import DECIDED, SkipReason, TriageOutcome
from servicedesk.triage.models import Triage, TriageGroup
from vraagbaak.faqs.models import FaqPage

AGAIN = [TriageOutcome.LINKED, TriageOutcome.SKIPPED]
"""What is looked at anew when its question was reopened and is closed again; a page that was made stays made."""


@transaction.atomic
def enter_triage(*, question: Question, now: datetime) -> Triage:
    """Puts a question that was closed in the queue; what was promoted before stays as it is."""
    triage, is_new = Triage.objects.get_or_create(question=question, defaults={"entered_at": now})
    if not is_new and triage.outcome in AGAIN:
        triage.outcome, triage.entered_at = TriageOutcome.WAITING, now
        triage.page, triage.skip_reason, triage.remark = None, "", ""
        triage.user, triage.decided_at = None, None
        triage.save()
    return triage


@transaction.atomic
def leave_triage(*, question: Question) -> None:
    """Takes a question that was reopened out of the queue, if nobody has decided yet."""
    Triage.objects.filter(question=question, outcome=TriageOutcome.WAITING).delete()


@transaction.atomic
def promote_questions(*, questions: Sequence[Question], page: FaqPage, user: Any, now: datetime) -> int:
    """Notes that the questions became `page`; how many were still to be decided."""
    return decide(
        questions=questions, outcome=TriageOutcome.PROMOTED, page=page, user=user, now=now, action="promote"
    )


@transaction.atomic
def link_questions(*, questions: Sequence[Question], page: FaqPage, user: Any, now: datetime) -> int:
    """Notes that `page` answers the questions already; how many were still to be decided."""
    return decide(
        questions=questions, outcome=TriageOutcome.LINKED, page=page, user=user, now=now, action="link"
    )


@transaction.atomic
def skip_questions(
    *, questions: Sequence[Question], reason: SkipReason, user: Any, now: datetime, remark: str = ""
) -> int:
    """Notes why the questions are of no use to others; how many were still to be decided."""
    return decide(
        questions=questions,
        outcome=TriageOutcome.SKIPPED,
        skip_reason=reason,
        remark=remark,
        user=user,
        now=now,
        action="skip",
    )


def decide(
    *,
    questions: Iterable[Question],
    outcome: TriageOutcome,
    user: Any,
    now: datetime,
    action: str,
    page: FaqPage | None = None,
    skip_reason: str = "",
    remark: str = "",
) -> int:
    """Ends the triage of those questions for which nobody did so before; who comes second changes nothing."""
    decided = 0
    for question in questions:
        triage, _is_new = Triage.objects.get_or_create(question=question, defaults={"entered_at": now})
        undecided = Triage.objects.filter(pk=triage.pk).exclude(outcome__in=DECIDED)
        changed = undecided.update(
            outcome=outcome, page=page, skip_reason=skip_reason, remark=remark, user=user, decided_at=now
        )
        if changed:
            decided += 1
            data = {"page": page.pk} if page else {"reason": skip_reason}
            log(instance=question, action=f"servicedesk.question.{action}", user=user, data=data)
    return decided


def group_of(question: Question) -> TriageGroup | None:
    triage = Triage.objects.filter(question=question).select_related("group").first()
    return triage.group if triage else None

"""Answered questions close by themselves when their askers say nothing more (rule 14)."""

from datetime import datetime, timedelta

from servicedesk.lifecycle.actions import close_question
from servicedesk.offices.models import Office
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet

AT_A_TIME = 200


def close_silent_questions(*, now: datetime) -> int:
    """Closes what was answered longer ago than each office waits for a reaction; how many were closed.

    A reaction opens a question, so that what is still answered had none.
    """
    return sum(close_silent_of(office, now=now) for office in Office.objects.all())


def close_silent_of(office: Office, *, now: datetime) -> int:
    closed = 0
    silent = silent_ones(office, now=now)
    while batch := list(silent.values_list("pk", flat=True)[:AT_A_TIME]):
        done = sum(close_if_silent(silent, key, now=now) for key in batch)
        closed += done
        if not done:
            break
    return closed


def silent_ones(office: Office, *, now: datetime) -> QuestionQuerySet:
    before = now - timedelta(days=office.close_after_days)
    return Question.objects.filter(
        office=office, status=QuestionStatus.ANSWERED, answered_at__lte=before
    ).order_by("answered_at", "pk")


def close_if_silent(silent: QuestionQuerySet, key: int, *, now: datetime) -> bool:
    """Looked at once more: an asker may have reacted while the batch was being closed."""
    question = silent.filter(pk=key).first()
    if question is None:
        return False
    close_question(question=question, user=None, now=now)
    return True

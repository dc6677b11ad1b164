"""Questions that were held back when they came in: released, or refused as spam and deleted in the end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import registry

from servicedesk.deadlines.due import due_moment
from servicedesk.deflection.actions import signal_asked_anyway, unask
from servicedesk.mail.actions import plan_confirmation
from servicedesk.parties.audit import log_by_number
from servicedesk.parties.models import Party
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import QUARANTINED, QuestionStatus
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User


@transaction.atomic
def release(*, question: Question, user: User, now: datetime) -> Question:
    """Lets a question out of quarantine: its term begins, and the asker gets the confirmation."""
    due_at = due_moment(office=question.office, subject=question.subject, start=now)
    held = Question.objects.filter(pk=question.pk, status__in=QUARANTINED, erased_at=None)
    if held.update(status=QuestionStatus.OPEN, closed_at=None, due_at=due_at):
        log_by_number(instance=question, action=QuestionAction.RELEASE, user=user)
        plan_confirmation(question=question, now=now)
    question.refresh_from_db()
    signal_asked_anyway(question=question, now=now)
    return question


@transaction.atomic
def refuse_as_spam(*, question: Question, user: User | None, now: datetime) -> Question:
    """Says that what was held back is spam; nobody is written to. It can still be released."""
    held = Question.objects.filter(pk=question.pk, status=QuestionStatus.HELD)
    if held.update(status=QuestionStatus.SPAM, closed_at=now):
        log_by_number(instance=question, action=QuestionAction.REFUSE, user=user)
    question.refresh_from_db()
    return question


@transaction.atomic
def release_all(*, questions: Iterable[Question], user: User, now: datetime) -> int:
    return sum(release(question=question, user=user, now=now).is_open for question in questions)


@transaction.atomic
def refuse_all(*, questions: Iterable[Question], user: User, now: datetime) -> int:
    return sum(refuse_as_spam(question=question, user=user, now=now).is_spam for question in questions)


def delete_refused(*, now: datetime) -> int:
    """Deletes what was refused as spam long enough ago, and everything that came with it; how many questions."""
    refused = Question.objects.refused(before=now - timedelta(days=settings.SPAM_DAYS))
    number = 0
    for question in refused.select_related("asker").iterator():
        delete_question(question)
        number += 1
    return number


@transaction.atomic
def delete_question(question: Question) -> None:
    """The asker goes along when nothing else is known of the asker."""
    asker = question.asker
    unask(question=question)
    registry.get_logs_for_instance(question).delete()
    question.delete()
    Party.objects.filter(pk=asker.pk, questions=None, user=None).delete()

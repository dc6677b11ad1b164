"""Closing questions, by hand or when their askers say nothing more (rule 14), and opening them again."""

from datetime import datetime, timedelta

from django.db import transaction

from servicedesk.deadlines.due import due_moment
from servicedesk.earlier.actions import plan_keeping
from servicedesk.offices.models import Office
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import SETTLED, QuestionStatus
from servicedesk.questions.models import Question, Reaction
from servicedesk.questions.querysets import QuestionQuerySet
from servicedesk.triage.actions import enter_triage, undo_triage
from vraagbaak.knowledge.audiences.access import User

CLOSABLE = [QuestionStatus.OPEN, QuestionStatus.ANSWERED]
AT_A_TIME = 200


class AlreadyErasedError(Exception):
    """The question was made anonymous: nothing more is written to it."""


@transaction.atomic
def close_question(
    *, question: Question, user: User | None, now: datetime, is_solved_for_asker: bool = False
) -> Question:
    """Nothing more is expected; the triage begins (rule 14). A question that was closed already stays as it is.

    `user` is None when the asker says that it is solved, or when the term after the answer has passed.
    """
    action = QuestionAction.SOLVE if is_solved_for_asker else QuestionAction.CLOSE
    unclosed = Question.objects.filter(pk=question.pk, status__in=CLOSABLE)
    if unclosed.update(status=QuestionStatus.CLOSED, closed_at=now):
        log_by_number(instance=question, action=action, user=user)
        plan_keeping(question=question)
        enter_triage(question=question, now=now)
    question.refresh_from_db()
    return question


@transaction.atomic
def react(*, question: Question, text: str, now: datetime) -> Reaction:
    """The asker writes back, which opens the question again when it was settled (rule 12).

    The same words once more, while the question is open, are a second press on the button and bring nothing new.
    Raises AlreadyErasedError when the question was made anonymous meanwhile.
    """
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if locked.erased_at:
        raise AlreadyErasedError
    since = locked.answered_at or locked.asked_at
    repeated = locked.reactions.filter(text=text, written_at__gte=since).last()
    if repeated and locked.is_open:
        return repeated
    reaction = Reaction.objects.create(question=question, text=text, written_at=now)
    log_by_number(instance=question, action=QuestionAction.REACT, data={"reaction": reaction.pk})
    reopen(question=question, user=None, now=now)
    return reaction


@transaction.atomic
def reopen(*, question: Question, user: User | None, now: datetime) -> Question:
    """Puts a settled question back on the list with a new term; an open one stays as it is."""
    due_at = due_moment(office=question.office, subject=question.subject, start=now)
    settled = Question.objects.filter(pk=question.pk, status__in=SETTLED, erased_at=None)
    if settled.update(status=QuestionStatus.OPEN, closed_at=None, due_at=due_at):
        log_by_number(instance=question, action=QuestionAction.REOPEN, user=user)
        undo_triage(question=question)
        plan_keeping(question=question)
    question.refresh_from_db()
    return question


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

"""Which questions are looked at together, because they ask the same and one page can serve them all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from servicedesk.offices.models import Office
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.models import Question
from servicedesk.triage.locking import locked_in_order
from servicedesk.triage.models import Triage, TriageGroup
from servicedesk.triage.similarity import same_question
from vraagbaak.knowledge.audiences.access import User


class OfficesDifferError(ValueError):
    """Questions of two offices are never looked at together."""


@task()
def look_for_group(question_pk: int) -> bool:
    question = Question.objects.filter(pk=question_pk).first()
    return question is not None and join_group(question=question, now=timezone.now())


@transaction.atomic
def join_group(*, question: Question, now: datetime) -> bool:
    """Puts a question that stands alone with those that ask the same; whether there were any.

    Two at once wait for each other, or each would join the group that the other leaves.
    """
    Office.objects.select_for_update().get(pk=question.office_id)
    triage = Triage.objects.waiting().filter(question=question).first()
    if triage is None or stands_with_others(triage):
        return False
    other = same_question(question)
    if other is None:
        return False
    move(triages=[triage], group=group_of_question(other, now=now))
    return True


def stands_with_others(triage: Triage) -> bool:
    return triage.group_id is not None and Triage.objects.filter(group=triage.group_id).count() > 1


def group_of_question(question: Question, *, now: datetime) -> TriageGroup:
    group: TriageGroup | None = question.triage.group
    return group or new_group(question=question, now=now)


def new_group(*, question: Question, now: datetime) -> TriageGroup:
    group = TriageGroup.objects.create(office_id=question.office_id, made_at=now)
    Triage.objects.filter(question=question).update(group=group)
    return group


def move(*, triages: Sequence[Triage], group: TriageGroup) -> None:
    """A group in which nothing is left is deleted."""
    left = {triage.group_id for triage in triages} - {group.pk, None}
    Triage.objects.filter(pk__in=[triage.pk for triage in triages]).update(group=group)
    forget_empty_groups(left)


def forget_empty_groups(keys: Any) -> None:
    TriageGroup.objects.filter(pk__in=keys, triages=None).delete()


@transaction.atomic
def take_apart(*, questions: Sequence[Question], user: User, now: datetime) -> int:
    """Gives each of the questions a group of its own; how many stood with others."""
    triages = Triage.objects.waiting().filter(question__in=questions).select_related("question")
    apart = [triage for triage in triages if stands_with_others(triage)]
    for triage in apart:
        new_group(question=triage.question, now=now)
        log_by_number(instance=triage.question, action=QuestionAction.APART, user=user)
    return len(apart)


@transaction.atomic
def put_together(*, questions: Sequence[Question], user: User, now: datetime) -> list[Question]:
    """Makes one group, the oldest, of all that stand with those of the questions that still wait; which those are.

    One alone is left as it is. Raises OfficesDifferError.
    """
    if len({question.office_id for question in questions}) != 1:
        raise OfficesDifferError
    chosen = Triage.objects.waiting().filter(question__in=locked_in_order(questions))
    waiting = [triage.question for triage in chosen.select_related("question").order_by("pk")]
    if len(waiting) < 2:
        return []
    groups = TriageGroup.objects.filter(triages__in=chosen).distinct().order_by("made_at", "pk")
    oldest = groups.first() or new_group(question=waiting[0], now=now)
    move(triages=list(Triage.objects.filter(group__in=groups) | chosen), group=oldest)
    for question in waiting:
        log_by_number(instance=question, action=QuestionAction.TOGETHER, user=user)
    return waiting

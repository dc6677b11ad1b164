"""The one order in which questions are locked, so that two agents with crossed lists never deadlock."""

from collections.abc import Iterable

from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question


def locked_in_order(questions: Iterable[Question]) -> list[Question]:
    """The questions as they are now, locked until the end of the transaction."""
    keys = [question.pk for question in questions]
    return list(Question.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def may_wait(question: Question) -> bool:
    """Whether the queue takes it, as `TriageQuerySet.waiting` asks."""
    return question.status in SETTLED and question.erased_at is None

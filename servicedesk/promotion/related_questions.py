"""The other questions that one page can serve."""

from django.db.models import QuerySet

from servicedesk.questions.cleaning import NAMED_IN
from servicedesk.questions.models import Question
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.audiences.access import User


def related_questions_of(question: Question, *, user: User) -> QuerySet[Question]:
    """The questions of the same group that still wait, as far as the agent may see them."""
    group = Triage.objects.filter(question=question).exclude(group=None).values("group")
    waiting = Triage.objects.waiting().filter(group__in=group).exclude(question=question)
    related: QuerySet[Question] = Question.objects.visible_to(user).filter(
        office=question.office, pk__in=waiting.values("question")
    )
    return (
        related.select_related("asker", "handler", "office")
        .prefetch_related(*NAMED_IN)
        .order_by("asked_at", "pk")
    )

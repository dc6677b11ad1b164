"""How often earlier answers were given again, and what the sources of an answer tell of the knowledge base."""

from collections.abc import Iterable
from math import log2

from django.db.models import Count

from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.questions.sources.models import UsedSource

LIFT = 0.05
MAX_LIFT = 1.25


def reuse_counts(questions: Iterable[int]) -> dict[int, int]:
    """By key of the question: in how many answers that were signed off an answer to it was used."""
    used = UsedSource.objects.filter(
        earlier_answer__question__in=list(questions), answer__signed_off_at__isnull=False
    )
    counted = used.order_by().values_list("earlier_answer__question").annotate(Count("pk"))
    return dict(counted)


def lift_of(reused: int) -> float:
    """The factor for a score: each further reuse adds less."""
    return min(1 + LIFT * log2(1 + reused), MAX_LIFT)


def proposed_held(sources: Iterable[UsedSource]) -> KnowledgeHeld:
    """What the sources suggest; the agent decides. A page that was deleted since was one all the same."""
    from_answers = {source.earlier_answer_id is not None for source in sources}
    if from_answers == {False}:
        return KnowledgeHeld.YES
    return KnowledgeHeld.PARTLY if False in from_answers else KnowledgeHeld.NO

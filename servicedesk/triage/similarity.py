"""Whether two questions ask the same, by the words of their titles."""

from django.db.models import QuerySet

from servicedesk.earlier.likeness import overlap_with_slips, telling_stems
from servicedesk.earlier.similar import similar_questions
from servicedesk.questions.models import Question
from servicedesk.triage.choices import WITH_PAGE, TriageOutcome

ALIKE = 0.6
"""From this likeness on, two titles ask the same; measured on the questions of the demo and the tests."""
MAX_CANDIDATES = 30


def same_question(question: Question) -> Question | None:
    """The question of the same office and language that is most like this one and waits, or became a page."""
    stems = telling_stems(question.title, question.language)
    likely = {
        other: overlap_with_slips(stems, telling_stems(other.title, other.language))
        for other in candidates(question)
    }
    best = max(likely, key=lambda other: (likely[other], -other.pk), default=None)
    return best if best is not None and likely[best] >= ALIKE else None


def candidates(question: Question) -> QuerySet[Question]:
    """What the search engine finds for it, as far as it waits or became a page."""
    found = similar_questions(question=question, user_or_office=question.office, limit=MAX_CANDIDATES)
    in_language = Question.objects.filter(
        pk__in=[similar.question.pk for similar in found], language=question.language
    )
    outcomes = [TriageOutcome.WAITING, *WITH_PAGE]
    return in_language.filter(triage__outcome__in=outcomes).select_related("triage__group")

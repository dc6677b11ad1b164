"""Questions that ask the same, found by the search engine among those that were settled."""

from typing import Any, NamedTuple

from wagtail.search.backends import get_search_backend

from servicedesk.earlier.likeness import overlap, telling_stems
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.offices.models import Office
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question

LOOKED_AT = 30
"""Best results of the engine among which the likeness is measured."""


class Similar(NamedTuple):
    question: Question
    score: float


def similar_questions(*, question: Question, user_or_office: Any, limit: int) -> list[Similar]:
    """Settled questions that resemble this one, the most alike first, with a likeness between 0 and 1.

    Of the offices that a user sees, or of one office for a task that has no user. The engine finds them; the
    likeness is measured on the words, so that it means the same whichever engine is used.
    """
    kept = list(
        search_earlier(asked_in(question), among=among(user_or_office), but=question)[: max(limit, LOOKED_AT)]
    )
    by_pk = {earlier.question_id: likeness(question, earlier) for earlier in kept}
    questions = Question.objects.filter(pk__in=by_pk, status__in=SETTLED).select_related("asker", "office")
    found = [Similar(each, by_pk[each.pk]) for each in questions]
    return sorted(found, key=lambda similar: (-similar.score, -similar.question.pk))[:limit]


def asked_in(question: Question) -> str:
    return f"{question.title} {question.body}"


def among(user_or_office: Any) -> Any:
    if isinstance(user_or_office, Office):
        return EarlierQuestion.objects.filter(office=user_or_office)
    return EarlierQuestion.objects.visible_to(user_or_office)


def search_earlier(query: str, *, among: Any, but: Question | None = None) -> Any:
    """What the engine finds, best first; lazy and sliceable."""
    queryset = among.exclude(question=but) if but else among
    return get_search_backend().search(query.replace("\0", " "), queryset, operator="or")


def likeness(question: Question, earlier: EarlierQuestion) -> float:
    """The share of telling words that both have: of the titles, or of titles and explanations if that is more."""
    titles = overlap(
        telling_stems(question.title, question.language), telling_stems(earlier.title, earlier.language)
    )
    whole = overlap(
        telling_stems(asked_in(question), question.language),
        telling_stems(f"{earlier.title} {earlier.body}", earlier.language),
    )
    return max(titles, whole)

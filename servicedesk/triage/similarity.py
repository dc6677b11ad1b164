"""Whether two questions ask the same, by the words of their titles."""

import re

from django.db.models import QuerySet
from rapidfuzz.fuzz import ratio

from servicedesk.earlier.similar import similar_questions
from servicedesk.questions.models import Question
from servicedesk.triage.choices import WITH_PAGE, TriageOutcome
from vraagbaak.search.analysis import language_key, words
from vraagbaak.search.stopwords import stop_words

ALIKE = 0.6
"""From this likeness on, two titles ask the same; measured on the questions of the demo and the tests."""
LONG_ENOUGH_FOR_A_SLIP = 5
SLIP = 84
SEPARATED = re.compile("aan|achter|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|weg")
"""What Dutch separates from its verbs: who "vraagt aan" wants to "aanvragen"."""
MAX_CANDIDATES = 30


def stems_of(title: str, *, language: str) -> frozenset[str]:
    """What the title is about, in the form in which the search engine holds it."""
    key = language_key(language)
    parts = {part for word in words(title, key) for part in word.parts}
    return frozenset(parts - stop_words(key))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: the share of the words that both have; a slip of the keyboard counts as the word meant."""
    if not one or not other:
        return 0.0
    shared = one & other
    meant = sum(1 for word in one - shared if any(is_meant(word, each) for each in other - shared))
    return 2 * (len(shared) + meant) / (len(one) + len(other))


def is_meant(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if long.endswith(short) and SEPARATED.fullmatch(long.removesuffix(short)):
        return True
    return len(short) >= LONG_ENOUGH_FOR_A_SLIP and ratio(short, long) >= SLIP


def same_question(question: Question) -> Question | None:
    """The question of the same office and language that is most like this one and waits, or became a page."""
    stems = stems_of(question.title, language=question.language)
    likely = {
        other: likeness(stems, stems_of(other.title, language=other.language))
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

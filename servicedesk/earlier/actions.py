"""Keeps what agents search in step with the questions: in a task, after each change that calls for it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task
from modelsearch import index

from servicedesk.earlier.models import EarlierQuestion
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.cleaning import NAMED_IN, cleaned
from servicedesk.questions.models import Question

MAX_AT_A_TIME = 500


def plan_keeping(*, question: Question) -> None:
    """After each change of status: the task stands in the queue when the caller's transaction ends well."""
    keep_earlier_question.enqueue(question.pk)


@task()
def keep_earlier_question(question_pk: int) -> None:
    question = Question.objects.filter(pk=question_pk).first()
    if question:
        keep_earlier(question=question)


@transaction.atomic
def keep_earlier(*, question: Question) -> EarlierQuestion | None:
    """Writes again what is kept of a settled question; of any other nothing is kept.

    It is read under its lock: what is erased or opened again at this moment waits, and takes away what is written
    here, or was first and is seen. The search index follows before the lock is let go.
    """
    locked = Question.objects.select_for_update(of=("self",)).filter(pk=question.pk)
    if locked.first() is None:
        return None
    fresh = whole_questions().get(pk=question.pk)
    if fresh.status not in SETTLED or fresh.erased_at:
        forget_earlier(questions=[fresh])
        return None
    earlier: EarlierQuestion
    earlier, _is_new = EarlierQuestion.objects.update_or_create(question=fresh, defaults=without_asker(fresh))
    index.insert_or_update_object(earlier)
    return earlier


def forget_earlier(*, questions: list[Question]) -> None:
    """At once, for questions that are made anonymous; the search index follows each row that goes."""
    EarlierQuestion.objects.filter(question__in=questions).delete()


def keep_missing() -> int:
    """Catches up with settled questions of which nothing is kept yet; how many there were."""
    missing = Question.objects.filter(earlier=None, status__in=SETTLED, erased_at=None)
    questions = list(missing[:MAX_AT_A_TIME])
    for question in questions:
        keep_earlier(question=question)
    return len(questions)


def whole_questions() -> QuerySet[Question]:
    return Question.objects.select_related("asker", "handler", "office").prefetch_related(*NAMED_IN)


def without_asker(question: Question) -> dict[str, Any]:
    answers = [answer for answer in question.answers.all() if answer.signed_off_at][::-1]
    title, body, answer = (
        cleaned(text, question=question)
        for text in (question.title, question.body, "\n\n".join(each.text for each in answers))
    )
    return {
        "office": question.office,
        "language": question.language,
        "title": title[:300],
        "body": body,
        "answer": answer,
        "answered_at": answers[0].signed_off_at if answers else None,
    }

"""Keeps what agents search in level with the questions: by a task, after the change that asks for it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task
from modelsearch import index

from servicedesk.earlier.models import EarlierQuestion
from servicedesk.promotion.proposals import NAMED_IN, cleaned
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question

MOST_AT_A_TIME = 500


def plan_keeping(*, question: Question) -> None:
    """After each change of status: the task stands in the queue when the caller's transaction ends well."""
    keep_earlier_question.enqueue(question.pk)


@task()
def keep_earlier_question(question_pk: int) -> None:
    question = whole_questions().filter(pk=question_pk).first()
    if question:
        keep_earlier(question=question)


def keep_earlier(*, question: Question) -> EarlierQuestion | None:
    """Writes anew what is kept of a question that is settled; nothing is kept of any other."""
    if question.status not in SETTLED or question.erased_at:
        forget_earlier(questions=[question])
        return None
    with transaction.atomic():
        earlier, _is_new = EarlierQuestion.objects.update_or_create(
            question=question, defaults=without_asker(question)
        )
    index.insert_or_update_object(earlier)
    return earlier


def forget_earlier(*, questions: list[Question]) -> None:
    """At once, for questions that are made anonymous; the search index follows each row that goes."""
    EarlierQuestion.objects.filter(question__in=questions).delete()


def keep_missing() -> int:
    """Catches up with settled questions of which nothing is kept yet; how many there were."""
    missing = whole_questions().filter(earlier=None, status__in=SETTLED, erased_at=None)
    questions = list(missing[:MOST_AT_A_TIME])
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

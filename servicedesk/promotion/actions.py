"""Making a FAQ page of answered questions (rule 14)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from servicedesk.questions.models import Question
from servicedesk.triage.actions import promote_questions
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import FaqPage
from vraagbaak.promotion.actions import promote


@transaction.atomic
def promote_question(
    *,
    question: Question,
    user: Any,
    now: datetime,
    question_text: str,
    answer_text: str,
    alternatives: list[str],
    knowledge_base: KnowledgeBase,
    topic: Topic | None = None,
    tags: Iterable[str] = (),
    together_with: Sequence[Question] = (),
) -> FaqPage:
    """Makes a draft FAQ page of an answered question, which serves those that ask the same too (rule 14).

    The page holds no way back to the askers. Who comes second, while another agent promotes the same question,
    gets the page of the first.
    """
    locked = (
        Question.objects.select_for_update(of=("self",)).select_related("triage__page").get(pk=question.pk)
    )
    if locked.promoted_page:
        return locked.promoted_page
    page = promote(
        question_text=question_text,
        answer_text=answer_text,
        alternatives=alternatives,
        knowledge_base=knowledge_base,
        topic=topic,
        tags=tags,
        user=user,
    )
    promote_questions(questions=[question, *together_with], page=page, user=user, now=now)
    return page

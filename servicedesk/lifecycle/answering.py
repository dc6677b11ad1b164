"""Answering: the draft that agents share, and the answer that is signed off once (rule 12)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from servicedesk.earlier.actions import plan_keeping
from servicedesk.mail.actions import plan_answer_mail
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import UNANSWERED, QuestionStatus
from servicedesk.questions.models import Answer, Question


class AlreadySignedOffError(Exception):
    """Somebody else answered first; `answer` tells who and when."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer
        super().__init__("The question was already signed off.")


class DraftOvertakenError(Exception):
    """A colleague wrote in the draft, or signed it off, since it was shown."""


@transaction.atomic
def write_answer(*, question: Question, text: str, user: Any, over: str | None = None) -> Answer:
    """Keeps the draft of an answer; there is one per question, whoever writes.

    `over` is the text that the writer has seen: raises DraftOvertakenError when a colleague's stands there by now.
    """
    draft, _created = Answer.objects.get_or_create(
        question=question, signed_off_at=None, defaults={"author": user}
    )
    seen = Answer.objects.filter(pk=draft.pk, signed_off_at=None)
    if over is not None:
        seen = seen.filter(text=over)
    if not seen.update(text=text, author=user, changed_at=timezone.now()):
        raise DraftOvertakenError
    draft.refresh_from_db()
    return draft


@transaction.atomic
def sign_off(
    *,
    question: Question,
    text: str,
    user: Any,
    now: datetime,
    knowledge_held: str = "",
    over: str | None = None,
) -> Answer:
    """Gives the answer to the asker, once (rule 12). Raises AlreadySignedOffError when somebody else was first.

    `knowledge_held` (`KnowledgeHeld`) tells whether a knowledge base had the answer (rule 13); empty for unknown.
    `over` is as in `write_answer`, and so is DraftOvertakenError.
    """
    unanswered = Question.objects.filter(pk=question.pk, status__in=UNANSWERED)
    if not unanswered.update(status=QuestionStatus.ANSWERED, answered_at=now):
        raise AlreadySignedOffError(
            question.answers.exclude(signed_off_at=None).select_related("author").last()
        )
    answer = write_answer(question=question, text=text, user=user, over=over)
    answer.signed_off_at, answer.knowledge_held = now, knowledge_held
    answer.save(update_fields=["signed_off_at", "knowledge_held"])
    if question.handler_id is None:
        Question.objects.filter(pk=question.pk).update(handler=user)
    question.refresh_from_db()
    log_by_number(instance=question, action=QuestionAction.SIGN_OFF, user=user, data={"answer": answer.pk})
    plan_keeping(question=question)
    plan_answer_mail(answer=answer, now=now)
    return answer

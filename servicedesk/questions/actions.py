"""What can be done with a question. Each verb checks, saves, logs, and plans the mails that follow."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from servicedesk.mail.actions import plan_answer_mail, plan_confirmation
from servicedesk.offices.hours import add_business_hours
from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.actions import recognise_party
from servicedesk.questions.choices import SETTLED, UNANSWERED, Channel, QuestionStatus
from servicedesk.questions.models import Answer, Question, Reaction, Remark
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import FaqPage
from vraagbaak.promotion.actions import promote


class AlreadySignedOff(Exception):
    """Somebody else answered first; `answer` tells who and when."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer
        super().__init__("The question was already signed off.")


@transaction.atomic
def ask(
    *,
    office: Office,
    title: str,
    body: str,
    name: str,
    email: str,
    language: str,
    channel: Channel,
    now: datetime,
    subject: Subject | None = None,
) -> Question:
    """Registers a question; the subject gives it a team, a handler and a deadline (rule 10), the asker gets a mail."""
    question = Question(
        office=office,
        asker=recognise_party(office=office, name=name, email=email),
        title=title,
        body=body,
        language=language,
        channel=channel,
        subject=subject,
        asked_at=now,
    )
    question.team = subject.team if subject else None
    question.handler = subject.handler if subject else None
    question.due_at = due_moment(office=office, subject=subject, start=now)
    question.save()
    log(instance=question, action="servicedesk.question.ask", data={"channel": channel})
    plan_confirmation(question=question, now=now)
    return question


def due_moment(*, office: Office, subject: Subject | None, start: datetime) -> datetime:
    hours = subject.answer_hours if subject else Subject._meta.get_field("answer_hours").default
    return add_business_hours(start=start, hours=hours, opens_at=office.opens_at, closes_at=office.closes_at)


@transaction.atomic
def assign(*, question: Question, user: Any, team: Team | None = None, handler: Any = None) -> Question:
    question.team, question.handler = team, handler
    question.save(update_fields=["team", "handler"])
    data = {"team": team.name if team else None, "handler": handler.get_username() if handler else None}
    log(instance=question, action="servicedesk.question.assign", user=user, data=data)
    return question


@transaction.atomic
def write_answer(*, question: Question, text: str, user: Any) -> Answer:
    """Keeps the draft of an answer; there is one per question, whoever writes."""
    draft, _created = Answer.objects.update_or_create(
        question=question, signed_off_at=None, defaults={"text": text, "author": user}
    )
    return draft


@transaction.atomic
def sign_off(*, question: Question, text: str, user: Any, now: datetime) -> Answer:
    """Gives the answer to the asker, once (rule 12). Raises AlreadySignedOff when somebody else was first."""
    unanswered = Question.objects.filter(pk=question.pk, status__in=UNANSWERED)
    if not unanswered.update(status=QuestionStatus.ANSWERED, answered_at=now):
        raise AlreadySignedOff(question.answers.exclude(signed_off_at=None).select_related("author").last())
    answer = write_answer(question=question, text=text, user=user)
    answer.signed_off_at = now
    answer.save(update_fields=["signed_off_at"])
    if question.handler_id is None:
        Question.objects.filter(pk=question.pk).update(handler=user)
    question.refresh_from_db()
    log(instance=question, action="servicedesk.question.sign_off", user=user, data={"answer": answer.pk})
    plan_answer_mail(answer=answer, now=now)
    return answer


@transaction.atomic
def react(*, question: Question, text: str, now: datetime) -> Reaction:
    """The asker writes back, which opens the question again when it was settled (rule 12).

    The same words once more, while the question is open, are a second press on the button and bring nothing new.
    """
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    since = locked.answered_at or locked.asked_at
    repeated = locked.reactions.filter(text=text, written_at__gte=since).last()
    if repeated and locked.is_open:
        return repeated
    reaction = Reaction.objects.create(question=question, text=text, written_at=now)
    log(instance=question, action="servicedesk.question.react", data={"reaction": reaction.pk})
    reopen(question=question, user=None, now=now)
    return reaction


@transaction.atomic
def reopen(*, question: Question, user: Any, now: datetime) -> Question:
    """Puts a settled question back on the list with a new term; an open one stays as it is."""
    due_at = due_moment(office=question.office, subject=question.subject, start=now)
    settled = Question.objects.filter(pk=question.pk, status__in=SETTLED)
    if settled.update(status=QuestionStatus.OPEN, closed_at=None, due_at=due_at):
        log(instance=question, action="servicedesk.question.reopen", user=user)
    question.refresh_from_db()
    return question


@transaction.atomic
def close_question(*, question: Question, user: Any, now: datetime) -> Question:
    """Nothing more is expected. A question that was closed already stays as it is."""
    unclosed = Question.objects.filter(pk=question.pk).exclude(status=QuestionStatus.CLOSED)
    if unclosed.update(status=QuestionStatus.CLOSED, closed_at=now):
        log(instance=question, action="servicedesk.question.close", user=user)
    question.refresh_from_db()
    return question


@transaction.atomic
def remark(*, question: Question, text: str, user: Any, now: datetime) -> Remark:
    written = Remark.objects.create(question=question, text=text, author=user, written_at=now)
    log(instance=question, action="servicedesk.question.remark", user=user, data={"remark": written.pk})
    return written


@transaction.atomic
def promote_question(
    *,
    question: Question,
    user: Any,
    question_text: str,
    answer_text: str,
    alternatives: list[str],
    knowledge_base: KnowledgeBase,
    topic: Topic | None = None,
    tags: Iterable[str] = (),
) -> FaqPage:
    """Makes a draft FAQ page of an answered question (rule 14); the page holds no way back to the asker.

    Who comes second, while another agent promotes the same question, gets the page of the first.
    """
    locked = (
        Question.objects.select_for_update(of=("self",)).select_related("promoted_page").get(pk=question.pk)
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
    question.promoted_page = page
    question.save(update_fields=["promoted_page"])
    log(instance=question, action="servicedesk.question.promote", user=user, data={"page": page.pk})
    return page

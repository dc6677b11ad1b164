"""What can be done with a question. Each verb checks, saves, logs, and plans the mails that follow."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from servicedesk.deadlines.business_hours import add_business_hours
from servicedesk.deflection.actions import follow_up_account, signal_asked_anyway
from servicedesk.earlier.actions import plan_keeping
from servicedesk.mail.actions import plan_answer_mail, plan_confirmation
from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.actions import recognise_party
from servicedesk.questions.audit import log_by_number
from servicedesk.questions.choices import SETTLED, UNANSWERED, Channel, QuestionStatus
from servicedesk.questions.models import Answer, Question, Reaction, Remark
from servicedesk.triage.actions import enter_triage, undo_triage

CLOSABLE = [QuestionStatus.OPEN, QuestionStatus.ANSWERED]


class AlreadySignedOffError(Exception):
    """Somebody else answered first; `answer` tells who and when."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer
        super().__init__("The question was already signed off.")


class DraftOvertakenError(Exception):
    """A colleague wrote in the draft, or signed it off, since it was shown."""


class AlreadyErasedError(Exception):
    """The question was made anonymous: nothing more is written to it."""


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
    suspicion: str = "",
    portal_user: Any = None,
    tell_when_published: bool = False,
    has_consented: bool = False,
) -> Question:
    """Registers a question; the subject gives it a team, a handler and a deadline (rule 10), the asker gets a mail.

    With a suspicion (`Suspicion`) it waits in quarantine instead; the asker gets the mail when an agent releases it.
    """
    question = Question(
        office=office,
        asker=recognise_party(office=office, name=name, email=email, user=portal_user),
        title=title,
        body=body,
        language=language,
        channel=channel,
        subject=subject,
        asked_at=now,
        suspicion=suspicion,
        portal_user=portal_user,
        tell_when_published=tell_when_published,
        consented_at=now if has_consented else None,
        status=QuestionStatus.HELD if suspicion else QuestionStatus.OPEN,
    )
    question.team = subject.team if subject else None
    question.handler = subject.handler if subject else None
    question.due_at = due_moment(office=office, subject=subject, start=now)
    question.save()
    log_by_number(instance=question, action="servicedesk.question.ask", data={"channel": channel})
    follow_up_account(question=question, now=now)
    if not suspicion:
        plan_confirmation(question=question, now=now)
    return question


@transaction.atomic
def release(*, question: Question, user: Any, now: datetime) -> Question:
    """Lets a question out of quarantine: its term begins, and the asker gets the confirmation."""
    due_at = due_moment(office=question.office, subject=question.subject, start=now)
    waiting = [QuestionStatus.HELD, QuestionStatus.SPAM]
    held = Question.objects.filter(pk=question.pk, status__in=waiting, erased_at=None)
    if held.update(status=QuestionStatus.OPEN, closed_at=None, due_at=due_at):
        log_by_number(instance=question, action="servicedesk.question.release", user=user)
        plan_confirmation(question=question, now=now)
    question.refresh_from_db()
    signal_asked_anyway(question=question, now=now)
    return question


@transaction.atomic
def refuse(*, question: Question, user: Any, now: datetime) -> Question:
    """Says that what was held back is spam; nobody is written to. It can still be released."""
    held = Question.objects.filter(pk=question.pk, status=QuestionStatus.HELD)
    if held.update(status=QuestionStatus.SPAM, closed_at=now):
        log_by_number(instance=question, action="servicedesk.question.refuse", user=user)
    question.refresh_from_db()
    return question


def due_moment(*, office: Office, subject: Subject | None, start: datetime) -> datetime:
    hours = subject.answer_hours if subject else Subject._meta.get_field("answer_hours").default
    return add_business_hours(start=start, hours=hours, opens_at=office.opens_at, closes_at=office.closes_at)


@transaction.atomic
def assign(*, question: Question, user: Any, team: Team | None = None, handler: Any = None) -> Question:
    question.team, question.handler = team, handler
    question.save(update_fields=["team", "handler"])
    data = {"team": team.name if team else None, "handler": handler.get_username() if handler else None}
    log_by_number(instance=question, action="servicedesk.question.assign", user=user, data=data)
    return question


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
    log_by_number(
        instance=question, action="servicedesk.question.sign_off", user=user, data={"answer": answer.pk}
    )
    plan_keeping(question=question)
    plan_answer_mail(answer=answer, now=now)
    return answer


@transaction.atomic
def react(*, question: Question, text: str, now: datetime) -> Reaction:
    """The asker writes back, which opens the question again when it was settled (rule 12).

    The same words once more, while the question is open, are a second press on the button and bring nothing new.
    Raises AlreadyErasedError when the question was made anonymous meanwhile.
    """
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if locked.erased_at:
        raise AlreadyErasedError
    since = locked.answered_at or locked.asked_at
    repeated = locked.reactions.filter(text=text, written_at__gte=since).last()
    if repeated and locked.is_open:
        return repeated
    reaction = Reaction.objects.create(question=question, text=text, written_at=now)
    log_by_number(instance=question, action="servicedesk.question.react", data={"reaction": reaction.pk})
    reopen(question=question, user=None, now=now)
    return reaction


@transaction.atomic
def reopen(*, question: Question, user: Any, now: datetime) -> Question:
    """Puts a settled question back on the list with a new term; an open one stays as it is."""
    due_at = due_moment(office=question.office, subject=question.subject, start=now)
    settled = Question.objects.filter(pk=question.pk, status__in=SETTLED, erased_at=None)
    if settled.update(status=QuestionStatus.OPEN, closed_at=None, due_at=due_at):
        log_by_number(instance=question, action="servicedesk.question.reopen", user=user)
        undo_triage(question=question)
        plan_keeping(question=question)
    question.refresh_from_db()
    return question


@transaction.atomic
def close_question(
    *, question: Question, user: Any, now: datetime, is_solved_for_asker: bool = False
) -> Question:
    """Nothing more is expected; the triage begins (rule 14). A question that was closed already stays as it is.

    `user` is None when the asker says that it is solved, or when the term after the answer has passed.
    """
    verb = "solve" if is_solved_for_asker else "close"
    unclosed = Question.objects.filter(pk=question.pk, status__in=CLOSABLE)
    if unclosed.update(status=QuestionStatus.CLOSED, closed_at=now):
        log_by_number(instance=question, action=f"servicedesk.question.{verb}", user=user)
        plan_keeping(question=question)
        enter_triage(question=question, now=now)
    question.refresh_from_db()
    return question


@transaction.atomic
def remark(*, question: Question, text: str, user: Any, now: datetime) -> Remark:
    written = Remark.objects.create(question=question, text=text, author=user, written_at=now)
    log_by_number(
        instance=question, action="servicedesk.question.remark", user=user, data={"remark": written.pk}
    )
    return written

"""Planning the desk's mails with the change that owes them, and sending them after it."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from servicedesk.mail.emails import build_email
from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.questions.models import Answer, Question
from vraagbaak.mailing import actions as mailing
from vraagbaak.mailing.models import OwedMailQuerySet


def plan_confirmation(*, question: Question, now: datetime) -> OutgoingMail:
    return plan_mail(question=question, kind=MailKind.CONFIRMATION, answer=None, now=now)


def plan_answer_mail(*, answer: Answer, now: datetime) -> OutgoingMail:
    return plan_mail(question=answer.question, kind=MailKind.ANSWER, answer=answer, now=now)


def plan_publication_mail(*, question: Question, now: datetime) -> OutgoingMail:
    return plan_mail(question=question, kind=MailKind.PUBLISHED, answer=None, now=now)


def plan_mail(*, question: Question, kind: MailKind, answer: Answer | None, now: datetime) -> OutgoingMail:
    """Writes the mail down in the caller's transaction, together with the task that sends it."""
    mail = OutgoingMail.objects.create(question=question, kind=kind, answer=answer, next_attempt_at=now)
    send_planned_mail.enqueue(mail.pk)
    return mail


@task()
def send_planned_mail(mail_pk: int) -> bool:
    return send_mail(mail_pk=mail_pk, now=timezone.now())


def send_owed_mails(*, now: datetime) -> int:
    """Tries every mail that is due, such as those that waited for a mail server; returns how many were sent."""
    return mailing.send_owed(mails=whole_mails(), build=build_email, now=now)


def send_mail(*, mail_pk: int, now: datetime) -> bool:
    return mailing.send_mail(mails=whole_mails(), pk=mail_pk, build=build_email, now=now)


def whole_mails() -> OwedMailQuerySet:
    """With all that stands in them, in the same query."""
    return OutgoingMail.objects.select_related(
        "question__office__site",
        "question__asker",
        "question__portal_user",
        "answer",
        "question__triage__page",
    )

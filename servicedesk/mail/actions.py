"""Planning and sending mails: planned with the change that owes them, sent after it, each once."""

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from servicedesk.mail.emails import answer_email, confirmation_email
from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.questions.models import Answer, Question

logger = logging.getLogger(__name__)

BUILDERS = {MailKind.CONFIRMATION: confirmation_email, MailKind.ANSWER: answer_email}

# A claim lasts this long: who sends is given up for dead after it, and another worker tries again.
CLAIM = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)


def plan_confirmation(*, question: Question, now: datetime) -> OutgoingMail:
    return plan_mail(question=question, kind=MailKind.CONFIRMATION, answer=None, now=now)


def plan_answer_mail(*, answer: Answer, now: datetime) -> OutgoingMail:
    return plan_mail(question=answer.question, kind=MailKind.ANSWER, answer=answer, now=now)


def plan_mail(*, question: Question, kind: MailKind, answer: Answer | None, now: datetime) -> OutgoingMail:
    """Writes the mail down in the caller's transaction, together with the task that sends it."""
    mail = OutgoingMail.objects.create(question=question, kind=kind, answer=answer, next_attempt_at=now)
    send_planned_mail.enqueue(mail.pk)
    return mail


@task()
def send_planned_mail(mail_pk: int) -> bool:
    return send_mail(mail_pk=mail_pk, now=timezone.now())


def send_owed_mails(*, now: datetime) -> int:
    """Tries every mail whose moment has come, such as those that waited for a mail server; gives how many went."""
    owed = list(OutgoingMail.objects.owed(now).values_list("pk", flat=True))
    began = time.monotonic()
    # Each claim counts from its own moment: in a long batch one from its beginning would have run out already.
    return sum(send_mail(mail_pk=pk, now=now + timedelta(seconds=time.monotonic() - began)) for pk in owed)


def send_mail(*, mail_pk: int, now: datetime) -> bool:
    """Sends one mail unless it was sent, or another worker is at it. A refusal is written down and tried later."""
    if not claim(mail_pk=mail_pk, now=now):
        return False
    mail = OutgoingMail.objects.select_related("question__office__site", "question__asker", "answer").get(
        pk=mail_pk
    )
    try:
        BUILDERS[MailKind(mail.kind)](mail).send()
    except (smtplib.SMTPException, OSError, ValueError) as refusal:
        # A ValueError is a mail that cannot be built, such as one with an impossible address.
        postpone(mail=mail, refusal=refusal, now=now)
        return False
    mail.sent_at = now
    mail.save(update_fields=["sent_at"])
    return True


def claim(*, mail_pk: int, now: datetime) -> bool:
    owed = OutgoingMail.objects.owed(now).filter(pk=mail_pk)
    return owed.update(next_attempt_at=now + CLAIM, attempts=F("attempts") + 1) == 1


def postpone(*, mail: OutgoingMail, refusal: Exception, now: datetime) -> OutgoingMail:
    wait = min(timedelta(minutes=2 ** min(mail.attempts, 12)), LONGEST_WAIT)
    mail.next_attempt_at = now + wait
    mail.last_error = str(refusal)[:1000]
    mail.save(update_fields=["next_attempt_at", "last_error"])
    logger.warning("Mail %s could not be sent and is tried again in %s: %s", mail.pk, wait, refusal)
    return mail

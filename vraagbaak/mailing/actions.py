"""Sends the mails that are due: each exactly once, however many workers try, and later if the mail server is down."""

import logging
import smtplib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import F

from vraagbaak.mailing.models import OwedMail, OwedMailQuerySet

logger = logging.getLogger(__name__)

# A claim expires after this: its worker is presumed dead, and another one tries again.
CLAIM = timedelta(minutes=5)
MAX_WAIT = timedelta(hours=6)

Builder = Callable[[Any], EmailMessage | None]


def send_owed(*, mails: OwedMailQuerySet, build: Builder, now: datetime) -> int:
    """Tries each of the mails that are due; returns how many were sent."""
    keys = list(mails.owed(now).values_list("pk", flat=True))
    began = time.monotonic()
    # Each claim starts at its own moment: in a long batch, one from the start of the batch could have expired already.
    return sum(
        send_mail(mails=mails, pk=pk, build=build, now=now + timedelta(seconds=time.monotonic() - began))
        for pk in keys
    )


def send_mail(*, mails: OwedMailQuerySet, pk: int, build: Builder, now: datetime) -> bool:
    """Sends one mail, unless it was sent or another worker has claimed it; returns whether it was sent.

    `build` creates the message, or returns None if there is nothing left to say: then it counts as done. A failure is
    recorded and tried again later.
    """
    if not claim(mails=mails, pk=pk, now=now):
        return False
    mail = mails.get(pk=pk)
    try:
        message = build(mail)
        if message:
            message.send()
    except (smtplib.SMTPException, OSError, ValueError) as refusal:
        # A ValueError is a message that cannot be built, with an impossible e-mail address for example.
        postpone(mail=mail, refusal=refusal, now=now)
        return False
    mail.sent_at = now
    mail.save(update_fields=["sent_at"])
    return message is not None


def claim(*, mails: OwedMailQuerySet, pk: int, now: datetime) -> bool:
    """Whether we may send the mail, as long as the claim lasts."""
    owed = mails.owed(now).filter(pk=pk)
    return owed.update(next_attempt_at=now + CLAIM, attempts=F("attempts") + 1) == 1


def postpone(*, mail: OwedMail, refusal: Exception, now: datetime) -> OwedMail:
    wait = min(timedelta(minutes=2 ** min(mail.attempts, 12)), MAX_WAIT)
    mail.next_attempt_at = now + wait
    mail.last_error = str(refusal)[:1000]
    mail.save(update_fields=["next_attempt_at", "last_error"])
    logger.warning(
        "%s %s could not be sent and is tried again in %s: %s", mail._meta.object_name, mail.pk, wait, refusal
    )
    return mail

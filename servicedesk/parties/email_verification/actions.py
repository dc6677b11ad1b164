"""Finding out, by a code that is mailed, that somebody reads the mail of an address."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.codes import is_code_of
from servicedesk.parties.email_verification.emails import WORTH_SENDING, build_code_email
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from vraagbaak.mailing import actions as mailing
from vraagbaak.mailing.models import OwedMailQuerySet

MAX_TRIES = 5
CODES_PER_HOUR = 3
HOUR = timedelta(hours=1)


class TooManyCodesError(Exception):
    """So many codes went to the address this hour that no more goes."""


class CodeRefusedError(Exception):
    """What was typed proves nothing; the subclass tells why."""


class WrongCodeError(CodeRefusedError):
    """Another code was mailed; `left` tells how often it may still be tried."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__("The code is wrong.")


class CodeExpiredError(CodeRefusedError):
    """The code was right for some minutes only, or there never was one."""


class TooManyTriesError(CodeRefusedError):
    """So many codes were tried that no further one is looked at."""


@transaction.atomic
def request_code(
    *, office: Office, email: str, language: str, purpose: VerificationPurpose, now: datetime
) -> EmailVerification:
    """Has a code mailed to the address, which may be anybody's; its `key` is for the browser that asked.

    Raises TooManyCodesError. Tells nothing about whether the office knows the address.
    """
    email = email.strip().lower()
    if EmailVerification.objects.filter(email=email, planned_at__gt=now - HOUR).count() >= CODES_PER_HOUR:
        raise TooManyCodesError
    verification = EmailVerification.objects.create(
        office=office,
        key=secrets.token_urlsafe(32),
        email=email,
        language=language,
        purpose=purpose,
        next_attempt_at=now,
        expires_at=now + WORTH_SENDING,
    )
    send_code.enqueue(verification.pk)
    return verification


def confirm_code(*, key: str, code: str, purpose: VerificationPurpose, now: datetime) -> EmailVerification:
    """The verification of which this is the code; from then on the address is known to be the asker's.

    Raises WrongCodeError, CodeExpiredError or TooManyTriesError. A try is counted before it is looked at, so that
    two at the same moment are two.
    """
    verification = EmailVerification.objects.filter(key=key.replace("\0", ""), purpose=purpose).first()
    if verification is None or verification.expires_at <= now:
        raise CodeExpiredError
    tried = EmailVerification.objects.filter(pk=verification.pk, tries__lt=MAX_TRIES).update(
        tries=F("tries") + 1
    )
    if not tried:
        raise TooManyTriesError
    if not is_code_of(verification, code):
        raise WrongCodeError(left=max(MAX_TRIES - verification.tries - 1, 0))
    verification.confirmed_at = now
    verification.save(update_fields=["confirmed_at"])
    return verification


@task()
def send_code(verification_pk: int) -> bool:
    return mailing.send_mail(
        mails=whole_verifications(), pk=verification_pk, build=build_code_email, now=timezone.now()
    )


def send_owed_codes(*, now: datetime) -> int:
    """Tries the codes that the mail server did not take before; returns how many that were."""
    return mailing.send_owed(mails=whole_verifications(), build=build_code_email, now=now)


def forget_verifications(*, before: datetime) -> int:
    """Addresses that were typed are kept no longer than they serve; returns how many that were."""
    deleted, _per_model = EmailVerification.objects.filter(planned_at__lt=before).delete()
    return deleted


def whole_verifications() -> OwedMailQuerySet:
    return EmailVerification.objects.select_related("office")

"""The mail that brings a code."""

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from servicedesk.parties.email_verification.codes import digest_of, new_code
from servicedesk.parties.email_verification.models import EmailVerification
from vraagbaak.mailing import emails as mailing

CODE_MINUTES = 15
# After this nobody waits for the mail any more.
WORTH_SENDING = timedelta(hours=1)


def build_code_email(verification: EmailVerification) -> EmailMultiAlternatives | None:
    """Makes the code and its mail; the minutes count from here, however long the mail waited for a server.

    None when it waited so long that nobody expects it. Each attempt brings a code of its own, and ends the one before.
    """
    now = timezone.now()
    if now - verification.planned_at > WORTH_SENDING:
        return None
    code = new_code()
    verification.digest = digest_of(verification, code)
    verification.expires_at = now + timedelta(minutes=CODE_MINUTES)
    verification.save(update_fields=["digest", "expires_at"])
    with translation.override(mail_language(verification)):
        return code_email(verification, code)


def code_email(verification: EmailVerification, code: str) -> EmailMultiAlternatives:
    sender = " ".join(verification.office.name.split())
    mark = salted_hmac("servicedesk.email_verification", str(verification.pk)).hexdigest()
    return mailing.build_email(
        template="emails/verification_code",
        context={
            "office": verification.office,
            "verification": verification,
            "code": code,
            "minutes": CODE_MINUTES,
        },
        to=verification.email,
        name=f"vraagbaak-code-{verification.pk}-{mark[:8]}",
        from_email=formataddr((sender, mailing.sender_address())),
        reply_to=[verification.office.email],
    )


def mail_language(verification: EmailVerification) -> str:
    """As for every mail to askers: Dutch, and English for who reads another language."""
    return verification.language if verification.language == settings.LANGUAGE_CODE else "en"

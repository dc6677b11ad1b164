"""The mail that brings a code."""

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from servicedesk.parties.email_verification.codes import digest_of, new_code
from servicedesk.parties.email_verification.models import AddressCheck
from vraagbaak.mailing import emails as mailing

CODE_MINUTES = 15
# After this nobody waits for the mail any more.
WORTH_SENDING = timedelta(hours=1)


def build_code_email(check: AddressCheck) -> EmailMultiAlternatives | None:
    """Makes the code and its mail; the minutes count from here, however long the mail waited for a server.

    None when it waited so long that nobody expects it. Each attempt brings a code of its own, and ends the one before.
    """
    now = timezone.now()
    if now - check.planned_at > WORTH_SENDING:
        return None
    code = new_code()
    check.digest = digest_of(check, code)
    check.expires_at = now + timedelta(minutes=CODE_MINUTES)
    check.save(update_fields=["digest", "expires_at"])
    with translation.override(mail_language(check)):
        return code_email(check, code)


def code_email(check: AddressCheck, code: str) -> EmailMultiAlternatives:
    sender = " ".join(check.office.name.split())
    return mailing.build_email(
        template="emails/address_code",
        context={"office": check.office, "check": check, "code": code, "minutes": CODE_MINUTES},
        to=check.email,
        name=f"vraagbaak-code-{check.pk}-{salted_hmac('servicedesk.addresses', str(check.pk)).hexdigest()[:8]}",
        from_email=formataddr((sender, mailing.sender_address())),
        reply_to=[check.office.email],
    )


def mail_language(check: AddressCheck) -> str:
    """As for every mail to askers: Dutch, and English for who reads another language."""
    return check.language if check.language == settings.LANGUAGE_CODE else "en"

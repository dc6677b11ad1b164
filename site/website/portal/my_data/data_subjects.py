"""Who wants to see what is kept: an address that a code has proven, or an account that is logged in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from servicedesk.parties.models import Party

SESSION_KEY = "privacy_check"
PROVEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Seeker:
    """`email` is the address that was proven; empty for who is known by the account."""

    office: Office
    parties: Any
    email: str = ""

    @property
    def by_account(self) -> bool:
        return not self.email


def seeker_of(request: HttpRequest, office: Office, *, now: datetime) -> Seeker | None:
    """None for who has proven nothing yet."""
    check = proven_check(request, office, now=now)
    if check:
        return Seeker(office, known(office).filter(email=check.email), email=check.email)
    if request.user.is_authenticated:
        return Seeker(office, known(office).filter(user=request.user))
    return None


def proven_check(request: HttpRequest, office: Office, *, now: datetime) -> EmailVerification | None:
    proven = EmailVerification.objects.filter(
        office=office, purpose=VerificationPurpose.PRIVACY, confirmed_at__gt=now - PROVEN_FOR
    )
    key = key_of(request)
    return proven.filter(key=key).first() if key else None


def known(office: Office) -> Any:
    return Party.objects.filter(office=office, erased_at=None).order_by("name", "pk")


def key_of(request: HttpRequest) -> str:
    return str(request.session.get(SESSION_KEY, ""))


def remember(request: HttpRequest, check: EmailVerification) -> None:
    """The key alone: the session names nobody."""
    request.session[SESSION_KEY] = check.key


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)

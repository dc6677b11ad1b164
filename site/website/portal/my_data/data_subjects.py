"""Who wants to see what is kept: somebody who proved an e-mail address by a code, or an account that is logged in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from servicedesk.parties.models import Party

SESSION_KEY = "privacy_check"
PROVEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class DataSubject:
    """`email` is the address that was proven; empty for somebody who is known by an account."""

    office: Office
    parties: QuerySet[Party]
    email: str = ""

    @property
    def by_account(self) -> bool:
        return not self.email


def data_subject_of(request: HttpRequest, office: Office, *, now: datetime) -> DataSubject | None:
    """None for visitors who have proven nothing yet."""
    verification = proven_verification(request, office, now=now)
    if verification:
        return DataSubject(
            office, parties_of(office).filter(email=verification.email), email=verification.email
        )
    if request.user.is_authenticated:
        return DataSubject(office, parties_of(office).filter(user=request.user))
    return None


def proven_verification(request: HttpRequest, office: Office, *, now: datetime) -> EmailVerification | None:
    proven = EmailVerification.objects.filter(
        office=office, purpose=VerificationPurpose.PRIVACY, confirmed_at__gt=now - PROVEN_FOR
    )
    key = key_of(request)
    return proven.filter(key=key).first() if key else None


def parties_of(office: Office) -> QuerySet[Party]:
    return Party.objects.filter(office=office, erased_at=None).order_by("name", "pk")


def key_of(request: HttpRequest) -> str:
    return str(request.session.get(SESSION_KEY, ""))


def remember(request: HttpRequest, verification: EmailVerification) -> None:
    """Only its key: the session names nobody."""
    request.session[SESSION_KEY] = verification.key


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)

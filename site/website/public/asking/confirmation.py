"""The address that an asker has shown to be the own one, where an office asks for that."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from website.visits.offices import is_member

SESSION_KEY = "confirmed_address"
CHECK_KEY = "address_check"
CONFIRMED_FOR = timedelta(days=1)


def confirmed_address(request: HttpRequest) -> str | None:
    """Of the account, for who is logged in; else the one that a code confirmed less than a day ago."""
    if request.user.is_authenticated and request.user.email and is_member(request):
        return str(request.user.email).lower()
    kept = request.session.get(SESSION_KEY)
    if kept and kept["until"] > timezone.now().timestamp():
        return str(kept["email"])
    return None


def must_confirm(request: HttpRequest, *, office: Office) -> bool:
    """Whether this visitor confirms an address before the details: on every way there, also a direct POST."""
    return office.ask_access == AskAccess.CODE and confirmed_address(request) is None


def remember_confirmed(request: HttpRequest, email: str) -> None:
    until = timezone.now() + CONFIRMED_FOR
    request.session[SESSION_KEY] = {"email": email, "until": until.timestamp()}
    request.session.pop(CHECK_KEY, None)


def forget_confirmed(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def forget_addresses(request: HttpRequest) -> None:
    """The address that was confirmed, and the one that waits for its code."""
    forget_confirmed(request)
    request.session.pop(CHECK_KEY, None)


def remember_check(request: HttpRequest, *, key: str, email: str) -> None:
    request.session[CHECK_KEY] = {"key": key, "email": email}


def check_of(request: HttpRequest) -> dict[str, str] | None:
    """The key of the code that this browser waits for, and where it was sent."""
    return request.session.get(CHECK_KEY)

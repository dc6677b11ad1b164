"""Tells visitors apart without knowing them: a digest of the visit that is another one each day.

Only who has the browser's session, or the account, can tell that the digests of two days are of one visitor.
"""

import secrets
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

SESSION_KEY = "visit"
DIGITS = 32


def visitor_of(request: HttpRequest, *, now: datetime) -> str:
    """The digest of today for who asks."""
    return digest(identity_of(request), day=timezone.localdate(now))


def visitors_of(request: HttpRequest, *, now: datetime, days: int) -> list[str]:
    """The digests of today and the `days` before, of the account and of the session in which it logged in."""
    today = timezone.localdate(now)
    return [
        digest(identity, day=today - timedelta(days=ago))
        for identity in identities_of(request)
        for ago in range(days + 1)
    ]


def identity_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    return f"visit:{request.session.setdefault(SESSION_KEY, secrets.token_urlsafe(16))}"


def identities_of(request: HttpRequest) -> list[str]:
    visit = request.session.get(SESSION_KEY)
    before_log_in = [f"visit:{visit}"] if visit and request.user.is_authenticated else []
    return [identity_of(request), *before_log_in]


def digest(identity: str, *, day: date) -> str:
    return salted_hmac("website.visit", f"{day}:{identity}", algorithm="sha256").hexdigest()[:DIGITS]

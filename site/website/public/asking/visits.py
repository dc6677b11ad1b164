"""Who asks, as digests: of the account for who is logged in, else of the browser's session."""

import secrets
from datetime import datetime

from django.http import HttpRequest

from servicedesk.deflection.visitors import account, digest_at, digests_between, visit

SESSION_KEY = "visit"


def visitor_of(request: HttpRequest, *, now: datetime) -> str:
    """The digest of today for who asks."""
    return digest_at(identity_of(request), moment=now)


def visitors_of(request: HttpRequest, *, since: datetime, until: datetime) -> list[str]:
    """The digests of those days, of the account and of the session in which it logged in."""
    return digests_between(identities_of(request), since=since, until=until)


def identity_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return account(request.user.pk)
    return visit(request.session.setdefault(SESSION_KEY, secrets.token_urlsafe(16)))


def identities_of(request: HttpRequest) -> list[str]:
    token = request.session.get(SESSION_KEY)
    before_log_in = [visit(token)] if token and request.user.is_authenticated else []
    return [identity_of(request), *before_log_in]

"""Digests that tell visitors apart without naming them, a new one each day.

Only who has the browser's session, or the account, can tell that the digests of two days are of one visitor.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.crypto import salted_hmac

from servicedesk.deadlines.days import day_of, days_between
from servicedesk.deflection.choices import FOLLOW_UP_TERM

DIGITS = 32


@dataclass(frozen=True)
class VisitorDigests:
    """`today` marks the runs of today; `lately` finds those that a question of now may follow on."""

    today: str
    lately: list[str]


def visitor_digests(*, user_id: int | None, token: str, now: datetime) -> VisitorDigests:
    """Of the account, for visitors who are logged in, and of the browser by the `token` of its session, if any."""
    identities = [*([account(user_id)] if user_id else []), *([visit(token)] if token else [])]
    days = days_between(now - FOLLOW_UP_TERM, now)
    lately = [digest(identity, day=day) for identity in identities for day in days]
    return VisitorDigests(today=digest(identities[0], day=days[-1]), lately=lately)


def account(user_id: int) -> str:
    """The identity of somebody with an account, on whichever device."""
    return f"account:{user_id}"


def visit(token: str) -> str:
    """The identity of a browser of somebody without one; `token` is a secret of its session."""
    return f"visit:{token}"


def digest_at(identity: str, *, moment: datetime) -> str:
    return digest(identity, day=day_of(moment))


def digests_between(identities: Iterable[str], *, since: datetime, until: datetime) -> list[str]:
    days = days_between(since, until)
    return [digest(identity, day=day) for identity in identities for day in days]


def digest(identity: str, *, day: date) -> str:
    return salted_hmac("website.visit", f"{day}:{identity}", algorithm="sha256").hexdigest()[:DIGITS]


def random_digest() -> str:
    """Of nobody: tells runs apart from those of others, and leads back to no account and no browser."""
    return secrets.token_hex(DIGITS // 2)

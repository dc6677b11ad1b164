"""Digests that tell visitors apart without naming them, a new one each day.

Only who has the browser's session, or the account, can tell that the digests of two days are of one visitor.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.crypto import salted_hmac

from servicedesk.deadlines.days import day_of
from servicedesk.deflection.choices import FOLLOW_UP_TERM

DIGITS = 32


@dataclass(frozen=True)
class VisitorDigests:
    """`today` marks the runs of today; `lately` finds those that a question of now may follow on."""

    today: str
    lately: list[str]


def visitor_digests(*, user_id: int | None, token: str, now: datetime) -> VisitorDigests:
    """Of the account for who is logged in, and of the browser by the `token` of its session, if it has one."""
    identities = [*([account(user_id)] if user_id else []), *([visit(token)] if token else [])]
    lately = digests_between(identities, since=now - FOLLOW_UP_TERM, until=now)
    return VisitorDigests(today=digest_at(identities[0], moment=now), lately=lately)


def account(user_id: int) -> str:
    """The identity of somebody with an account, on whichever device."""
    return f"account:{user_id}"


def visit(token: str) -> str:
    """The identity of a browser of somebody without one; `token` is a secret of its session."""
    return f"visit:{token}"


def digest_at(identity: str, *, moment: datetime) -> str:
    return digest(identity, day=day_of(moment))


def digests_between(identities: Iterable[str], *, since: datetime, until: datetime) -> list[str]:
    """The digests of all days that have a moment between the two; 48 hours may touch four of them."""
    first, last = day_of(since), day_of(until)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [digest(identity, day=day) for identity in identities for day in days]


def digest(identity: str, *, day: date) -> str:
    return salted_hmac("website.visit", f"{day}:{identity}", algorithm="sha256").hexdigest()[:DIGITS]


def random_digest() -> str:
    """Of nobody: tells runs apart from those of others, and leads back to no account and no browser."""
    return secrets.token_hex(DIGITS // 2)

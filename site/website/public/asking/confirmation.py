"""The e-mail address that an asker proves to read, where an office demands that, as the session knows it."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "confirmed_address"
VERIFICATION_KEY = "address_check"
CONFIRMED_FOR = timedelta(days=1)


def address_confirmed_by_code(session: SessionBase, *, now: datetime) -> str:
    """Empty when none was, or when that is too long ago."""
    kept = session.get(SESSION_KEY)
    return str(kept["email"]) if kept and kept["until"] > now.timestamp() else ""


def remember_confirmed(session: SessionBase, email: str, *, now: datetime) -> None:
    session[SESSION_KEY] = {"email": email, "until": (now + CONFIRMED_FOR).timestamp()}
    session.pop(VERIFICATION_KEY, None)


def remember_verification(session: SessionBase, *, key: str, email: str) -> None:
    session[VERIFICATION_KEY] = {"key": key, "email": email}


def verification_of(session: SessionBase) -> dict[str, str] | None:
    """The key of the code that this browser waits for, and to which address it was sent."""
    return session.get(VERIFICATION_KEY)


def forget_addresses(session: SessionBase) -> None:
    """Both the address that was confirmed and the one that waits for its code."""
    session.pop(SESSION_KEY, None)
    session.pop(VERIFICATION_KEY, None)

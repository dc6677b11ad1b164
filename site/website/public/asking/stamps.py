"""The stamp in an ask form: names the run and tells, signed, when the form was opened.

So opening the form writes nothing, a robot cannot make the time that it waited up, and all that one form sends
belongs to one run.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils import timezone

SALT = "website.ask-form"
STAMP_SECONDS = 7 * 86_400


@dataclass(frozen=True)
class Stamp:
    key: str
    opened_at: datetime

    def __str__(self) -> str:
        return signing.dumps([self.key, self.opened_at.timestamp()], salt=SALT)


def new_stamp() -> Stamp:
    return Stamp(key=secrets.token_urlsafe(24), opened_at=timezone.now())


def read_stamp(text: str) -> Stamp | None:
    """The stamp of a form; None for what is forged, damaged or older than a week."""
    try:
        key, seconds = signing.loads(text, salt=SALT, max_age=STAMP_SECONDS)
    except signing.BadSignature:
        return None
    return Stamp(key=key, opened_at=datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone()))

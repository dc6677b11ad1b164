"""What a form carries to say to which run it belongs, before that run is begun."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.core import signing
from django.utils import timezone

from servicedesk.deflection.models import AskRun

SALT = "website.ask-form"
STAMP_SECONDS = 7 * 86_400


@dataclass(frozen=True)
class Stamp:
    """Names the run of a form and tells, signed, when the form was opened.

    So opening the form writes nothing, a robot cannot invent how long it waited, and all that one form sends belongs
    to one run.
    """

    key: str
    opened_at: datetime

    @classmethod
    def of_run(cls, run: AskRun) -> Self:
        """With which another form goes on with the run."""
        return cls(key=run.key, opened_at=timezone.localtime(run.begun_at))

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

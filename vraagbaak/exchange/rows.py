"""What one question in a file looks like, whatever format it came in."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class FaqRow:
    number: int | str
    external_id: str
    language: str
    question: str
    answer: str
    answer_format: str
    topic: str = ""
    tags: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    translation_key: str = ""
    audience: str = ""
    agent_note: str = ""
    status: str = ""
    review_days: int | None = None
    last_reviewed_on: date | None = None
    last_modified: datetime | None = None
    licence: str = ""
    notes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for two rows that say the same, wherever they stand in the file."""
        content = asdict(self)
        for name in ("number", "notes"):
            del content[name]
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class BadRow:
    number: int | str
    reason: str

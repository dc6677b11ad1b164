"""One question in a file, whatever its format."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property


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

    @cached_property
    def fingerprint(self) -> str:
        """The same for two rows with the same content, wherever they are in the file."""
        content = {name: getattr(self, name) for name in CONTENT}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


CONTENT = [field.name for field in fields(FaqRow) if field.name not in ("number", "notes")]


@dataclass(frozen=True)
class BadRow:
    number: int | str
    reason: str

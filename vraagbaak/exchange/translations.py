"""Which rows are translations of each other."""

import re
import uuid

from vraagbaak.exchange.rows import FaqRow


def translation_key(row: FaqRow, base_key: uuid.UUID) -> uuid.UUID:
    """The same for all translations of a question in a knowledge base, at every import."""
    return uuid.uuid5(base_key, row.translation_key or without_language(row.external_id, row.language))


def without_language(external_id: str, language: str) -> str:
    """“irma-nl-item1” and “irma-en-item1” both give “irma-item1”; other ids stay as they are."""
    part = re.compile(rf"(?:^|[-_./:]){re.escape(language)}(?=[-_./:]|$)", re.IGNORECASE)
    return part.sub("", external_id, count=1) or external_id

"""What makes a text look like spam."""

import re
from collections.abc import Iterable

from servicedesk.questions.choices import Suspicion

MANY_LINKS = 4
LINK = re.compile(r"https?://|\bwww\.|\[url\b", re.IGNORECASE)
DOUBLE_BEGINNING = re.compile(r"(https?://)www\.", re.IGNORECASE)


def suspicion_of_texts(texts: Iterable[str]) -> str:
    """Empty for what looks like a question of a person."""
    return Suspicion.LINKS if count_links(" ".join(texts)) >= MANY_LINKS else ""


def count_links(text: str) -> int:
    return len(LINK.findall(DOUBLE_BEGINNING.sub(r"\1", text)))

"""Numbers as text, from an address or a form."""

from collections.abc import Iterable

MAX_KEY_DIGITS = 18
"""The longest number that every database takes; a longer one makes a query fail."""


def read_key(text: str) -> int | None:
    """The key that `text` is; None where it is none, or one that no object can have."""
    is_key = text.isascii() and text.isdecimal() and len(text) <= MAX_KEY_DIGITS
    return int(text) if is_key else None


def read_keys(texts: Iterable[str]) -> list[int]:
    """Those that are keys, in their order."""
    return [key for text in texts if (key := read_key(text)) is not None]

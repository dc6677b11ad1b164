"""Excerpts: the part of a text that shows why it was found."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from unicodedata import normalize

from vraagbaak.search.analysis import Word, language_key, words, words_among
from vraagbaak.search.query_tree import MAX_CHARACTERS, MAX_WORDS
from vraagbaak.search.stopwords import stop_words

Piece = tuple[str, bool]
"""A fragment of plain text, and whether it is a hit."""

ELLIPSIS = "…"
MAX_TEXT_LENGTH = 50_000


def excerpt(text: str, query: str, language: str, length: int = 200) -> list[Piece]:
    """About `length` characters of `text` around as many words of `query` as possible, cut between words.

    Plain text in, plain text out: a template escapes the fragments and marks the hits. Begins and ends with an
    ellipsis where text was left out; without any hit it is the beginning of the text.
    """
    key = language_key(language)
    flat = normalize("NFC", " ".join(text[:MAX_TEXT_LENGTH].split()))
    wanted = _wanted(query, key)
    hits = list(words_among(wanted, flat, key))
    start, end = _window(flat, hits, length)
    pieces = [(ELLIPSIS, False)] if start else []
    pieces += _pieces(flat, [word for word in hits if start <= word.start and word.end <= end], start, end)
    return pieces + ([(ELLIPSIS, False)] if end < len(flat) else [])


def _wanted(query: str, language: str) -> frozenset[str]:
    found = islice(words(query[:MAX_CHARACTERS], language), MAX_WORDS)
    terms = frozenset(term for word in found for term in (*word.parts, word.joined) if term)
    return terms - stop_words(language) or terms


def _window(text: str, hits: Sequence[Word], length: int) -> tuple[int, int]:
    """The window of `length` with the most distinct words, then the most words, then the first one."""
    if len(text) <= length or not hits:
        return 0, len(text) if len(text) <= length else _cut(text, length)
    starts = [word.start for word in hits]

    def worth(first: int) -> tuple[int, int]:
        inside = hits[first : bisect_left(starts, starts[first] + length)]
        return len({word.parts for word in inside}), len(inside)

    first = max(range(len(hits)), key=lambda position: (worth(position), -position))
    last = hits[bisect_left(starts, starts[first] + length) - 1]
    spare = max(length - (last.end - starts[first]), 0)
    start = min(max(starts[first] - spare // 2, 0), max(len(text) - length, 0))
    if start:
        start = min(text.find(" ", start) + 1 or start, starts[first])
    return start, _cut(text, start + length) if start + length < len(text) else len(text)


def _cut(text: str, end: int) -> int:
    """The end of the last word before `end`."""
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else end


def _pieces(text: str, hits: Sequence[Word], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    for word in hits:
        if start < word.start:
            pieces.append((text[start : word.start], False))
        pieces.append((text[word.start : word.end], True))
        start = word.end
    return pieces + ([(text[start:end], False)] if start < end else [])

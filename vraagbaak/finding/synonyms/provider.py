"""The synonyms for the search engine, cached in this process until somebody changes them."""

import threading
from typing import Any, NamedTuple

from vraagbaak.finding.synonyms.expressions import Pair
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.versions import current_token


class CachedPairs(NamedTuple):
    token: Any
    pairs: tuple[Pair, ...]


_cache: dict[str, CachedPairs] = {}
_rebuilding = threading.Lock()


def synonyms(language_code: str) -> tuple[Pair, ...]:
    """The pairs of a language: what is typed, and what it also means, as editors wrote them.

    Takes one query for one row, and returns the same object until a process commits a change. The engine folds and
    stems both sides, matches whole words, and expands one step only, so that cycles do no harm.
    """
    token = current_token(language_code)
    cached = _cache.get(language_code)
    if cached is None or cached.token != token:
        cached = _rebuilt(language_code)
    return cached.pairs


def _rebuilt(language_code: str) -> CachedPairs:
    """Read by one thread at a time; the others wait and find the result.

    The token is read before the pairs: after a change in between, the next search reads them again.
    """
    with _rebuilding:
        token = current_token(language_code)
        cached = _cache.get(language_code)
        if cached is None or cached.token != token:
            cached = _cache[language_code] = CachedPairs(token, _read_pairs(language_code))
    return cached


def _read_pairs(language_code: str) -> tuple[Pair, ...]:
    found = Synonym.objects.in_language(language_code).order_by("pk")
    return tuple(dict.fromkeys(pair for synonym in found for pair in synonym.pairs))

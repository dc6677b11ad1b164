"""The synonyms as the search engine takes them, kept in this process for as long as nobody changes them."""

import threading
from typing import Any, NamedTuple

from vraagbaak.finding.synonyms.expressions import Pair
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.versions import current_token


class Kept(NamedTuple):
    token: Any
    pairs: tuple[Pair, ...]


_kept: dict[str, Kept] = {}
_rebuilding = threading.Lock()


def synonyms(language_code: str) -> tuple[Pair, ...]:
    """Ordered pairs of a language: what is typed, and what it also means, as editors wrote them.

    Costs one query of one row, and gives the same object until a change, by whichever process, is committed. The
    engine folds and stems both sides, matches whole words, and takes one step only, so that loops do no harm.
    """
    token = current_token(language_code)
    kept = _kept.get(language_code)
    if kept is None or kept.token != token:
        kept = _rebuilt(language_code)
    return kept.pairs


def _rebuilt(language_code: str) -> Kept:
    """Read by one thread at a time; the others then find it done.

    The token is read before the pairs: a change in between makes the next search read them once more.
    """
    with _rebuilding:
        token = current_token(language_code)
        kept = _kept.get(language_code)
        if kept is None or kept.token != token:
            kept = _kept[language_code] = Kept(token, _read_pairs(language_code))
    return kept


def _read_pairs(language_code: str) -> tuple[Pair, ...]:
    found = Synonym.objects.in_language(language_code).order_by("pk")
    return tuple(dict.fromkeys(pair for synonym in found for pair in synonym.pairs))

"""How alike two texts are, by the words that tell what they are about."""

import re

from rapidfuzz.fuzz import ratio

from vraagbaak.search.analysis import language_key, words
from vraagbaak.search.stopwords import stop_words

LONG_ENOUGH_FOR_A_SLIP = 5
SLIP = 84
SEPARATED = re.compile("aan|achter|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|weg")
"""What Dutch separates from its verbs: who "vraagt aan" wants to "aanvragen"."""
Stems = frozenset[str]


def telling_stems(text: str, language: str) -> Stems:
    """The stems of the words, as the search engine holds them, without those that every question has."""
    key = language_key(language)
    return frozenset(part for word in words(text, key) for part in word.parts) - stop_words(key)


def overlap(one: Stems, other: Stems) -> float:
    """Dice's coefficient: 1 for the same words, 0 for none in common."""
    return dice(len(one & other), one, other)


def overlap_with_slips(one: Stems, other: Stems) -> float:
    """The same, where a slip of the keyboard counts as the word that was meant."""
    shared = one & other
    meant = sum(any(is_meant(word, each) for each in other - shared) for word in one - shared)
    return dice(len(shared) + meant, one, other)


def dice(shared: int, one: Stems, other: Stems) -> float:
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0


def is_meant(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if long.endswith(short) and SEPARATED.fullmatch(long.removesuffix(short)):
        return True
    return len(short) >= LONG_ENOUGH_FOR_A_SLIP and ratio(short, long) >= SLIP

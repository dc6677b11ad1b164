"""Slips of the keyboard and of spelling, put right with words that the index knows.

What has a digit in it is a code, and what is written with a capital inside a sentence a name; both are left
alone, and so is every word that the index knows.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA

from vraagbaak.search.analysis import Word, words
from vraagbaak.search.lexicon import Form, Lexicon

SHORTEST_WORD = 4
ONE_SLIP = 4
TWO_SLIPS = 8
"""Letters from which a word may have one slip, and two."""
MOST_CORRECTIONS = 5

SOUNDS = {
    "nl": (
        ("ij", "ei"),
        ("y", "ij"),
        ("au", "ou"),
        ("ch", "g"),
        ("c", "k"),
        ("d", "t"),
        ("z", "s"),
        ("v", "f"),
        ("ks", "x"),
    ),
    "de": (
        ("ß", "ss"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ai", "ei"),
        ("ph", "f"),
        ("d", "t"),
        ("v", "f"),
    ),
    "en": (("ph", "f"), ("ie", "ei"), ("c", "k"), ("s", "c"), ("z", "s"), ("our", "or")),
    "fr": (("ph", "f"), ("au", "o"), ("eau", "o"), ("an", "en"), ("c", "s"), ("k", "c"), ("qu", "k")),
}
"""What sounds alike: the second is taken for the first. Such a slip is likelier than any other."""


class Correction(NamedTuple):
    form: Form
    slips: float


def corrections(written: str, lexicon: Lexicon) -> list[Correction]:
    """Known words that may have been meant, the likeliest first; none for what needs no correction."""
    distance = _slips_allowed(written)
    if not distance or not written.isalpha() or lexicon.form(written).documents:
        return []
    found: list[Correction] = lexicon.remembered(
        "slips", written, lambda: _corrections(written, distance, lexicon)
    )
    return found


def _corrections(written: str, distance: int, lexicon: Lexicon) -> list[Correction]:
    found = [
        Correction(form, _cost(written, near, slips, lexicon.language))
        for near, slips in lexicon.near(written, distance).items()
        if near.isalpha() and (form := lexicon.form(near)).documents
    ]
    return _distinct(
        sorted(found, key=lambda found: (found.slips, -found.form.documents, found.form.written))
    )


def corrected(text: str, lexicon: Lexicon, is_shown: Callable[[str], bool]) -> str | None:
    """The text with its unknown words put right; None where there is nothing to put right, or no way to.

    `is_shown` tells whether a term stands in anything that this person may see; other words are not offered.
    """
    pieces, last = [], 0
    for number, word in enumerate(words(text, lexicon.language)):
        better = _better(text, word, lexicon, is_shown) if not (number and _is_name(text, word)) else None
        if better:
            pieces += [text[last : word.start], better]
            last = word.end
    return "".join([*pieces, text[last:]]) if pieces else None


def _better(text: str, word: Word, lexicon: Lexicon, is_shown: Callable[[str], bool]) -> str | None:
    if len(word.forms) != 1 or is_shown(word.parts[0]):
        return None
    found = (correction.form for correction in corrections(word.forms[0], lexicon))
    return next((form.written for form in found if is_shown(form.term)), None)


def _is_name(text: str, word: Word) -> bool:
    written = text[word.start : word.end]
    return written[:1].isupper() and not text.isupper()


def _slips_allowed(written: str) -> int:
    return (len(written) >= ONE_SLIP) + (len(written) >= TWO_SLIPS)


def _cost(written: str, near: str, slips: int, language: str) -> float:
    """The slips, less for what sounds alike and more for another first letter."""
    sounded = min((OSA.distance(alike, near) for alike in _alikes(written, language)), default=slips)
    cost = slips if sounded >= slips else (slips + sounded) / 2
    return cost + 0.5 * (written[0] != near[0] and written[:2] != near[1::-1])


def _alikes(written: str, language: str) -> Iterable[str]:
    for one, other in SOUNDS.get(language, ()):
        for wrong, right in ((one, other), (other, one)):
            if wrong in written:
                yield written.replace(wrong, right, 1)
                yield right.join(written.rsplit(wrong, 1))


def _distinct(found: Iterable[Correction]) -> list[Correction]:
    """One of each term: "paspoort" and "paspoorten" find the same."""
    kept: dict[str, Correction] = {}
    for correction in found:
        kept.setdefault(correction.form.term, correction)
    return list(kept.values())[:MOST_CORRECTIONS]

"""Corrects typos and spelling mistakes with words that the index has.

A word with a digit is a code, and a capitalised word inside a sentence is a name; both are left alone, and so is every
word that the index has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from vraagbaak.search.analysis import Word, words
from vraagbaak.search.lexicon import Form, Lexicon

MIN_LENGTH_FOR_ONE_TYPO = 4
MIN_LENGTH_FOR_TWO_TYPOS = 8
"""Letters from which a word may have one typo, and two."""
MAX_CORRECTIONS = 5

# The cost of a mistake, relative to one wrong letter.
SOUND = 0.4
DIFFERENT_START = 0.5

SOUNDS = {
    "nl": "ij=ei y=ij y=i au=ou ch=g c=k c=s d=t z=s v=f ks=x eau=o qu=kw th=t ph=f",
    "de": "ss=ß ä=ae ö=oe ü=ue ai=ei ph=f d=t v=f c=k z=ts y=i",
    "en": "ph=f ie=ei c=k c=s z=s our=or ck=k gh=g wh=w y=i",
    "fr": "ph=f au=o eau=o an=en c=s k=c qu=k ai=e y=i",
}
"""Spellings that sound alike; confusing them is likelier than any other mistake."""


class Correction(NamedTuple):
    form: Form
    typos: float


def corrections(written: str, lexicon: Lexicon) -> list[Correction]:
    """Known words that an unknown word may have been meant as, the likeliest first."""
    distance = _typos_allowed(written)
    if not distance or not written.isalpha():
        return []
    found: list[Correction] = lexicon.cached(
        "typos", written, lambda: _corrections(written, distance, lexicon)
    )
    return found


def _corrections(written: str, distance: int, lexicon: Lexicon) -> list[Correction]:
    costs: dict[str, float] = {}
    for alike, sounds in _homophones(written, lexicon.language).items():
        for near, typos in lexicon.near(alike, _remaining_typos(distance, sounds, costs)).items():
            cost = typos + SOUND * sounds + DIFFERENT_START * _differs_at_start(alike, near)
            costs[near] = min(cost, costs.get(near, cost))
    found = [
        Correction(form, cost)
        for near, cost in costs.items()
        if near.isalpha() and (form := lexicon.form(near)).documents
    ]
    return _distinct(
        sorted(found, key=lambda found: (found.typos, -found.form.documents, found.form.written))
    )


def corrected(
    text: str, lexicon: Lexicon, is_known: Callable[[Word], bool], is_shown: Callable[[str], bool]
) -> str | None:
    """The text with its unknown words corrected; None if nothing needs, or can be given, a correction.

    `is_known` tells which words need no correction, `is_shown` which terms are in something that this person may see;
    others are not offered.
    """
    pieces, last = [], 0
    for number, word in enumerate(words(text, lexicon.language)):
        if len(word.forms) > 1 or is_known(word) or (number and _is_name(text, word)):
            continue
        found = (correction.form for correction in corrections(word.forms[0], lexicon))
        better = next((form.written for form in found if is_shown(form.term)), None)
        if better:
            pieces += [text[last : word.start], better]
            last = word.end
    return "".join([*pieces, text[last:]]) if pieces else None


def _is_name(text: str, word: Word) -> bool:
    written = text[word.start : word.end]
    return written[:1].isupper() and not text.isupper()


def _typos_allowed(written: str) -> int:
    return (len(written) >= MIN_LENGTH_FOR_ONE_TYPO) + (len(written) >= MIN_LENGTH_FOR_TWO_TYPOS)


def _remaining_typos(distance: int, sounds: int, costs: Mapping[str, float]) -> int:
    """The typos to allow besides this many sound spellings: none if an equally near word was found."""
    if sounds and min(costs.values(), default=2.0) <= 1:
        return 0
    return max(distance - sounds, 0) if sounds < 2 else 0


def _differs_at_start(written: str, near: str) -> bool:
    return written[0] != near[0] and written[:2] != near[1::-1]


def _homophones(written: str, language: str) -> dict[str, int]:
    """Other spellings that sound alike, with the number of sounds that are spelled differently; at most two."""
    found = {written: 0}
    for _ in range(2):
        for word, sounds in list(found.items()):
            for other in _respelled(word, language):
                found.setdefault(other, sounds + 1)
    return found


def _respelled(written: str, language: str) -> Iterator[str]:
    for pair in SOUNDS.get(language, "").split():
        one, _, other = pair.partition("=")
        for wrong, right in ((one, other), (other, one)):
            if wrong in written:
                yield written.replace(wrong, right)
                yield right.join(written.rsplit(wrong, 1))


def _distinct(found: Iterable[Correction]) -> list[Correction]:
    """One per term: "paspoort" and "paspoorten" find the same."""
    kept: dict[str, Correction] = {}
    for correction in found:
        kept.setdefault(correction.form.term, correction)
    return list(kept.values())[:MAX_CORRECTIONS]

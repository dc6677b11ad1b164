"""Splits text into words, in the same way for the index, the query and the excerpt.

A word keeps its position in the text, so that one pass serves all three. Accents are folded before stemming, so that
"identite" matches "identité", at the price of slightly cruder French stems.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer

STEMMERS = {"nl": "dutch", "en": "english", "de": "german", "fr": "french"}
PLAIN = "plain"
LANGUAGES = (*STEMMERS, PLAIN)

MAX_TERM_LENGTH = 64
MAX_WORD_LENGTH = 1_000
MAX_JOIN_LENGTH = 40
MAX_JOINED_PARTS = 4

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
_APOSTROPHES = "'\u2019\u02bc\u2018`\u00b4"
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}])"
_CONNECTOR = rf"[-\u2010\u2011.:/@&+{_APOSTROPHES}]"
# Ends in a letter or digit, so that "poseidon-" and "paspoort?" give the bare word.
_WORD = re.compile(rf"[^\W_]{_LETTER}*(?:{_CONNECTOR}{_LETTER}+|(?<=\d),(?=\d){_LETTER}+)*")
# One letter for one letter, so that positions in the text do not change.
_WITHOUT_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøœßùúûüýÿ", "aaaaaaceeeeiiiinooooooosuuuuyy")
_SPLIT = re.compile(rf"({_CONNECTOR}|,)")
_DROPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]")
# Scripts without spaces between words: every character is a term, and a run of them a phrase.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SPACELESS_OR_RUN = re.compile(rf"{_SPACELESS.pattern}|(?:(?!{_SPACELESS.pattern}).)+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})

_stem_lock = threading.Lock()
_stemmers = {code: snowballstemmer.stemmer(name) for code, name in STEMMERS.items()}


class Word(NamedTuple):
    """A word as written, at `start:end` of the text.

    `parts` are its terms in order ("W-4": w, 4), `forms` the same before stemming; `joined` is the term of the word
    written without its connectors (w4), or "".
    """

    start: int
    end: int
    parts: tuple[str, ...]
    joined: str
    forms: tuple[str, ...]


def language_key(code: str | None) -> str:
    """Which analyser a language code such as "nl", "nl-be" or "pt-br" uses; `PLAIN` where there is none."""
    base = (code or "").lower().replace("_", "-").split("-")[0]
    return base if base in STEMMERS else PLAIN


def fold(text: str) -> str:
    """Lower case, without accents, ligatures and invisible characters."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = _DROPPED.sub("", decomposed)
    return unicodedata.normalize("NFC", bare).translate(_LIGATURES)


@lru_cache(maxsize=20_000)
def stem(folded: str, language: str) -> str:
    stemmer = _stemmers.get(language)
    if stemmer is None or not folded.isalpha():
        return folded[:MAX_TERM_LENGTH]
    with _stem_lock:  # a Snowball stemmer holds the word it works on, so it is not thread-safe
        return str(stemmer.stemWord(folded))[:MAX_TERM_LENGTH]


def words(text: str, language: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        parts, joined, forms = analysed(match.group()[:MAX_WORD_LENGTH], language)
        if parts:
            yield Word(match.start(), match.end(), parts, joined, forms)


def words_among(wanted: frozenset[str], text: str, language: str) -> Iterator[Word]:
    """The words that have a wanted term, for highlighting. Only words with the first letters of one are analysed.

    That misses words whose stemmer drops a prefix; analysing every word would be ten times as slow.
    """
    for start, end in _with_first_letters_of(wanted, text):
        parts, joined, forms = analysed(text[start:end][:MAX_WORD_LENGTH], language)
        if joined in wanted or not wanted.isdisjoint(parts):
            yield Word(start, end, parts, joined, forms)


def _with_first_letters_of(wanted: frozenset[str], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the words that begin like one of these, whatever their accents."""
    if any(map(_SPACELESS.search, wanted)):
        yield from (match.span() for match in _WORD.finditer(text))
        return
    prefixes = _first_letters_pattern(frozenset(term[:2] for term in wanted))
    plain, end = _plain(text), 0
    while found := prefixes.search(plain, end):
        whole = _WORD.match(text, found.start())
        end = whole.end() if whole else found.end()
        if whole:
            yield whole.span()


@lru_cache(maxsize=64)
def _first_letters_pattern(letters: frozenset[str]) -> re.Pattern[str]:
    """Kept short, because nearly every query compiles one of its own: `_WORD` finds where the word ends."""
    return re.compile(rf"(?<![^\W_])(?:ge)?(?:{'|'.join(map(re.escape, sorted(letters))) or '(?!)'})")


def _plain(text: str) -> str:
    """In lower case and without precomposed accents; of the same length."""
    small = text.lower()
    if len(small) != len(text):  # a capital that becomes two characters
        small = "".join(letter.lower()[0] for letter in text)
    return small if small.isascii() else small.translate(_WITHOUT_ACCENTS)


def written_words(text: str) -> list[str]:
    """The words as they are written in the text."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def analysed(written: str, language: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """`parts`, `joined` and `forms` of a word."""
    forms = tuple(form[:MAX_TERM_LENGTH] for piece in _pieces(written) for form in _runs(piece))
    parts = tuple(stem(form, language) for form in forms)
    return parts, _joined(written, parts, language), forms


def _pieces(written: str) -> list[str]:
    """The word split at its connectors, without elisions ("l'") and short endings after an apostrophe ("'s")."""
    tokens = _SPLIT.split(written)
    pieces = [fold(piece) for piece in tokens[::2]]
    kept = []
    for position, piece in enumerate(pieces):
        before = tokens[position * 2 - 1] if position else ""
        after = tokens[position * 2 + 1] if position * 2 + 1 < len(tokens) else ""
        beside_apostrophe = (before and before in _APOSTROPHES) or (after and after in _APOSTROPHES)
        if piece and not (beside_apostrophe and len(piece) <= 2 and piece.isalpha()):
            kept.append(piece)
    return kept or [piece for piece in pieces if piece]


def _runs(piece: str) -> list[str]:
    return _SPACELESS_OR_RUN.findall(piece) if _SPACELESS.search(piece) else [piece]


def _joined(written: str, parts: tuple[str, ...], language: str) -> str:
    tokens = _SPLIT.split(written)
    if len(tokens) == 1 or len(tokens[::2]) > MAX_JOINED_PARTS or len(written) > MAX_JOIN_LENGTH:
        return ""
    joined = stem(fold("".join(tokens[::2])), language)
    return "" if (joined,) == parts else joined


@lru_cache
def read_words(path: str) -> frozenset[str]:
    """The words of a file with one on each line; read once per process."""
    return frozenset(map(fold, Path(path).read_text(encoding="utf-8").split()))

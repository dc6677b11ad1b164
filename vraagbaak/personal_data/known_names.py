"""Names that are known beforehand: those of the asker and of the agents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.name_patterns import INITIAL, LETTER, PERSON_TITLE
from vraagbaak.personal_data.spans import Span, before
from vraagbaak.personal_data.words import (
    ADDRESSEES,
    COMMON_WORDS,
    ORGANISATION_WORDS,
    PREFIXES,
    TITLES,
    folded,
)

TOKEN = re.compile(rf"{LETTER}(?:{LETTER}|[\u0300-\u036f])*")
BETWEEN = re.compile(r"[ \t\u00a0]{1,2}['\u2019]?|[ \u00a0]?[-\u2013][ \u00a0]?|['\u2019]")
INITIALS_BEFORE = re.compile(rf"(?<!\w)(?:{INITIAL}[ \u00a0-]?){{1,6}}$")
TITLE_BEFORE = re.compile(rf"(?<!\w){PERSON_TITLE}[ \u00a0]$")
POSSESSIVE = re.compile(r"['\u2019]s?(?!\w)")
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;•])[\s\"'\u201c\u201d\u2018\u2019(*_>#-]*$")
LEGAL_FORM = re.compile(r"(?<!\w)(?:[BNV]\.? ?V\.?|V\.? ?O\.? ?F\.?|C\.V\.)(?!\w)", re.IGNORECASE)
MAX_WORDS = 6
MAX_BETWEEN = 4
MIN_LENGTH_WITH_S = 4


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    text: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True)
class KnownName:
    """`parts` are the words that identify somebody by themselves; an organisation has none."""

    words: tuple[str, ...]
    parts: frozenset[str]

    def prefixes_of(self, word: str) -> list[str]:
        """The prefixes before the word, nearest first: "den" and "van" before "berg"."""
        position = self.words.index(word)
        return list(takewhile(PREFIXES.__contains__, reversed(self.words[:position])))


def known_name(name: str) -> KnownName | None:
    words = tuple(token.folded for token in tokens_of(name))
    parts = {word for word in words if len(word) > 1} - PREFIXES - TITLES - ADDRESSEES
    if not parts or "@" in name:
        return None
    is_person = len(words) <= MAX_WORDS and not (
        ORGANISATION_WORDS.intersection(words) or LEGAL_FORM.search(name)
    )
    return KnownName(words, frozenset(parts if is_person else ()))


def tokens_of(text: str) -> list[Token]:
    return [Token(*match.span(), match[0], folded(match[0])) for match in TOKEN.finditer(text)]


def known_names(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Known names, whole or in part."""
    known = [name for name in map(known_name, dict.fromkeys(names)) if name]
    tokens = tokens_of(text) if known else []
    yield from whole_names(tokens, known)
    yield from parts_of_names(text, tokens, [name for name in known if name.parts])


def whole_names(tokens: list[Token], known: list[KnownName]) -> Iterator[Span]:
    """Names that only count as a whole, and names written as one word, like a user name."""
    phrases = {name.words for name in known if not name.parts}
    joined = {"".join(name.words) for name in known if len(name.words) > 1}
    words = [token.folded for token in tokens]
    for position, token in enumerate(tokens):
        if token.folded in joined:
            yield Span(token.start, token.end, PersonalKind.NAME)
        for phrase in phrases:
            if token.folded == phrase[0] and tuple(words[position : position + len(phrase)]) == phrase:
                yield Span(token.start, tokens[position + len(phrase) - 1].end, PersonalKind.NAME)


def parts_of_names(text: str, tokens: list[Token], known: list[KnownName]) -> Iterator[Span]:
    for positions in runs(text, tokens, known):
        run = [tokens[position] for position in positions]
        bases = [base_of(token, known) for token in run]
        if (
            len(run) > 1
            or (not set(bases) <= COMMON_WORDS and len(bases[0]) > 2)
            or is_meant_as_a_name(text, run[0])
        ):
            first = before_the_surname(text, tokens, positions[0], known)
            yield Span(
                with_initials(text, first.start), with_possessive(text, run[-1].end), PersonalKind.NAME
            )


def runs(text: str, tokens: list[Token], known: list[KnownName]) -> list[list[int]]:
    """The positions of parts of names, grouped if they are adjacent."""
    found: list[list[int]] = []
    for position, token in enumerate(tokens):
        if not base_of(token, known):
            continue
        if found and are_adjoining(text, tokens[found[-1][-1] : position + 1]):
            found[-1].append(position)
        else:
            found.append([position])
    return found


def base_of(token: Token, known: list[KnownName]) -> str:
    """The part of a name that the word is, without a possessive s; or ""."""
    for word in (token.folded, token.folded.removesuffix("s")):
        is_whole = word == token.folded
        if (is_whole or len(word) >= MIN_LENGTH_WITH_S) and any(word in name.parts for name in known):
            return word
    return ""


def are_adjoining(text: str, tokens: list[Token]) -> bool:
    """Whether there are only prefixes between the first and the last."""
    middle, pairs = tokens[1:-1], pairwise(tokens)
    return (
        len(middle) <= MAX_BETWEEN
        and all(token.folded in PREFIXES for token in middle)
        and all(BETWEEN.fullmatch(text, one.end, next_one.start) for one, next_one in pairs)
    )


def is_meant_as_a_name(text: str, token: Token) -> bool:
    """Whether a name that is also a common word is meant as a name: it has a capital that does not begin a sentence."""
    if not token.is_capitalised:
        return False
    line = before(text, token.start)
    if INITIALS_BEFORE.search(line) or TITLE_BEFORE.search(line):
        return True
    return not SENTENCE_BEGINS.search(line) and not line.rstrip()[-1:].isdigit()


def before_the_surname(text: str, tokens: list[Token], position: int, known: list[KnownName]) -> Token:
    """The first of the prefixes before the name that belong to it; without any, the part itself."""
    base = base_of(tokens[position], known)
    prefixes = max((name.prefixes_of(base) for name in known if base in name.parts), key=len)
    while prefixes and position and tokens[position - 1].folded == prefixes[0]:
        if not BETWEEN.fullmatch(text, tokens[position - 1].end, tokens[position].start):
            break
        position, prefixes = position - 1, prefixes[1:]
    return tokens[position]


def with_initials(text: str, start: int) -> int:
    initials = INITIALS_BEFORE.search(before(text, start, 24))
    return start - len(initials[0]) if initials else start


def with_possessive(text: str, end: int) -> int:
    possessive = POSSESSIVE.match(text, end)
    return possessive.end() if possessive else end

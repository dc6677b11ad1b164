"""Names that are known beforehand: of who asked, and of who answered."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.naming import INITIAL, LETTER, PERSON_TITLE
from vraagbaak.personal_data.spans import Span, before
from vraagbaak.personal_data.words import ADDRESSEES, ORDINARY, ORGANISED, PREFIXES, TITLES, folded

TOKEN = re.compile(rf"{LETTER}(?:{LETTER}|[\u0300-\u036f])*")
BETWEEN = re.compile(r"[ \t\u00a0]{1,2}['\u2019]?|[ \u00a0]?[-\u2013][ \u00a0]?|['\u2019]")
INITIALS_BEFORE = re.compile(rf"(?<!\w)(?:{INITIAL}[ \u00a0-]?){{1,6}}$")
TITLE_BEFORE = re.compile(rf"(?<!\w){PERSON_TITLE}[ \u00a0]$")
POSSESSIVE = re.compile(r"['\u2019]s?(?!\w)")
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;•])[\s\"'\u201c\u201d\u2018\u2019(*_>#-]*$")
LEGAL_FORM = re.compile(r"(?<!\w)(?:[BNV]\.? ?V\.?|V\.? ?O\.? ?F\.?|C\.V\.)(?!\w)", re.IGNORECASE)
MAX_WORDS = 6
MAX_BETWEEN = 4
SHORTEST_WITH_S = 4


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
    """`words` in their order; `parts` those that tell by themselves who it is, none for an organisation."""

    words: tuple[str, ...]
    parts: frozenset[str]

    def prefixes_of(self, word: str) -> list[str]:
        """What belongs before the word, nearest first: "den" and "van" before "berg"."""
        place = self.words.index(word)
        return list(takewhile(PREFIXES.__contains__, reversed(self.words[:place])))


def known_name(name: str) -> KnownName | None:
    words = tuple(token.folded for token in tokens_of(name))
    parts = {word for word in words if len(word) > 1} - PREFIXES - TITLES - ADDRESSEES
    if not parts or "@" in name:
        return None
    is_person = len(words) <= MAX_WORDS and not (ORGANISED.intersection(words) or LEGAL_FORM.search(name))
    return KnownName(words, frozenset(parts if is_person else ()))


def tokens_of(text: str) -> list[Token]:
    return [Token(*match.span(), match[0], folded(match[0])) for match in TOKEN.finditer(text)]


def names_known(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Known names in whole and in part."""
    known = [name for name in map(known_name, dict.fromkeys(names)) if name]
    tokens = tokens_of(text) if known else []
    yield from whole_names(tokens, known)
    yield from parts_of_names(text, tokens, [name for name in known if name.parts])


def whole_names(tokens: list[Token], known: list[KnownName]) -> Iterator[Span]:
    """Those that count as a whole only, and those that were written as one word, as an account may be called."""
    phrases = {name.words for name in known if not name.parts}
    joined = {"".join(name.words) for name in known if len(name.words) > 1}
    words = [token.folded for token in tokens]
    for place, token in enumerate(tokens):
        if token.folded in joined:
            yield Span(token.start, token.end, PersonalKind.NAME)
        for phrase in phrases:
            if token.folded == phrase[0] and tuple(words[place : place + len(phrase)]) == phrase:
                yield Span(token.start, tokens[place + len(phrase) - 1].end, PersonalKind.NAME)


def parts_of_names(text: str, tokens: list[Token], known: list[KnownName]) -> Iterator[Span]:
    for places in runs(text, tokens, known):
        run = [tokens[place] for place in places]
        bases = [base_of(token, known) for token in run]
        if len(run) > 1 or (not set(bases) <= ORDINARY and len(bases[0]) > 2) or stands_out(text, run[0]):
            first = before_the_surname(text, tokens, places[0], known)
            yield Span(
                with_initials(text, first.start), with_possessive(text, run[-1].end), PersonalKind.NAME
            )


def runs(text: str, tokens: list[Token], known: list[KnownName]) -> list[list[int]]:
    """The places of parts of names, those beside each other together."""
    found: list[list[int]] = []
    for place, token in enumerate(tokens):
        if not base_of(token, known):
            continue
        if found and are_adjoining(text, tokens[found[-1][-1] : place + 1]):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def base_of(token: Token, known: list[KnownName]) -> str:
    """The part of a name that the word is, without the s of possession; or nothing."""
    for word in (token.folded, token.folded.removesuffix("s")):
        is_whole = word == token.folded
        if (is_whole or len(word) >= SHORTEST_WITH_S) and any(word in name.parts for name in known):
            return word
    return ""


def are_adjoining(text: str, tokens: list[Token]) -> bool:
    """Whether there is nothing between the first and the last but prefixes."""
    middle, pairs = tokens[1:-1], pairwise(tokens)
    return (
        len(middle) <= MAX_BETWEEN
        and all(token.folded in PREFIXES for token in middle)
        and all(BETWEEN.fullmatch(text, one.end, next_one.start) for one, next_one in pairs)
    )


def stands_out(text: str, token: Token) -> bool:
    """Whether a name that is an ordinary word too is meant as a name: by a capital that no sentence asks for."""
    if not token.is_capitalised:
        return False
    line = before(text, token.start)
    if INITIALS_BEFORE.search(line) or TITLE_BEFORE.search(line):
        return True
    return not SENTENCE_BEGINS.search(line) and not line.rstrip()[-1:].isdigit()


def before_the_surname(text: str, tokens: list[Token], place: int, known: list[KnownName]) -> Token:
    """The first of the prefixes that belong to the name, where they stand before it; else the part itself."""
    base = base_of(tokens[place], known)
    prefixes = max((name.prefixes_of(base) for name in known if base in name.parts), key=len)
    while prefixes and place and tokens[place - 1].folded == prefixes[0]:
        if not BETWEEN.fullmatch(text, tokens[place - 1].end, tokens[place].start):
            break
        place, prefixes = place - 1, prefixes[1:]
    return tokens[place]


def with_initials(text: str, start: int) -> int:
    initials = INITIALS_BEFORE.search(before(text, start, 24))
    return start - len(initials[0]) if initials else start


def with_possessive(text: str, end: int) -> int:
    possessive = POSSESSIVE.match(text, end)
    return possessive.end() if possessive else end

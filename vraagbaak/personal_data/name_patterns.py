"""Patterns of names: titles, initials, surname prefixes and double surnames."""

import re

from vraagbaak.personal_data.words import (
    ADDRESSEES,
    NATIONALITY_PREFIXES,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    PREFIXES,
    folded,
)

UPPER = "A-ZÀ-ÖØ-ÞĂĄĆČĎĐĘĚĞĢĪĶŁĻŃŇŐŘŚŞŠŤŪŮŰŹŻŽȘȚİ"
LETTER = r"[^\W\d_]"
PREFIX = (
    r"(?i:van|von|vom|zum|zur|de|der|den|des|het|ten|ter|te|la|le|el|al|da|dos|do|di|du|del|della|bin|ben|ibn|abu"
    r"|v\. ?d\.|v/d|op|in|aan|bij|over|uit|voor|'[st]|\u2019[st])"
)
PREFIXED = rf"(?:{PREFIX}[ \u00a0]|[dl]['\u2019](?={LETTER})){{0,4}}"
# No name begins with a preposition: "groeten uit Zonneveld".
LEADING = rf"(?!(?:op|in|aan|bij|over|uit|voor|te) ){PREFIXED}"
WORD = rf"[{UPPER}](?:{LETTER}|['\u2019](?={LETTER}{{2}})){{0,30}}(?:-{LETTER}{{1,30}}){{0,3}}"
INITIAL = rf"(?:[{UPPER}]|Th|Ch|Chr|Fr|Ph|Tj|Ij|Sj|Ij)\."
INITIALS = rf"(?:{INITIAL}[ \u00a0-]?){{1,6}}"
ACADEMIC = r"(?:(?i:dr|drs|ir|ing|prof|mr|bc)\.[ \u00a0]?){0,3}"
FIRST = rf"(?:{INITIALS}(?:{PREFIXED}{WORD})?|{LEADING}{WORD})"
NAME = re.compile(rf"{ACADEMIC}{FIRST}(?:[ \u00a0](?:{INITIALS})?{PREFIXED}{WORD}){{0,4}}")
PERSON_TITLE = (
    r"(?:(?i:mevrouw|mevr\.?|mw\.?|mej\.?|mejuffrouw|meneer|mijnheer|dhr\.?|de heer|juffrouw|familie|fam\.)"
    r"|(?:[Hh]eer|[Hh]r\.|Mr\.?|Mrs\.?|Ms\.?|Herrn?|Frau|Madame|Monsieur|Mme\.?|[Dd]okter|[Dd]r\.))"
)


def words_of(name: str) -> list[str]:
    return [folded(word) for word in re.findall(rf"{LETTER}+", name)]


def is_of_a_person(name: str) -> bool:
    """Whether it may be a person's: not an organisation, a nationality, a street or a general addressee."""
    words = words_of(name)
    significant = [word for word in words if word not in PREFIXES]
    if not words or any(is_organisation(word) for word in significant):
        return False
    return not significant or not (
        significant[0].startswith(NATIONALITY_PREFIXES) or is_street(significant[-1])
    )


def is_organisation(word: str) -> bool:
    return (
        word in ORGANISATION_WORDS
        or word in ADDRESSEES
        or (len(word) > 8 and word.endswith(ORGANISATION_ENDINGS))
    )


def is_street(word: str) -> bool:
    return len(word) > 7 and word.endswith(
        ("straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dreef")
    )


def name_at(text: str, position: int) -> re.Match[str] | None:
    """The capitalised name of a person that begins there."""
    match = NAME.match(text, position)
    return match if match and is_of_a_person(match[0]) else None

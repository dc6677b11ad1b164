"""Names that were not known beforehand, but that the text presents as a name."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.known_names import with_possessive
from vraagbaak.personal_data.name_patterns import (
    INITIALS,
    PERSON_TITLE,
    PREFIXED,
    WORD,
    is_of_a_person,
    name_at,
    words_of,
)
from vraagbaak.personal_data.spans import Span, before
from vraagbaak.personal_data.words import PREFIXES, words

RELATIVE = (
    r"(?:ex-?)?(?:schoon|klein|stief|pleeg|half)?(?:man|vrouw|echtgenoot|echtgenote|partner|vriend|vriendin|zoontje"
    r"|zoon|dochtertje|dochter|kind|baby|moeder|vader|broertje|broer|zusje|zus|oma|opa|tante|oom|neef|nicht"
    r"|buurman|buurvrouw|huisgenoot|collega|husband|wife|son|daughter|mother|father|brother|sister|neighbour"
    r"|colleague|Mann|Frau|Sohn|Tochter|Mutter|Vater)"
)
ROLE = (
    r"(?:bewindvoerder|wijkagent|huisarts|advocaat|makelaar|mentor|curator|huisbaas|verhuurder|huismeester|consulente?"
    r"|monteur|juf|leraar|lerares|docente?|verpleegkundige|rechercheur|medewerk(?:er|ster)|overbuurman|overbuurvrouw)"
)
INTRODUCED_BY = re.compile(
    rf"(?<!\w)(?:{PERSON_TITLE}|(?i:{ROLE})"
    rf"|(?i:mijn|m'n|onze|uw|zijn|haar|my|our|your|meine?n?|unsere?) {RELATIVE},?"
    r"|(?i:mijn naam is|mijn naam:|naam:|heet|heette|my name is|name:|mein name ist|ich heiße|u spreekt met"
    r"|je spreekt met|genaamd|ondergetekende,?|contactpersoon:?|t\.a\.v\.|behandeld door|geholpen door))[ \u00a0]+"
)
INTRODUCTIONS = re.compile(
    r"(?<!\w)(?i:ik ben|this is|i am|i'm|ich bin|namens|t\.n\.v\.|ten name van|op naam van"
    r"|gesproken met|gebeld met)[ \u00a0]+"
)
"""After these a name only counts with two words, or an initial and a word: not "ik ben Nederlander"."""

WITH_INITIALS = re.compile(rf"(?<![\w.&-])(?<!\d )(?P<initials>{INITIALS})(?:{PREFIXED}{WORD})(?!\w)")
NO_INITIALS = words("bv nv vof us zoz ps nb dd eu vs tnv tav st nr art mr dr")


def presented_names(text: str) -> Iterator[Span]:
    """After "mevrouw", "mijn zoon", "ik heet" and the like."""
    for match in INTRODUCED_BY.finditer(text):
        if name := name_at(text, match.end()):
            yield Span(name.start(), with_possessive(text, name.end()), PersonalKind.NAME)
    for match in INTRODUCTIONS.finditer(text):
        name = name_at(text, match.end())
        if name and is_full(name[0]):
            yield Span(name.start(), name.end(), PersonalKind.NAME)


def names_with_initials(text: str) -> Iterator[Span]:
    """ "T. Bos" and "A.B. van Dam"; a single letter where a line begins may be that of a list."""
    for match in WITH_INITIALS.finditer(text):
        letters = "".join(words_of(match["initials"]))
        is_listed = len(letters) == 1 and not before(text, match.start()).strip(" \t>*_-")
        if letters not in NO_INITIALS and not is_listed and is_of_a_person(match[0]):
            yield Span(match.start(), with_possessive(text, match.end()), PersonalKind.NAME)


def is_full(name: str) -> bool:
    """Two words or more, without a prefix before them: "de Rabobank Utrecht" is no person."""
    parts = words_of(name)
    return parts[0] not in PREFIXES and len([part for part in parts if part not in PREFIXES]) > 1

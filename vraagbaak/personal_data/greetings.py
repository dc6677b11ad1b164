"""Names in salutations and signatures."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.name_patterns import LETTER, NAME, is_of_a_person, words_of
from vraagbaak.personal_data.spans import Span
from vraagbaak.personal_data.words import PREFIXES
from vraagbaak.search.stopwords import listed_stop_words

MARGIN = r"^[ \t>*_\"\u201c-]{0,8}"
SPACE = r"[ \u00a0]"
HONORIFIC = (
    r"(?:de |den |aan )?(?:heer|mevrouw|meneer|mijnheer|dhr\.?|mevr\.?|mw\.?|familie|fam\.?|mr\.?|mrs\.?|ms\.?|herrn?"
    r"|frau|madame|monsieur|collega|buurman|buurvrouw|oma|opa|tante|oom|dokter|dr\.?)"
)
TITLE = rf"(?:{HONORIFIC}(?:(?:/| en |, | of ){HONORIFIC})?{SPACE}+)?"
SALUTATION = re.compile(
    rf"{MARGIN}(?i:geachte|beste(?! gr)|lieve|waarde|hallo|hoi|hey|hé|hi|hai|dag(?! van)|goedendag"
    r"|goe(?:de|ie|den|de ) ?(?:avond|morgen|middag)|dear|hello|sehr geehrter?|liebe[r]?|guten (?:tag|morgen)|ch[eè]re?"
    rf"|bonjour){SPACE}+(?i:{TITLE})[*_]{{0,3}}",
    re.MULTILINE,
)
CLOSING = re.compile(
    r"(?:^[ \t>*_-]{0,8}|(?<=[.!?,])[ \t]{1,3})"
    r"(?i:(?P<groet>(?:met )?(?:de )?"
    r"(?:vriendelijke|hartelijke|beleefde|sportieve|zonnige|lieve|warme|vr\.?|hart\.?)? ?"
    r"(?:groetjes|groeten|groet|gr\.)|groetjes|grtjs|grtz|gr|m\.?v\.?g\.?|mvrgr|liefs)|hoogachtend|ondertekend"
    r"|(?:alvast |heel erg |heel |erg |met )?(?:hartelijke? |veel )?(?:bedankt|dank(?:je)?(?: u)?(?: wel)?)(?: alvast)?"
    r"|fijne (?:dag|avond)(?: verder)?|(?:kind(?:est)?|best|warm) (?:regards|wishes)|regards"
    r"|yours (?:sincerely|faithfully|truly)|sincerely|cheers|(?:many )?thanks(?: in advance)?|thank you"
    r"|mit (?:freundlichen|besten) gr(?:ü|ue)(?:ß|ss)en|mfg|(?:viele|liebe|beste|freundliche) gr(?:ü|ue)(?:ß|ss)e"
    r"|cordialement)(?![\w-])",
    re.MULTILINE,
)
GREETED_ON = (
    rf"{SPACE}(?i:en|and|und|ik|hoe|kan|kunt|wij|we|bij|naar|mijn|graag|dank|bedankt|hierbij|alvast|wat)"
    rf"{SPACE}"
)
GREETED_END = re.compile(rf"[ \t]*(?:[,!:;.*_]|[-\u2013] |\(|$|\n)|{GREETED_ON}")
SIGNED_END = re.compile(r"[ \t]*(?:[,.!*_(|]|[-\u2013] |$|\n)")
AFTER_CLOSING = re.compile(r"[ \t]*[.,!:;]{0,3}[ \t]*(?:(?:ook )?(?:namens|van|from|von) )?")
NEXT_LINE = re.compile(r"[^\n]*\n[ \t>*_\n-]*")
CONJUNCTION = re.compile(rf"(?:,|{SPACE}*(?:en|and|und|et|&|/|\+)){SPACE}*")
LOWERCASE_NAME = re.compile(rf"{LETTER}{{2,20}}(?:[ -]{LETTER}{{2,20}}){{0,3}}(?=[ \t]*,?[ \t]*(?:\n|$))")
NOT_LOWERCASE_NAMES = frozenset({"hoor", "vraag", "vragen", "alles"}).union(
    *(listed_stop_words(language) for language in ("nl", "en", "de"))
)
MAX_NAMES = 4
MAX_LINES = 3


def greeted_names(text: str) -> Iterator[Span]:
    """After "Beste" and "Geachte heer"."""
    for match in SALUTATION.finditer(text):
        yield from names_until(text, match.end(), GREETED_END) or lowercase_name(text, match.end())


def signed_names(text: str) -> Iterator[Span]:
    """After "Groetjes" and below "Met vriendelijke groet"; the organisation may come before the name."""
    for match in CLOSING.finditer(text):
        position = AFTER_CLOSING.match(text, match.end()).end()  # type: ignore[union-attr]
        names = names_until(text, position, SIGNED_END)
        if not names and match["groet"]:
            names = lowercase_name(text, position)
        yield from names or names_below(text, match.end())


def names_below(text: str, position: int) -> list[Span]:
    if not NEXT_LINE.fullmatch(text, position, text.find("\n", position) + 1 or position):
        return []
    for _line in range(MAX_LINES):
        next_line = NEXT_LINE.match(text, position)
        if not next_line:
            return []
        position = next_line.end()
        if names := names_until(text, position, SIGNED_END) or lowercase_name(text, position):
            return names
        if not (name := NAME.match(text, position)) or not SIGNED_END.match(text, name.end()):
            return []
    return []


def names_until(text: str, position: int, end: re.Pattern[str]) -> list[Span]:
    """The names that begin there, joined by "en", if only punctuation or the end of the line follows."""
    spans: list[Span] = []
    while (name := NAME.match(text, position)) and len(spans) < MAX_NAMES:
        spans.append(Span(name.start(), name.end(), PersonalKind.NAME))
        conjunction = CONJUNCTION.match(text, name.end())
        if not conjunction or not NAME.match(text, conjunction.end()):
            break
        position = conjunction.end()
    if not spans or not end.match(text, spans[-1].end):
        return []
    return [span for span in spans if is_of_a_person(text[span.start : span.end])]


def lowercase_name(text: str, position: int) -> list[Span]:
    """A name without capitals; only if the line ends after it."""
    name = LOWERCASE_NAME.match(text, position)
    words = words_of(name[0]) if name else [""]
    significant = [word for word in words if word not in PREFIXES]
    if (
        not name
        or not significant
        or words[0] in PREFIXES
        or len(significant) > 2
        or not is_of_a_person(name[0])
    ):
        return []
    if NOT_LOWERCASE_NAMES.intersection(significant):
        return []
    return [Span(name.start(), name.end(), PersonalKind.NAME)]

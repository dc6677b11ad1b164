"""Dates of birth."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.name_patterns import WORD
from vraagbaak.personal_data.presented_names import RELATIVE
from vraagbaak.personal_data.spans import Span, before, group_span

MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march"
    r"|may|june|july|august|october|januar|februar|märz|mai|dezember|(?:jan|feb|mrt|mar|apr|jun|jul|aug|sept?|okt|oct|nov"
    r"|dec)\.?)"
)
DATE = (
    rf"(?:\d{{1,2}}[-/. ]{{1,2}}\d{{1,2}}[-/. ]{{1,2}}(?:\d{{4}}|\d{{2}})|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|ste|de|st|nd|rd|th|\.)?[ -](?:of )?{MONTH}(?:,?[ -](?:\d{{4}}|['\u2019]\d{{2}}))?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{8}})(?!\w)"
)
BORN_ON = re.compile(
    r"(?<!\w)(?i:geboortedat(?:um|a)|geb\.? ?(?:dat\.?|datum)|gebdat|geb\.|geboren|jarig|dob|date of birth|birth ?date"
    r"|birthday|born|geburtsdatum|née? le|date de naissance)"
    rf"(?P<gap>[^\d\n.;?!]{{0,45}}?)(?P<date>(?i:{DATE}))"
)
ON_BORN = re.compile(
    rf"(?<!\w)(?P<date>(?i:{DATE}))(?: te {WORD})? (?i:geboren|ben ik geboren|\(geboortedatum\)"
    r"|(?:als|is (?:mijn|zijn|haar|de)) geboortedatum)"
)
OF_A_RELATIVE = re.compile(rf"(?<!\w)(?i:mijn|onze|my|our) {RELATIVE}(?: {WORD})? \((?P<date>(?i:{DATE}))\)")
NOT_OF_ONE = re.compile(
    r"(?<!\w)(?i:na|voor|vóór|vanaf|tot|tussen|before|after|sinds|since|until|between|nach|vor)(?!\w)"
)
OR_LATER = re.compile(r" (?i:of (?:later|eerder|daar(?:na|voor))|or (?:later|earlier)|en \d)")
MANY_BEFORE = re.compile(
    r"(?<!\w)(?i:wie|kinderen|personen|iedereen|mensen|inwoners|leden|vrouwen|mannen|huurders|baby's|everyone|people|anyone)"
    r"(?!\w)[^.?!\n]{0,40}$"
)


def dates_of_birth(text: str) -> Iterator[Span]:
    """Dates on which somebody was born, according to the text; not "born before" or "born after"."""
    for match in BORN_ON.finditer(text):
        is_general = NOT_OF_ONE.search(match["gap"]) or OR_LATER.match(text, match.end())
        if not is_general and not MANY_BEFORE.search(before(text, match.start())):
            yield group_span(match, PersonalKind.BIRTH, "date")
    for match in ON_BORN.finditer(text):
        line = before(text, match.start())
        if not NOT_OF_ONE.search(line[-12:]) and not MANY_BEFORE.search(line):
            yield group_span(match, PersonalKind.BIRTH, "date")
    for match in OF_A_RELATIVE.finditer(text):
        yield group_span(match, PersonalKind.BIRTH, "date")

"""Which titles ask the same."""

import pytest

from servicedesk.earlier.likeness import overlap_with_slips, telling_stems
from servicedesk.triage.similarity import ALIKE

SAME = [
    (
        "Mag ik mijn drone boven een natuurgebied laten vliegen?",
        "Mag een drone vliegen boven een natuurgebied?",
    ),
    ("Hoe vraag ik een paspoort aan?", "Hoe kan ik een paspoort aanvragen?"),
    ("Wanneer wordt mijn afval opgehaald?", "wanneer word het afval opgehaald"),
    ("Kan ik uitstel krijgen voor de aangifte?", "Uitstel voor mijn aangifte"),
    ("Hoe zeg ik mijn lidmaatschap op?", "lidmatschap opzeggen, hoe?"),
]
DIFFERENT = [
    ("Hoe vraag ik een paspoort aan?", "Hoe vraag ik een parkeervergunning aan?"),
    ("Wanneer wordt mijn afval opgehaald?", "Wat kost het ophalen van grof vuil?"),
    ("Mag ik een dakkapel bouwen?", "Mag ik een schuur bouwen in de achtertuin?"),
    ("Hoe?", "Wat?"),
    ("Kan dat?", "Kan dat?"),
]


def alike(one: str, other: str) -> bool:
    return overlap_with_slips(telling_stems(one, "nl"), telling_stems(other, "nl")) >= ALIKE


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_for_the_same_are_seen_as_such(one: str, other: str) -> None:
    assert (alike(one, other), alike(other, one)) == (True, True)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_questions_are_not(one: str, other: str) -> None:
    assert (alike(one, other), alike(other, one)) == (False, False)

"""Questions and answers that look like a municipality's, the same at every run."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

SUBJECTS = [
    "paspoort",
    "identiteitskaart",
    "rijbewijs",
    "uittreksel",
    "verhuizing",
    "parkeervergunning",
    "afvalpas",
    "milieustraat",
    "grofvuil",
    "hondenbelasting",
    "kwijtschelding",
    "bijstand",
    "inburgering",
    "huwelijk",
    "geboorteaangifte",
    "bouwvergunning",
    "bomenkap",
    "leerlingenvervoer",
    "mantelzorg",
    "schuldhulp",
    "straatverlichting",
    "evenementenvergunning",
    "erfpacht",
    "bezwaarschrift",
]
VERBS = [
    "aanvragen",
    "verlengen",
    "wijzigen",
    "stopzetten",
    "ophalen",
    "betalen",
    "opzeggen",
    "doorgeven",
    "inzien",
    "meenemen",
]
OPENINGS = ("Hoe kan ik mijn", "Wanneer moet ik een", "Waar kan ik de", "Wat kost het om mijn")
SENTENCES = (
    "Maak eerst een afspraak via de website of bel ons tijdens de openingstijden.",
    "Neem een geldig legitimatiebewijs mee naar het gemeentehuis.",
    "U ontvangt binnen vijf werkdagen bericht over uw aanvraag.",
    "De kosten betaalt u met uw pinpas aan de balie.",
    "Woont u korter dan een jaar in onze gemeente, dan gelden andere regels.",
    "Heeft u schulden of een laag inkomen, dan kunt u om uitstel van betaling vragen.",
    "Bent u het niet eens met het besluit, dan kunt u binnen zes weken bezwaar maken.",
    "Voor kinderen onder de twaalf jaar moeten beide ouders toestemming geven.",
)


def rows(count: int, *, seed: int = 2026) -> Iterator[dict[str, object]]:
    chance = random.Random(seed)  # noqa: S311 - the same texts each time, no secrets
    for number in range(count):
        subject, verb = chance.choice(SUBJECTS), chance.choice(VERBS)
        answer = "".join(f"<p>{sentence}</p>" for sentence in chance.sample(SENTENCES, k=5))
        yield {
            "id": f"bench-{number}",
            "language": "nl",
            "question": f"{chance.choice(OPENINGS)} {subject} {verb} (situatie {number})?",
            "answer": f"<p>Over {subject} en {verb}.</p>{answer}",
            "topic": subject.capitalize(),
            "tags": [subject, verb],
        }


def write_questions(path: Path, *, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(count))


def typed_beginnings(count: int, *, seed: int = 7) -> list[str]:
    """What people have typed after a few keys."""
    chance = random.Random(seed)  # noqa: S311
    words = [f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)}" for _ in range(count)]
    return [text[: chance.randint(3, len(text))] for text in words]

"""What people might type: drawn from the pages, each different, the same at every run."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from bench.content import Collection, FaqText
from bench.words import OPENINGS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_TYPED = 3
SHORTEST_WITH_TYPO = 5
MAX_TRIES = 20
"""How many texts are drawn per query wanted: a small collection may have fewer distinct ones."""


@dataclass(frozen=True)
class Query:
    text: str
    topic: str
    """The title of the topic of the page that it was drawn from."""


Writer = Callable[[random.Random, FaqText], str]


def one_word(chance: random.Random, page: FaqText) -> str:
    return chance.choice(page.terms)


def two_words(chance: random.Random, page: FaqText) -> str:
    return " ".join(chance.sample([*page.terms, chance.choice(page.answer_words)], k=2))


def natural_question(chance: random.Random, page: FaqText) -> str:
    """Eight to twelve words: an opening, a word of the question, and a part of the answer."""
    start = [*chance.choice(OPENINGS).split(), chance.choice(page.terms)]
    wanted = chance.randint(8, 12) - len(start)
    at = chance.randrange(len(page.answer_words) - wanted)
    return " ".join([*start, *page.answer_words[at : at + wanted]]) + "?"


def beginning(chance: random.Random, page: FaqText) -> str:
    text = " ".join(page.terms)
    return text[: chance.randint(SHORTEST_TYPED, max(SHORTEST_TYPED, len(text)))].rstrip()


def beginning_with_typo(chance: random.Random, page: FaqText) -> str:
    """One letter wrong in a word of five letters or more, of which the last may be cut short."""
    first, *rest = sorted(page.terms, key=len, reverse=True)
    wrong = with_typo(chance, first)
    cut = wrong[: chance.randint(SHORTEST_WITH_TYPO, max(SHORTEST_WITH_TYPO, len(wrong)))]
    return f"{rest[0]} {cut}" if rest and chance.random() < 0.4 else cut


def with_typo(chance: random.Random, word: str) -> str:
    at = chance.randrange(1, min(len(word), SHORTEST_WITH_TYPO))
    wrong = (
        word[:at] + word[at + 1 :],
        word[:at] + chance.choice(LETTERS) + word[at:],
        word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    )
    return chance.choice(wrong)


WRITERS: dict[str, Writer] = {
    "one word": one_word,
    "two words": two_words,
    "natural question": natural_question,
    "beginning": beginning,
    "beginning with a typo": beginning_with_typo,
}
SHORTEST = {"beginning": SHORTEST_TYPED, "beginning with a typo": SHORTEST_WITH_TYPO}


def queries(collection: Collection, kind: str, *, count: int, turn: str = "") -> list[Query]:
    """At most `count` different queries; another `turn` gives others, which no cache has answered."""
    chance = collection.chance("queries", kind, turn)
    different: dict[str, Query] = {}
    for query in islice(draw(collection, kind, chance), count * MAX_TRIES):
        if len(query.text) >= SHORTEST.get(kind, 1):
            different[query.text] = query
        if len(different) == count:
            break
    return list(different.values())


def draw(collection: Collection, kind: str, chance: random.Random) -> Iterator[Query]:
    while True:
        page = collection.page(chance.randrange(collection.pages))
        if not page.for_agents:
            yield Query(WRITERS[kind](chance, page), page.topic)

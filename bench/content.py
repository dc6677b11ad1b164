"""Questions and answers that look like a municipality's, the same at every run.

A question has 4 to 12 words, an answer 60 to 200; a good part of them comes from the page's topic. One page in
four has alternative phrasings, one in ten is for agents only, and topics differ in size. A page depends on the seed
and its number alone, so a larger collection begins with the pages of a smaller one.
"""

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.vocabulary import Vocabulary
from bench.words import FUNCTION_WORDS, OPENINGS

SEED = 2026
WORDS_PER_PAGE = 145
MIN_TOPICS = 12
THEME_WORDS = 60
THEME_TOKENS = 100_000
"""Topics use words that occur in a text of this length."""
ALTERNATIVES_SHARE = 0.25
AGENTS_SHARE = 0.1
IS_FUNCTION_WORD = frozenset(FUNCTION_WORDS)


@dataclass(frozen=True)
class FaqText:
    """One page as text; `terms` are the content words of its question."""

    number: int
    topic: str
    terms: list[str]
    question: str
    answer_words: list[str]
    tags: list[str]
    alternatives: list[str] = field(default_factory=list)
    for_agents: bool = False

    @property
    def answer(self) -> str:
        """As HTML, in paragraphs of about forty words."""
        pieces = [self.answer_words[at : at + 40] for at in range(0, len(self.answer_words), 40)]
        return "".join(f"<p>{' '.join(piece).capitalize()}.</p>" for piece in pieces)

    @property
    def row(self) -> dict[str, Any]:
        """As a line of the JSON Lines that `import_faq` reads."""
        row: dict[str, Any] = {
            "id": f"bench-{self.number}",
            "language": "nl",
            "question": self.question,
            "answer": self.answer,
            "topic": self.topic,
            "tags": self.tags,
            "alternatives": self.alternatives,
        }
        return row | {"audience": "agents"} if self.for_agents else row


class Collection:
    """The pages 0 up to `pages`."""

    def __init__(self, pages: int, *, seed: int = SEED) -> None:
        self.pages = pages
        self.seed = seed
        self._themes: dict[int, list[str]] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(tokens=max(self.pages * WORDS_PER_PAGE, THEME_TOKENS), seed=self.seed)

    def chance(self, *what: object) -> random.Random:
        return random.Random(":".join(map(str, (self.seed, *what))))  # noqa: S311 - no secrets

    def theme(self, topic: int) -> list[str]:
        if topic not in self._themes:
            chance = self.chance("topic", topic)
            drawn = self.vocabulary.draw_content(chance, THEME_WORDS, tokens_so_far=THEME_TOKENS)
            self._themes[topic] = list(dict.fromkeys(drawn))
        return self._themes[topic]

    def page(self, number: int) -> FaqText:
        chance = self.chance("page", number)
        topics = MIN_TOPICS + int(number**0.5 / 2)
        topic = int(topics * chance.random() ** 1.5)
        terms = self.terms(chance, topic, number)
        opening = chance.choice(OPENINGS)
        return FaqText(
            number=number,
            topic=f"{self.theme(topic)[0].capitalize()} {topic}",
            terms=terms,
            question=f"{opening} {' '.join(terms)}?"[:255],
            answer_words=self.answer_words(chance, topic, number, terms),
            tags=chance.sample(self.theme(topic), k=chance.randint(1, 3)),
            alternatives=self.alternatives(chance, terms),
            for_agents=chance.random() < AGENTS_SHARE,
        )

    def terms(self, chance: random.Random, topic: int, number: int) -> list[str]:
        """One to seven words: with an opening of three to five, a question of 4 to 12 words."""
        count = min(1 + int(chance.expovariate(0.4)), 7)
        drawn = self.vocabulary.draw_content(chance, count, tokens_so_far=(number + 1) * WORDS_PER_PAGE)
        themed = [chance.choice(self.theme(topic)) if chance.random() < 0.4 else word for word in drawn]
        return list(dict.fromkeys(themed))

    def answer_words(self, chance: random.Random, topic: int, number: int, terms: list[str]) -> list[str]:
        count = chance.randint(60, 200)
        drawn = self.vocabulary.draw(chance, count, tokens_so_far=(number + 1) * WORDS_PER_PAGE)
        own = (*terms, *self.theme(topic))
        return [
            word if word in IS_FUNCTION_WORD or chance.random() > 0.4 else chance.choice(own)
            for word in drawn
        ]

    def alternatives(self, chance: random.Random, terms: list[str]) -> list[str]:
        if chance.random() > ALTERNATIVES_SHARE:
            return []
        wordings = [
            f"{chance.choice(OPENINGS)} {' '.join(chance.sample(terms, k=len(terms)))}?"[:255]
            for _ in range(chance.randint(1, 3))
        ]
        return list(dict.fromkeys(wordings))


def write_rows(path: Path, pages: Iterable[FaqText]) -> dict[str, int]:
    """Writes JSON Lines; returns how many words and how many different words the texts have."""
    tokens = 0
    distinct: set[str] = set()
    with path.open("w", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps(page.row, ensure_ascii=False) + "\n")
            tokens += len(page.answer_words) + len(page.question.split())
            distinct.update(page.answer_words, page.terms)
    return {"words": tokens, "different words": len(distinct)}

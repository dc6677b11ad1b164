"""Plain BM25 as a baseline: one stemmer per language, the question weighs four times as much as the answer.

It knows no compounds, no spelling, no synonyms and no stop words: what an engine does without being told anything.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from quality.texts import Text

K1, B = 1.2, 0.75
QUESTION_WEIGHT = 4
WORD = re.compile(r"\w+")
STEMMERS = {
    "nl": snowballstemmer.stemmer("dutch"),
    "en": snowballstemmer.stemmer("english"),
    "de": snowballstemmer.stemmer("german"),
    "fr": snowballstemmer.stemmer("french"),
}


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    return str(STEMMERS[language].stemWord(word))


def stems(text: str, language: str) -> Counter[str]:
    return Counter(stem(word, language) for word in WORD.findall(text.lower()))


class Field:
    """One field of all documents, scored by itself."""

    def __init__(self, documents: Sequence[Counter[str]]) -> None:
        self.documents = documents
        self.lengths = [document.total() for document in documents]
        self.average = sum(self.lengths) / max(len(documents), 1) or 1
        self.holders = Counter(word for document in documents for word in document)

    def scores(self, wanted: Counter[str]) -> list[float]:
        weights = {word: self.weight(word) for word in wanted if word in self.holders}
        return [
            sum(weight * self.saturated(document[word], length) for word, weight in weights.items())
            for document, length in zip(self.documents, self.lengths, strict=True)
        ]

    def weight(self, word: str) -> float:
        holders = self.holders[word]
        return math.log(1 + (len(self.documents) - holders + 0.5) / (holders + 0.5))

    def saturated(self, frequency: int, length: int) -> float:
        return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / self.average))


class PlainSearch:
    """The pages of one language."""

    def __init__(self, texts: Sequence[Text], *, language: str) -> None:
        self.language = language
        self.ids = [text.id for text in texts]
        self.questions = Field([stems(text.question, language) for text in texts])
        self.answers = Field([stems(text.answer, language) for text in texts])

    def search(self, text: str, *, limit: int) -> list[str]:
        """The ids of the best pages, best first."""
        wanted = stems(text, self.language)
        pairs = zip(self.questions.scores(wanted), self.answers.scores(wanted), strict=True)
        scores = {
            place: QUESTION_WEIGHT * question + answer for place, (question, answer) in enumerate(pairs)
        }
        best = sorted((place for place, score in scores.items() if score), key=lambda place: -scores[place])
        return [self.ids[place] for place in best[:limit]]


def plain_searches(texts: Sequence[Text]) -> dict[str, PlainSearch]:
    languages = {text.language for text in texts}
    return {
        language: PlainSearch([text for text in texts if text.language == language], language=language)
        for language in languages
    }

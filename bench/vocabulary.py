"""A vocabulary that behaves as that of a language: a few words everywhere, ever more that hardly occur.

Frequency falls with the rank to the power 1.07 (Zipf, with Mandelbrot's shift of 2.7 at the top), and how many words
there are grows with the length of the text (Heaps: 18 times tokens to the power 0.57). Function words come first, then
words of a municipality, then words of Dutch-looking syllables, of which half are compounds of two earlier ones.
"""

import random
from bisect import bisect
from itertools import accumulate

from bench import words

EXPONENT = 1.07
SHIFT = 2.7
HEAPS_FACTOR = 18
HEAPS_EXPONENT = 0.57
COMPOUND_SHARE = 0.5
PARTS_FROM = 4000
"""Compounds are made of this many most frequent words."""


def vocabulary_size(tokens: int) -> int:
    """How many different words a text of so many words has."""
    smallest = len(words.FUNCTION_WORDS) + len(words.CONTENT_WORDS)
    return max(smallest, int(HEAPS_FACTOR * tokens**HEAPS_EXPONENT))


class Vocabulary:
    def __init__(self, *, tokens: int, seed: int) -> None:
        """Holds the words for a text of `tokens`; a larger vocabulary begins with the words of a smaller one."""
        self.words = ranked_words(vocabulary_size(tokens), seed=seed)
        self.weights = list(
            accumulate(1 / (rank + SHIFT) ** EXPONENT for rank in range(1, len(self.words) + 1))
        )

    def draw(self, chance: random.Random, count: int, *, tokens_so_far: int) -> list[str]:
        """Words as they would come next in a text of which `tokens_so_far` were written."""
        reach = min(len(self.words), vocabulary_size(tokens_so_far))
        total = self.weights[reach - 1]
        return [
            self.words[min(bisect(self.weights, chance.random() * total, 0, reach), reach - 1)]
            for _ in range(count)
        ]

    def draw_content(self, chance: random.Random, count: int, *, tokens_so_far: int) -> list[str]:
        """As `draw`, without the function words."""
        start = len(words.FUNCTION_WORDS)
        reach = min(len(self.words), vocabulary_size(tokens_so_far))
        low, high = self.weights[start - 1], self.weights[reach - 1]
        places = (bisect(self.weights, chance.uniform(low, high), start, reach) for _ in range(count))
        return [self.words[min(place, reach - 1)] for place in places]


def ranked_words(count: int, *, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - the same words each time, no secrets
    ranked = dict.fromkeys((*words.FUNCTION_WORDS, *words.CONTENT_WORDS))
    parts = list(words.CONTENT_WORDS)
    while len(ranked) < count:
        compound = chance.random() < COMPOUND_SHARE
        word = compounded(chance, parts) if compound else simple_word(chance)
        if word in ranked:
            continue
        ranked[word] = None
        if not compound and len(ranked) < PARTS_FROM:
            parts.append(word)
    return list(ranked)


def compounded(chance: random.Random, parts: list[str]) -> str:
    return chance.choice(parts) + chance.choice(words.LINKS) + chance.choice(parts)


def simple_word(chance: random.Random) -> str:
    syllables = "".join(syllable(chance) for _ in range(chance.choice((1, 1, 2, 2, 2))))
    return syllables + chance.choice(words.ENDINGS)


def syllable(chance: random.Random) -> str:
    return chance.choice(words.ONSETS) + chance.choice(words.VOWELS) + chance.choice(words.CODAS)

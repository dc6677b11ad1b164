"""Real misspellings of words in the indexed pages, and the pages with the correct word."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quality.queries import Wanted
from quality.texts import Text, words_of

SET = "misspellings"
SEED = 2026
# A word in more pages than this does not tell which page was meant.
MAX_PAGES = 5


def read_misspellings(path: Path, *, texts: Sequence[Text], size: int) -> list[Wanted]:
    """A sample of the one-word misspellings whose one-word correction is in one to five Dutch pages.

    Left out are misspellings that stand in a page themselves, as part of a word with a hyphen too, and those
    that differ in capitals only. A misspelling with several corrections counts for the pages of each of them.
    """
    pages = pages_of_words([text for text in texts if text.language == "nl"])
    candidates = list(_candidates(path, pages))
    if len(candidates) > size:
        candidates = random.Random(SEED).sample(candidates, size)  # noqa: S311 - the same sample each time
    return candidates


def pages_of_words(texts: Sequence[Text]) -> Mapping[str, set[str]]:
    pages: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in words_of(text):
            for form in {word, *word.split("-")}:
                pages[form].add(text.id)
    return pages


def _candidates(path: Path, pages: Mapping[str, set[str]]) -> Iterator[Wanted]:
    for line in path.read_text(encoding="utf-8").splitlines():
        misspelling, _tab, corrections = line.partition("\t")
        right = [word.lower() for word in corrections.split(";")]
        relevant = set[str]().union(*(pages.get(word, set()) for word in right))
        one_word = misspelling.isalpha() and all(map(str.isalpha, right))
        known = misspelling.lower() in pages or misspelling.lower() in right
        if one_word and not known and 1 <= len(relevant) <= MAX_PAGES:
            yield Wanted(SET, "one word", misspelling, "nl", frozenset(relevant))

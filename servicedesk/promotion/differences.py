"""How two texts differ, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\n+|[^\s]+")
MAX_WORDS = 600
"""More takes too long to compare, and to read."""


@dataclass(frozen=True)
class Passage:
    """Words that both texts have, or only the first, or only the second."""

    text: str
    only_in: str = ""


FIRST, SECOND = "first", "second"


def differences(first: str, second: str) -> list[Passage]:
    """Both texts in one, in reading order. Only the first `MAX_WORDS` words of each are looked at."""
    before, after = words_of(first), words_of(second)
    passages: list[Passage] = []
    for change, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if change == "equal":
            passages.append(Passage(joined(before[start:end])))
            continue
        passages += only(before[start:end], FIRST)
        passages += only(after[new_start:new_end], SECOND)
    return passages


def words_of(text: str) -> list[str]:
    return WORD.findall(text)[:MAX_WORDS]


def only(words: Sequence[str], side: str) -> list[Passage]:
    return [Passage(joined(words), side)] if words else []


def joined(words: Sequence[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(words))

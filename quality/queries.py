"""Wordings as people type them, each with the pages that answer it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quality.texts import Text, read_json_lines

OWN = Path(__file__).parent / "wordings"
# How the names of our own sets begin.
OURS = "own "
OWN_QUESTION = "own question"
# How much of a wording has been typed for a suggestion; three characters at least.
TYPED_SHARE, TYPED_CHARACTERS = 0.6, 3


class Wanted(NamedTuple):
    """A wording, and the external ids of the correct pages."""

    set: str
    kind: str
    text: str
    language: str
    relevant: frozenset[str]

    @property
    def half(self) -> str:
        """ "dev" for tuning, "test" for judging; derived from the wording, so that adding others does not change it."""
        return ("dev", "test")[hashlib.sha256(self.text.encode()).digest()[0] % 2]

    @property
    def beginning(self) -> str:
        return self.text[: max(TYPED_CHARACTERS, round(len(self.text) * TYPED_SHARE))]


def read_wanted(path: Path, *, name: str) -> list[Wanted]:
    """In a set with several languages the kind includes the language."""
    rows = list(read_json_lines(path))
    several = len({row["language"] for row in rows}) > 1
    return [
        Wanted(
            name,
            f"{row['language']}, {row['kind']}" if several else row["kind"],
            row["query"],
            row["language"],
            frozenset(row["relevant"]),
        )
        for row in rows
    ]


def own_questions(texts: Sequence[Text], *, name: str) -> Iterator[Wanted]:
    """Each page by its own question: it must come first."""
    for text in texts:
        if any(map(str.isalnum, text.question)):
            kind = f"{OWN_QUESTION}, {text.language}"
            yield Wanted(name, kind, text.question, text.language, frozenset([text.id]))

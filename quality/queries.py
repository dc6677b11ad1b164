"""Wordings as people type them, each with the pages that answer it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quality.texts import Text, read_json_lines

OWN = Path(__file__).parent / "wordings"
# How the names of the sets begin that we wrote ourselves.
OURS = "own "
OWN_QUESTION = "own question"
# Of a wording that is being typed, this much is there, and three characters at least.
TYPED_SHARE, TYPED_CHARACTERS = 0.6, 3


class Wanted(NamedTuple):
    """A wording, and the external ids of the pages any of which is right."""

    set: str
    kind: str
    text: str
    language: str
    relevant: frozenset[str]

    @property
    def half(self) -> str:
        """ "dev" for tuning, "test" for judging; told by the wording, so that it stays when others come."""
        return ("dev", "test")[hashlib.sha256(self.text.encode()).digest()[0] % 2]

    @property
    def beginning(self) -> str:
        return self.text[: max(TYPED_CHARACTERS, round(len(self.text) * TYPED_SHARE))]


def read_wanted(path: Path, *, name: str) -> list[Wanted]:
    """The kind tells the language too in a set that has several."""
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
    """Each page by its own question: it must come first, whatever else is true."""
    for text in texts:
        if any(map(str.isalnum, text.question)):
            kind = f"{OWN_QUESTION}, {text.language}"
            yield Wanted(name, kind, text.question, text.language, frozenset([text.id]))

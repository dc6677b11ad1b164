"""The contents of the imported files, read without the product: what measures must not depend on what is measured."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bs4 import BeautifulSoup

WORD = re.compile(r"\w+(?:-\w+)*")


class Text(NamedTuple):
    """One question with its answer in plain text."""

    id: str
    language: str
    question: str
    answer: str


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def read_texts(path: Path) -> list[Text]:
    return [
        Text(row["id"], row["language"], row["question"], plain(row["answer"]))
        for row in read_json_lines(path)
    ]


def plain(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ")


def words_of(text: Text) -> set[str]:
    """Its words in lower case; "id-kaart" is one word."""
    return set(WORD.findall(f"{text.question} {text.answer}".lower()))

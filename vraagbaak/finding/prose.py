"""The text of an answer as it is stored, without rendering: fast enough for excerpts in results."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

MAX_PROSE_LENGTH = 20_000
"""How many characters of an answer are searched for an excerpt."""
# The parts of a block that are not its text: names of files, kinds, e-mail addresses.
SILENT_KEYS = {"id", "type", "tone", "image", "document", "video", "columns", "telephone", "email"}
TABLE = "table"
TITLE = "title"
MARKDOWN = "markdown"
TAG = re.compile(r"<[^>]*>")
HEADING_END = re.compile(r"(?<![?!.:…])</h[2-6]>")
INLINE_TAG = re.compile(r"</?(?:a|b|i|em|strong|code|sub|sup|del)\b[^>]*>", re.IGNORECASE)
MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
MARKDOWN_TABLE_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
MARKDOWN_MARKS = re.compile(
    r"^[ \t]*(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+|(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)", re.MULTILINE
)


def prose(answer: str | Iterable[Any]) -> str:
    """The text of a stored answer (JSON, or the same as lists and mappings), on one line.

    Without tables, whose rows mean little out of context, unless there is nothing else.
    """
    blocks = json.loads(answer or "[]") if isinstance(answer, str) else list(answer)
    running = flat(text for block in blocks if block["type"] != TABLE for text in texts_of(block))
    return running or flat(text for block in blocks for text in texts_of(block))


def flat(texts: Iterable[str]) -> str:
    kept: list[str] = []
    room = MAX_PROSE_LENGTH
    for text in texts:
        if room <= 0:
            break
        kept.append(text[:room])
        room -= len(text)
    return " ".join(" ".join(kept).split())


def texts_of(block: Any) -> Iterator[str]:
    if block["type"] == MARKDOWN:
        yield without_markdown(str(block["value"]))
    else:
        yield from texts_in(block["value"])


def texts_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield without_tags(value)
        case list():
            for each in value:
                yield from texts_in(each)
        case dict():
            # PostgreSQL does not keep the order of the keys.
            for name, each in sorted(value.items(), key=lambda item: item[0] != TITLE):
                # List blocks are stored with a type, an id and the value of each item.
                if name == TITLE and isinstance(each, str) and each:
                    yield without_tags(f"<h3>{each}</h3>")
                elif name not in SILENT_KEYS:
                    yield from texts_in(each)


def without_tags(text: str) -> str:
    """Rich text without tags; block tags become spaces, and headings end in a colon."""
    if "<" in text:
        text = HEADING_END.sub(": ", text[: 2 * MAX_PROSE_LENGTH])
        text = TAG.sub(" ", INLINE_TAG.sub("", text))
    return html.unescape(text)


def without_markdown(text: str) -> str:
    text = MARKDOWN_LINK.sub(r"\1", text[: 2 * MAX_PROSE_LENGTH])
    return MARKDOWN_MARKS.sub("", MARKDOWN_TABLE_ROW.sub(" ", text))

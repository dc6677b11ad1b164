"""The kinds of searches that are measured, and the knowledge bases that are searched."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.content import Collection, FaqText
from bench.queries import Query, queries

LARGE_BASE, SMALL_BASE = BASES = ("vragen", "balie")
SMALL_SHARE = 10
"""One page in so many is in the small knowledge base."""
SAVED_BASE = "bewaard"
"""For the pages that are saved one by one."""


def base_of(page: FaqText) -> str:
    return SMALL_BASE if page.number % SMALL_SHARE == 0 else LARGE_BASE


@dataclass(frozen=True)
class Kind:
    """`call` is the product's `search` or `suggest`; `wagtail` and `wagtail autocomplete` are what Wagtail itself does
    with the same engine, without what the product adds, and with all words needed."""

    name: str
    call: str
    wording: str
    in_topic: bool = False
    in_base: bool = False

    def asked(self, query: Query) -> dict[str, str]:
        """The parameters of the API."""
        asked = {"search" if self.call == "wagtail" else "q": query.text}
        if self.in_topic:
            asked |= {"topic": slug_of(query.topic), "knowledge_base": LARGE_BASE}
        if self.in_base:
            asked |= {"knowledge_base": SMALL_BASE}
        return asked

    def draw(self, collection: Collection, *, count: int, turn: int) -> list[dict[str, str]]:
        return [
            self.asked(query)
            for query in queries(collection, self.wording, count=count, turn=f"{self.name} {turn}")
        ]


KINDS = (
    Kind("search, one word", "search", "one word"),
    Kind("search, two words", "search", "two words"),
    Kind("search, question of 8 to 12 words", "search", "natural question"),
    Kind("search in a topic, two words", "search", "two words", in_topic=True),
    Kind("search in a knowledge base, two words", "search", "two words", in_base=True),
    Kind("suggestion, typed beginning", "suggest", "beginning"),
    Kind("suggestion, beginning with a typo", "suggest", "beginning with a typo"),
    Kind("Wagtail's own search, two words", "wagtail", "two words"),
    Kind("Wagtail's own autocomplete, typed beginning", "wagtail autocomplete", "beginning"),
)
ADDRESSES = {
    "search": "/api/v1/search?",
    "suggest": "/api/v1/suggest?",
    "wagtail": "/api/v2/pages/?type=vraagbaak.FaqPage&limit=10&search_operator=and&",
}


def over_http() -> Iterator[Kind]:
    """The kinds that have a web address."""
    return (kind for kind in KINDS if kind.call in ADDRESSES)


def address(kind: Kind, asked: dict[str, str]) -> str:
    return ADDRESSES[kind.call] + urlencode(asked)


def slug_of(topic: str) -> str:
    return topic.lower().replace(" ", "-")

"""Cards: what a list of results shows of a page.

A page object is slow to build, and its query slow to compile. A list needs only a few columns, so these are read
with a statement that each process compiles once per scope.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import connections

from vraagbaak.finding.prose import prose
from vraagbaak.finding.search_scope import Findable, SearchScope, findable_in
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

COLUMNS = (
    "pk",
    "title",
    "url_path",
    "locale__language_code",
    "external_id",
    "answer",
    "knowledge_base__title",
    "knowledge_base__slug",
    "topic__title",
    "topic__slug",
    "topic__live",
)
BATCH_SIZES = (5, 10, 20, 50, 100, 200)
"""How many pages a statement fetches; for fewer pages the last key is repeated."""


@dataclass(slots=True)
class FaqCard:
    """`knowledge_base` and `topic` are titles; an unpublished topic is left out."""

    pk: int
    title: str
    url_path: str
    language: str
    external_id: str
    answer: Any
    knowledge_base: str
    knowledge_base_slug: str
    topic: str | None
    topic_slug: str | None
    score: float | None = None
    is_promoted: bool = False

    @property
    def prose(self) -> str:
        return prose(self.answer)


def read_cards(scope: SearchScope, keys: Sequence[Any]) -> list[FaqCard]:
    """The cards of those of the pages that may be found in `scope`, in the order of `keys`."""
    findable = findable_in(scope)
    cards: dict[int, FaqCard] = {}
    for start in range(0, len(keys), BATCH_SIZES[-1]):
        cards |= {
            card.pk: card
            for card in fetch(findable, [int(key) for key in keys[start : start + BATCH_SIZES[-1]]])
        }
    return [cards[key] for key in dict.fromkeys(map(int, keys)) if key in cards]


def fetch(findable: Findable, keys: list[int]) -> Iterator[FaqCard]:
    size = next(size for size in BATCH_SIZES if size >= len(keys))
    sql, parameters = statement(findable, size)
    wanted = iter(keys + keys[-1:] * (size - len(keys)))
    with connections[findable.faqs.db].cursor() as cursor:
        cursor.execute(sql, [next(wanted) if isinstance(each, KeyParameter) else each for each in parameters])
        for *columns, topic, topic_slug, topic_live in cursor.fetchall():
            yield FaqCard(*columns, *((topic, topic_slug) if topic_live else (None, None)))


class KeyParameter(int):
    """A placeholder in a compiled statement for the key of a page."""


def statement(findable: Findable, size: int) -> tuple[str, list[Any]]:
    if size not in findable.statements:
        pages = findable.faqs.filter(pk__in=range(-size, 0)).order_by().values_list(*COLUMNS)
        sql, parameters = pages.query.sql_with_params()
        findable.statements[size] = (
            sql,
            [KeyParameter(each) if isinstance(each, int) and each < 0 else each for each in parameters],
        )
    return findable.statements[size]


class CardQuerySet(FaqPageQuerySet):
    """The findable pages, for a search engine. An engine with an index of its own filters by keys, and gets cards;
    one that searches in the database gets pages, of which only the key is loaded."""

    scope: SearchScope

    def filter(self, *args: Any, **kwargs: Any) -> Any:
        found = super().filter
        if not args and kwargs.keys() == {"pk__in"} and isinstance(kwargs["pk__in"], list):
            return CardsByKey(self.scope, kwargs["pk__in"], lambda: found(**kwargs))
        return found(*args, **kwargs)

    def _clone(self) -> Self:
        clone = super()._clone()
        clone.scope = self.scope
        return clone


class CardsByKey:
    """Iterates over cards; for anything else it acts as the queryset that `filter` would have returned."""

    def __init__(self, scope: SearchScope, keys: Iterable[Any], queryset: Any) -> None:
        self.scope, self.keys, self.queryset = scope, list(keys), queryset

    def __iter__(self) -> Iterator[FaqCard]:
        return iter(read_cards(self.scope, self.keys))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.queryset(), name)


def card_queryset(scope: SearchScope) -> CardQuerySet:
    """New for each search, since compiling a query changes it, and threads share the findable pages."""
    faqs = findable_in(scope).bare
    cards = CardQuerySet(model=faqs.model, query=faqs.query.chain(), using=faqs._db)
    cards.scope = scope
    return cards

"""Cards: what a list of results shows of a page.

A page is heavy to make, and the statement that fetches it heavy to compile. A list needs twelve columns, so these
are read with a statement that each process compiles once per place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import connections

from vraagbaak.finding.prose import prose
from vraagbaak.finding.search_scope import Findable, Place, findable_in
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
SIZES = (5, 10, 20, 50, 100, 200)
"""How many pages a statement fetches; one that needs fewer names the last of them again."""


@dataclass(slots=True)
class FaqCard:
    """`knowledge_base` and `topic` are titles; a topic that is itself not published is not named."""

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


def read_cards(place: Place, keys: Sequence[Any]) -> list[FaqCard]:
    """The cards of those pages that may be found in `place`, in the order of `keys`."""
    findable = findable_in(place)
    cards: dict[int, FaqCard] = {}
    for start in range(0, len(keys), SIZES[-1]):
        cards |= {
            card.pk: card for card in fetch(findable, [int(key) for key in keys[start : start + SIZES[-1]]])
        }
    return [cards[key] for key in dict.fromkeys(map(int, keys)) if key in cards]


def fetch(findable: Findable, keys: list[int]) -> Iterator[FaqCard]:
    size = next(size for size in SIZES if size >= len(keys))
    sql, parameters = statement(findable, size)
    wanted = iter(keys + keys[-1:] * (size - len(keys)))
    with connections[findable.faqs.db].cursor() as cursor:
        cursor.execute(sql, [next(wanted) if isinstance(each, Wanted) else each for each in parameters])
        for *columns, topic, topic_slug, topic_live in cursor.fetchall():
            yield FaqCard(*columns, *((topic, topic_slug) if topic_live else (None, None)))


class Wanted(int):
    """Stands in a compiled statement where the number of a page will come."""


def statement(findable: Findable, size: int) -> tuple[str, list[Any]]:
    if size not in findable.statements:
        pages = findable.faqs.filter(pk__in=range(-size, 0)).order_by().values_list(*COLUMNS)
        sql, parameters = pages.query.sql_with_params()
        findable.statements[size] = (
            sql,
            [Wanted(each) if isinstance(each, int) and each < 0 else each for each in parameters],
        )
    return findable.statements[size]


class CardQuerySet(FaqPageQuerySet):
    """The findable pages for a search engine. An engine with an index of its own asks for objects by key, and then
    gets cards; one that searches in the database gets pages, of which nothing but the key is read."""

    place: Place

    def filter(self, *args: Any, **kwargs: Any) -> Any:
        found = super().filter
        if not args and kwargs.keys() == {"pk__in"} and isinstance(kwargs["pk__in"], list):
            return CardsByKey(self.place, kwargs["pk__in"], lambda: found(**kwargs))
        return found(*args, **kwargs)

    def _clone(self) -> Self:
        clone = super()._clone()
        clone.place = self.place
        return clone


class CardsByKey:
    """Iterates as cards; whatever else is asked of it, it is the queryset that `filter` would have given."""

    def __init__(self, place: Place, keys: Iterable[Any], queryset: Any) -> None:
        self.place, self.keys, self.queryset = place, list(keys), queryset

    def __iter__(self) -> Iterator[FaqCard]:
        return iter(read_cards(self.place, self.keys))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.queryset(), name)


def card_queryset(place: Place) -> CardQuerySet:
    """Made anew for each search: a statement that is being compiled changes its query, and threads share the rest."""
    faqs = findable_in(place).bare
    cards = CardQuerySet(model=faqs.model, query=faqs.query.chain(), using=faqs._db)
    cards.place = place
    return cards

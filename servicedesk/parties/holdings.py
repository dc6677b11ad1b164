"""The registry of what hangs on a party: each room tells what it holds, so that whoever exports, counts or erases it
asks here and knows none of them (rule 30).

A question belongs to a party, so most of it hangs there by way of a question. What a room does not hold, it leaves out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile

from servicedesk.parties.models import Party

if TYPE_CHECKING:
    from servicedesk.questions.models import Question

T = TypeVar("T")
Counts = dict[str, int]
Parties = QuerySet[Party] | list[Party]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one room holds. All of it is done within the transaction of who asks.

    `settle_question` comes before any `erase_question`: it ends what still goes on. `erase_question` then takes away
    what could tell who asked, in the order of registration; the question has its new title from the first on.
    """

    room: str
    models: tuple[type[Model], ...] = ()
    """Whose rows lead to a question or a party; a system check asks that each such model stands here."""
    count: Callable[[Parties], Counts] | None = None
    export_question: Callable[..., dict[str, Any]] | None = None
    """Called with a question and `for_office`; gives keys of the export."""
    prefetched: tuple[str, ...] = ()
    """What `export_question` reads of a question, for `prefetch_related`."""
    files: Callable[[Parties], Iterator[tuple[str, FieldFile]]] | None = None
    """The files of these parties, each with its place in the archive."""
    settle_question: "Callable[[Question, datetime, Any], object] | None" = None
    erase_question: "Callable[[Question, datetime], object] | None" = None
    erase_party: Callable[[Party], object] | None = None


_registered: dict[str, Holding] = {}


def register_holding(holding: Holding) -> Holding:
    """Once for each room. Raises ValueError for a second one of the same name."""
    if holding.room in _registered:
        raise ValueError(f"What {holding.room} holds was registered before.")
    _registered[holding.room] = holding
    return holding


def holdings() -> tuple[Holding, ...]:
    """In the order of registration."""
    return tuple(_registered.values())


def counts_of(parties: Parties) -> Counts:
    """How much there is of each kind, of all these parties together."""
    return united(holding.count(parties) for holding in holdings() if holding.count)


def united(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """What the rooms gave, together. Raises ValueError when two gave the same key: one would be lost."""
    whole: dict[str, T] = {}
    for part in parts:
        if twice := whole.keys() & part.keys():
            raise ValueError(f"Two rooms hold {', '.join(sorted(twice))}.")
        whole.update(part)
    return whole

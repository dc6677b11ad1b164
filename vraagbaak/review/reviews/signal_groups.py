"""The signals of a page as a reviewer sees them: for each kind how many, and their texts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from vraagbaak.knowledge.faqs.models import FaqPage

MAX_TEXTS = 10


@dataclass(frozen=True)
class SignalGroup:
    kind: str
    label: str
    signals: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.signals)

    @property
    def newest(self) -> datetime:
        return max(signal.seen_at for signal in self.signals)

    @property
    def with_text(self) -> list[Any]:
        """The newest signals with a text."""
        return [signal for signal in self.signals if signal.text][:MAX_TEXTS]


def open_signal_groups(page: FaqPage) -> list[SignalGroup]:
    return grouped(page.review_signals.open().select_related("user").order_by("kind", "-seen_at", "-pk"))


def grouped(signals: Iterable[Any]) -> list[SignalGroup]:
    """The signals come ordered by kind."""
    kinds = groupby(signals, key=attrgetter("kind"))
    lists = [(kind, list(of_kind)) for kind, of_kind in kinds]
    return [SignalGroup(kind, of_kind[0].get_kind_display(), of_kind) for kind, of_kind in lists]

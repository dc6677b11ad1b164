"""Which runs are counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from servicedesk.deadlines.days import midnight
from servicedesk.deflection.models import AskRun, ShownSuggestion


@dataclass(frozen=True, kw_only=True)
class Selection:
    """All runs of the offices `offices`, and of other offices those with a page of the knowledge bases `bases`.

    Both hold primary keys. No other page is counted by itself, or named. The days are those on which runs began.
    """

    now: datetime
    offices: Sequence[int] = ()
    bases: Sequence[int] = ()
    office: int | None = None
    """Narrows to the runs of this office."""
    first_day: date | None = None
    last_day: date | None = None

    def of_base(self, base: int) -> Self:
        """Only who read a page of this knowledge base."""
        return replace(self, offices=(), bases=(base,) if base in self.bases else ())

    def conditions(self, prefix: str = "") -> Q:
        # An address that began very many runs gave them no visitor, so that they count nowhere.
        conditions = ~Q((f"{prefix}visitor", ""))
        if self.office:
            conditions &= Q((f"{prefix}office", self.office))
        if self.first_day:
            conditions &= Q((f"{prefix}begun_at__gte", midnight(self.first_day)))
        if self.last_day:
            conditions &= Q((f"{prefix}begun_at__lt", midnight(self.last_day + timedelta(days=1))))
        return conditions

    def runs(self) -> QuerySet[AskRun]:
        in_bases = ShownSuggestion.objects.filter(run=OuterRef("pk"), page__knowledge_base__in=self.bases)
        within = Q(office__in=self.offices) | Exists(in_bases)
        return AskRun.objects.filter(self.conditions(), within)

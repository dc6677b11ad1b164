from datetime import date
from typing import Any, Self

from django.db.models import F, QuerySet, Sum


class QueryDayQuerySet(QuerySet[Any]):
    def with_text(self) -> Self:
        """Without the searches of which the words were not stored."""
        return self.exclude(query="")

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)

    def by_query(self) -> Any:
        """One row per query and language: `total` searches, of which `missed` found nothing, `chosen` led to a
        click, and `passed` showed results of which none was chosen."""
        return self.values("language", "query").annotate(
            total=Sum("searches"),
            missed=Sum("without_results"),
            chosen=Sum("with_click"),
            passed=F("total") - F("missed") - F("chosen"),
        )

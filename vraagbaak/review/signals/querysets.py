from typing import Any, Self

from django.db.models import Case, Count, F, QuerySet, Value, When

from vraagbaak.knowledge.evidence.choices import EvidenceKind


class ReviewSignalQuerySet(QuerySet[Any]):
    def open(self) -> Self:
        """Those that no review has handled yet."""
        return self.filter(handled_by=None)

    def over_threshold(self) -> Any:
        """A row for each page and kind with enough signals: one, unless the knowledge base has a threshold."""
        threshold = Case(
            When(kind=EvidenceKind.UNHELPFUL, then=F("page__knowledge_base__unhelpful_threshold")),
            When(kind=EvidenceKind.ASKED_ANYWAY, then=F("page__knowledge_base__asked_anyway_threshold")),
            default=Value(1),
        )
        counted = self.order_by().values("page", "kind", threshold=threshold)
        return counted.annotate(number=Count("pk")).filter(number__gte=F("threshold"))

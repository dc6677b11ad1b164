from typing import Any, Self

from django.db.models import QuerySet


class ReviewQuerySet(QuerySet[Any]):
    def not_undone(self) -> Self:
        """Those that count."""
        return self.filter(undone_at=None)

    def newest_first(self) -> Self:
        """In the order in which they were stored, which does not depend on the clock."""
        return self.order_by("-pk")


class ReviewTaskQuerySet(QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

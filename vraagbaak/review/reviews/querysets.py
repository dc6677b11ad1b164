from typing import Any, Self

from django.db.models import QuerySet


class ReviewQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undone_at=None)

    def newest_first(self) -> Self:
        """As they were stored; a clock that is set back changes nothing."""
        return self.order_by("-pk")


class ReviewTaskQuerySet(QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

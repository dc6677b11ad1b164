from datetime import date
from typing import Any, Self

from django.db.models import QuerySet


class ChosenPageQuerySet(QuerySet[Any]):
    def for_query(self, text: str) -> Self:
        return self.filter(query=text)

    def before(self, day: date) -> Self:
        return self.filter(chosen_on__lt=day)

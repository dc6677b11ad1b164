from datetime import date
from typing import Any

from django.db.models import QuerySet


class DailyRunQuerySet(QuerySet[Any]):
    def last_finished_day(self, *, before: date) -> date | None:
        finished = self.filter(day__lt=before).exclude(finished_at=None).order_by("-day")
        return finished.values_list("day", flat=True).first()

from datetime import datetime
from typing import Any, Self

from django.db import models


class AttachmentQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Of a run whose question was not asked yet."""
        return self.filter(question=None)

    def abandoned(self, *, before: datetime) -> Self:
        return self.waiting().filter(added_at__lt=before)

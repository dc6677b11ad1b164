from typing import Any, Self

from django.db import models


class StandardTextQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those of the offices in whose teams `user` is; all for who may manage the desk."""
        if user.is_superuser or user.has_perm("servicedesk.change_office"):
            return self
        return self.filter(office__in=user.teams.values("office"))

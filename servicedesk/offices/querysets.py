"""The rule by which offices are kept apart: who sees what of which office."""

from typing import Any, Self

from django.db import models

from servicedesk.offices.permissions import may_manage_desk


class OfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those in whose teams `user` is; all for who may manage the desk."""
        return self if may_manage_desk(user) else self.filter(teams__in=user.teams.all()).distinct()


class OfOfficeQuerySet(models.QuerySet[Any]):
    """Of a model with a field `office`."""

    def visible_to(self, user: Any) -> Self:
        """What belongs to the offices in whose teams `user` is; everything for who may manage the desk."""
        return self if may_manage_desk(user) else self.filter(office__in=user.teams.values("office"))

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from servicedesk.questions.choices import SETTLED, UNANSWERED


class QuestionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The questions of the offices in whose teams `user` is; all for who may manage the desk."""
        if user.is_superuser or user.has_perm("servicedesk.change_office"):
            return self
        if not user.has_perm("servicedesk.view_question"):
            return self.none()
        return self.filter(office__in=user.teams.values("office"))

    def unanswered(self) -> Self:
        return self.filter(status__in=UNANSWERED)

    def settled(self) -> Self:
        return self.filter(status__in=SETTLED)

    def of_handler(self, user: Any) -> Self:
        return self.filter(handler=user)

    def of_teams_of(self, user: Any) -> Self:
        return self.filter(team__in=user.teams.all())

    def unassigned(self) -> Self:
        return self.filter(handler=None)

    def overdue(self, now: datetime) -> Self:
        return self.unanswered().filter(due_at__lt=now)

    def most_urgent_first(self) -> Self:
        return self.order_by(F("due_at").asc(nulls_last=True), "pk")

    def with_people(self) -> Self:
        """With everything a list shows of each question, in the same query."""
        return self.select_related("office", "asker", "handler", "team", "subject")

    def mentioning(self, words: list[str]) -> Self:
        """Holds each of the words somewhere in question or answer."""
        for word in words:
            self = self.filter(
                Q(title__icontains=word) | Q(body__icontains=word) | Q(answers__text__icontains=word)
            )
        return self.distinct()

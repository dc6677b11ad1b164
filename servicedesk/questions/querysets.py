from datetime import datetime
from typing import Self

from django.db.models import F

from servicedesk.offices.permissions import may_view_desk
from servicedesk.offices.querysets import OfOfficeQuerySet
from servicedesk.questions.choices import GENUINE, QUARANTINED, QuestionStatus
from vraagbaak.knowledge.audiences.access import User


class QuestionQuerySet(OfOfficeQuerySet):
    def visible_to(self, user: User) -> Self:
        """The questions of the user's offices, for who works at the desk."""
        return super().visible_to(user) if may_view_desk(user) else self.none()

    def genuine(self) -> Self:
        """Without what waits in quarantine or was refused as spam: all that is counted, listed and searched."""
        return self.filter(status__in=GENUINE)

    def in_quarantine(self) -> Self:
        return self.filter(status__in=QUARANTINED)

    def refused(self, *, before: datetime) -> Self:
        return self.filter(status=QuestionStatus.SPAM, closed_at__lt=before)

    def most_urgent_first(self) -> Self:
        return self.order_by(F("due_at").asc(nulls_last=True), "pk")

    def with_people(self) -> Self:
        """With everything a list shows of each question, in the same query."""
        return self.select_related("office", "asker", "handler", "team", "subject", "portal_user")

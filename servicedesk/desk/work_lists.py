"""The lists into which agents divide their work, and how many questions stand on each."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.choices import GENUINE, UNANSWERED, QuestionStatus
from servicedesk.questions.models import Question


class WorkList(models.TextChoices):
    MINE = "mine", _("Mine")
    TEAMS = "teams", _("My teams")
    UNASSIGNED = "unassigned", _("Unassigned")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    ALL = "all", _("All")
    HELD = "held", _("Held back")
    SPAM = "spam", _("Spam")


MOST_URGENT_FIRST = [WorkList.MINE, WorkList.TEAMS, WorkList.UNASSIGNED, WorkList.OVERDUE]
QUARANTINE = [WorkList.HELD, WorkList.SPAM]
UNANSWERED_ONES = Q(status__in=UNANSWERED)


def overdue_ones(now: datetime) -> Q:
    return UNANSWERED_ONES & Q(due_at__lt=now)


def standing_on(work_list: WorkList, *, user: Any, now: datetime) -> Q:
    """The condition that puts a question on a work list."""
    return {
        WorkList.MINE: UNANSWERED_ONES & Q(handler=user),
        WorkList.TEAMS: UNANSWERED_ONES & Q(team__in=user.teams.all()),
        WorkList.UNASSIGNED: UNANSWERED_ONES & Q(handler=None),
        WorkList.OVERDUE: overdue_ones(now),
        WorkList.ANSWERED: Q(status=QuestionStatus.ANSWERED),
        WorkList.CLOSED: Q(status=QuestionStatus.CLOSED),
        WorkList.ALL: Q(status__in=GENUINE),
        WorkList.HELD: Q(status=QuestionStatus.HELD),
        WorkList.SPAM: Q(status=QuestionStatus.SPAM),
    }[work_list]


def count_work_lists(*, user: Any, now: datetime) -> dict[str, int]:
    """How many questions stand on each list, in one query."""
    return Question.objects.visible_to(user).aggregate(
        **{
            work_list.value: Count("pk", filter=standing_on(work_list, user=user, now=now))
            for work_list in WorkList
        }
    )

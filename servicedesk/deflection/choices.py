from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

FOLLOW_UP_TERM = timedelta(hours=48)
"""A question within this time after a page had answered tells that it was no help (rule 8)."""
LEFT_AFTER = timedelta(days=1)


class AskOutcome(models.TextChoices):
    """How a run stands. Nothing follows on ASKED; who left, or was answered, may still come back and ask."""

    BUSY = "busy", _("busy")
    ANSWERED = "answered", _("answered by a page")
    ASKED = "asked", _("asked")
    LEFT = "left", _("left")


UNDECIDED = [AskOutcome.BUSY, AskOutcome.LEFT]


class Grouping(models.TextChoices):
    """By what the figures are added up over time."""

    WEEK = "week", _("Per week")
    MONTH = "month", _("Per month")


class Step(models.TextChoices):
    """What happened in a run, in the order in which it can happen. HELD: a question that waits in quarantine."""

    BEGUN = "begun", _("begun")
    SHOWN = "shown", _("shown")
    OPENED = "opened", _("opened")
    DECLINED = "declined", _("did not help")
    ANSWERED = "answered", _("answered by a page")
    LEFT = "left", _("left")
    HELD = "held", _("held back")
    ASKED = "asked", _("asked")
    FOLLOWED = "followed", _("followed by a question")

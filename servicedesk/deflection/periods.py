from django.db import models
from django.utils.translation import gettext_lazy as _


class Period(models.TextChoices):
    """By what the figures are gathered over time."""

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

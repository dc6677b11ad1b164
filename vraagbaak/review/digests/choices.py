from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestDay(models.TextChoices):
    """When somebody wants a digest; the weekdays are numbered as in Python, from Monday as 0."""

    DAILY = "daily", _("every day")
    MONDAY = "0", _("on Monday")
    TUESDAY = "1", _("on Tuesday")
    WEDNESDAY = "2", _("on Wednesday")
    THURSDAY = "3", _("on Thursday")
    FRIDAY = "4", _("on Friday")
    SATURDAY = "5", _("on Saturday")
    SUNDAY = "6", _("on Sunday")
    NEVER = "never", _("never")


class DigestReason(models.TextChoices):
    """Why a page is in a digest."""

    TASK = "task", _("it has to be changed, and you own it")
    OWNED = "owned", _("its review is due, and you own it")
    ESCALATED = "escalated", _("its review stays overdue, and you manage the knowledge base")
    UNPUBLISHED = "unpublished", _("it was unpublished because its review was overdue")

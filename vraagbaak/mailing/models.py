"""The base of every mail that must go out: saved in the transaction that requires it, and sent after it, once."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwedMailQuerySet(models.QuerySet[Any]):
    def owed(self, now: datetime) -> Self:
        return self.filter(sent_at=None, next_attempt_at__lte=now)


class OwedMail(models.Model):
    """One mail, to be sent exactly once. Moving `next_attempt_at` claims it; setting `sent_at` completes it."""

    planned_at = models.DateTimeField(_("planned at"), auto_now_add=True, help_text=_("When it became due."))
    next_attempt_at = models.DateTimeField(
        _("next attempt at"),
        db_index=True,
        help_text=_("Not tried before this moment; claimed by moving it on."),
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often it was tried.")
    )
    last_error = models.TextField(_("last error"), blank=True, help_text=_("What the mail server said last."))
    sent_at = models.DateTimeField(
        _("sent at"), null=True, blank=True, help_text=_("When the mail server took it; empty until then.")
    )

    objects = OwedMailQuerySet.as_manager()

    class Meta:
        abstract = True

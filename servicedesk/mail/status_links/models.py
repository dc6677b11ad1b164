"""The links by which an asker follows a question without an account (rule 9)."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.models import Question


class StatusLinkQuerySet(models.QuerySet[Any]):
    def valid(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now)


class StatusLink(models.Model):
    """One link that was given to an asker. Made by `issue_link` and `issue_link_once`, ended by `revoke_links` or by
    its date.

    The database holds a digest only: who reads it can open nothing.
    """

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="status_links",
        help_text=_("What the link opens."),
    )
    digest = models.CharField(
        _("digest"), max_length=64, unique=True, help_text=_("SHA-256 of what stands in the link.")
    )
    issued_at = models.DateTimeField(_("issued at"), help_text=_("When it was given out."))
    expires_at = models.DateTimeField(_("expires at"), help_text=_("From when on it opens nothing."))
    revoked_at = models.DateTimeField(
        _("revoked at"), null=True, blank=True, help_text=_("When an agent ended it; empty until then.")
    )

    objects = StatusLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("status link")
        verbose_name_plural = _("status links")
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"{self.question}: {self.issued_at:%Y-%m-%d %H:%M}"

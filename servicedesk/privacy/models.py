from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office


class RetentionRun(models.Model):
    """That what was kept long enough was made anonymous; written by `end_retention`."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="retention_runs",
        help_text=_("Whose term it was."),
    )
    ran_at = models.DateTimeField(_("ran at"), help_text=_("When it was done."))
    questions = models.PositiveIntegerField(
        _("questions"), help_text=_("How many questions were made anonymous.")
    )
    parties = models.PositiveIntegerField(_("parties"), help_text=_("How many parties were made anonymous."))

    class Meta:
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")
        ordering = ["-ran_at"]

    def __str__(self) -> str:
        return f"{self.office}: {self.ran_at:%Y-%m-%d}"

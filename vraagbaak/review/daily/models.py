from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.review.daily.querysets import DailyRunQuerySet


class DailyRun(models.Model):
    """When the daily work of a day was begun and finished; written by `run_day`."""

    day = models.DateField(_("day"), unique=True, help_text=_("The local day of which it is the work."))
    begun_at = models.DateTimeField(_("begun at"), help_text=_("When it was begun last."))
    finished_at = models.DateTimeField(
        _("finished at"), null=True, help_text=_("When the last step was done; empty until then.")
    )

    objects = DailyRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("daily run")
        verbose_name_plural = _("daily runs")
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)

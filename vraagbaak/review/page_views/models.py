from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.faqs.models import FaqPage


class ViewDay(models.Model):
    """How often a page was read on a day; changed by `count_view` only. Holds nothing that identifies readers."""

    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="view_days",
        help_text=_("The page that was read."),
    )
    day = models.DateField(_("day"), db_index=True, help_text=_("On which day it was read."))
    views = models.PositiveIntegerField(_("views"), default=0, help_text=_("How often it was read."))

    class Meta:
        verbose_name = _("views of a page")
        verbose_name_plural = _("views of pages")
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="views_once_per_page_and_day")]

    def __str__(self) -> str:
        return f"{self.page}: {self.day} {self.views}"

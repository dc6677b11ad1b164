"""Which results are chosen for which query, in counts that decay. Nothing here identifies who chose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.finding.popularity.querysets import ChosenPageQuerySet
from vraagbaak.finding.query_log.normalising import MAX_QUERY_LENGTH
from vraagbaak.knowledge.faqs.models import FaqPage


class ChosenPage(models.Model):
    """How often a page was chosen for a query, a count that decays; changed by `choose_page` only."""

    query = models.CharField(
        _("query"),
        max_length=MAX_QUERY_LENGTH,
        help_text=_("In small letters, without punctuation around it."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="chosen_for",
        help_text=_("The page that was chosen."),
    )
    weight = models.FloatField(
        _("weight"),
        default=0.0,
        help_text=_("The clicks, of which old ones count for less; as of the day below."),
    )
    chosen_on = models.DateField(_("last chosen on"), help_text=_("On which day it was last chosen."))
    chosen_that_day = models.PositiveSmallIntegerField(
        _("chosen that day"), default=0, help_text=_("How often on that day, up to the number that counts.")
    )

    objects = ChosenPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        constraints = [models.UniqueConstraint(fields=["query", "page"], name="chosen_once_per_query")]

    def __str__(self) -> str:
        return f"{self.query}: {self.page}"

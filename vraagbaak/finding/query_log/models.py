"""What was searched for, in counts. Nothing here identifies who searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from vraagbaak.finding.query_log.normalising import MAX_QUERY_LENGTH
from vraagbaak.finding.query_log.querysets import QueryDayQuerySet


class QueryDay(models.Model):
    """The searches of one day for one query; changed by `count_search` and `count_click` only."""

    day = models.DateField(_("day"), help_text=_("On which day was searched."))
    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="query_days",
        help_text=_("On which site was searched."),
    )
    language = models.CharField(
        _("language"), max_length=10, help_text=_("In the pages of which language was searched.")
    )
    query = models.CharField(
        _("query"),
        max_length=MAX_QUERY_LENGTH,
        blank=True,
        help_text=_("In small letters, without punctuation around it. Empty: the words were not kept."),
    )
    searches = models.PositiveIntegerField(
        _("searches"), default=0, help_text=_("How often it was searched for.")
    )
    without_results = models.PositiveIntegerField(
        _("without results"), default=0, help_text=_("How often nothing was found for it.")
    )
    with_click = models.PositiveIntegerField(
        _("with a click"), default=0, help_text=_("After how many searches a result was chosen.")
    )

    objects = QueryDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("search query")
        verbose_name_plural = _("search queries")
        constraints = [
            models.UniqueConstraint(fields=["day", "site", "language", "query"], name="query_once_per_day")
        ]

    def __str__(self) -> str:
        return self.query

"""Reviews over time: a report with two charts, and a table of the same figures."""

from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet
from vraagbaak.review.history.charts import ReviewedChart, ShareChart, newest
from vraagbaak.review.history.filters import ReviewHistoryFilterSet
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.history.months import Month, months_of
from vraagbaak.review.history.permissions import bases_explored_by, of_bases
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review

UNKNOWN = "—"
HEADINGS = {
    "name": _("Month"),
    "published": _("Pages"),
    "share": _("In order (%)"),
    "average_age": _("Average age (days)"),
    "reviews": _("Reviewed"),
    **{f"reviewed.{outcome.value}": capfirst(outcome.label) for outcome in Outcome},
}


def month_in_words(month: Month) -> str:
    return date_format(month.first_day, "YEAR_MONTH_FORMAT")


class MeasuredColumn(Column):
    """A number that is unknown for months of which nothing was stored."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        number = context["raw_value"]
        context["value"] = UNKNOWN if number is None else number_format(number, force_grouping=True)
        return context


class ReviewsOverTimeView(ReportView):
    model = ReviewDay
    page_title = _("Reviews over time")
    header_icon = "history"
    index_url_name = "reviewhistory:report"
    index_results_url_name = "reviewhistory:report_results"
    template_name = "vraagbaak/review/history/report.html"
    results_template_name = "vraagbaak/review/history/report_results.html"
    permission_required = "view"
    is_searchable = False
    filterset_class = ReviewHistoryFilterSet
    export_filename = "reviews-over-time"
    columns = [
        Column("name", label=HEADINGS["name"], accessor=month_in_words),
        *(MeasuredColumn(name, label=HEADINGS[name]) for name in ("published", "share", "average_age")),
        *(NumberColumn(name, label=HEADINGS[name]) for name in HEADINGS if name.startswith("review")),
    ]
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    outcomes = Outcome.choices

    @cached_property
    def months(self) -> list[Month]:
        days = of_bases(ReviewDay.objects.all(), user=self.request.user)
        reviews = of_bases(Review.objects.not_undone(), user=self.request.user)
        if self.filters.is_valid():
            days, reviews = self.filters.filter_queryset(days), self.filters.filter_reviews(reviews)
        return months_of(days=days, reviews=reviews)

    def get_filtered_queryset(self) -> list[Month]:
        return self.months[::-1]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.months and not self.is_export:
            months, targets = newest(self.months), self.targets
            context["share_chart"] = ShareChart(months, target=targets.pop() if len(targets) == 1 else None)
            context["reviewed_chart"] = ReviewedChart(months)
            context["left_out"] = len(self.months) - len(months)
        return context

    @property
    def targets(self) -> set[int]:
        """The different targets, in per cent, of the chosen knowledge bases."""
        return set(self.chosen_bases.order_by().values_list("target_share", flat=True))

    @property
    def chosen_bases(self) -> KnowledgeBaseQuerySet:
        bases = bases_explored_by(self.request.user)
        chosen = self.filters.knowledge_base_chosen if self.filters.is_valid() else None
        return bases.filter(pk=chosen.pk) if chosen else bases

"""The report of all published pages with their review status, the most urgent first."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from vraagbaak.fields.filters import ObjectFilter
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.choices import ReviewStatus
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import SOON
from vraagbaak.reporting.permissions import ReadingPolicy
from vraagbaak.review.reviews.permissions import may_see_reviews, reviewable_by

WITHOUT_OWNER = "without_owner"
EXPORTED_AT_A_TIME = 500
EXPORTED = {
    "title": "title",
    "knowledge_base": "knowledge_base__title",
    "topic": "topic__title",
    "review_status": "review_status",
    "review_on": "review_on",
    "reviewed_on": "reviewed_on",
    "views": "views",
}
OWNER_COLUMNS = (
    "owner_person__first_name",
    "owner_person__last_name",
    "owner_person__username",
    "owner_group__name",
)
STATUSES = [*ReviewStatus.choices, (WITHOUT_OWNER, _("without owner"))]


def bases_of(request: Any) -> QuerySet[Any]:
    """Options follow from the pages that the user may review, here and in the functions below."""
    pages = reviewable_by(request.user).filter(knowledge_base=OuterRef("pk"))
    return KnowledgeBase.objects.filter(Exists(pages)).order_by("title")


def topics_of(request: Any) -> QuerySet[Any]:
    pages = reviewable_by(request.user).filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(pages)).order_by("title")


def owning_people(request: Any) -> QuerySet[Any]:
    owned = reviewable_by(request.user).filter(owner_person=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(owned)).order_by("last_name", "username")


def owning_groups(request: Any) -> QuerySet[Group]:
    owned = reviewable_by(request.user).filter(owner_group=OuterRef("pk"), owner_person=None)
    return Group.objects.filter(Exists(owned)).order_by("name")


class ReviewFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Review"), choices=STATUSES, method="with_status", empty_label=_("All pages")
    )
    mine = django_filters.ChoiceFilter(
        label=_("Whose pages"),
        choices=[("on", _("my pages"))],
        method="of_user",
        empty_label=_("Everybody's"),
    )
    knowledge_base = ObjectFilter(
        label=_("Knowledge base"), queryset=bases_of, empty_label=_("All knowledge bases")
    )
    topic = ObjectFilter(label=_("Topic"), queryset=topics_of, empty_label=_("All topics"))
    owner_person = ObjectFilter(label=_("Owner (person)"), queryset=owning_people, empty_label=_("Everybody"))
    owner_group = ObjectFilter(label=_("Owner (group)"), queryset=owning_groups, empty_label=_("All groups"))

    class Meta:
        model = FaqPage
        fields = ["status", "mine", "knowledge_base", "topic", "owner_person", "owner_group"]

    def with_status(self, pages: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        return {
            ReviewStatus.DUE: lambda: pages.due(today),
            ReviewStatus.SOON: lambda: pages.due_soon(today),
            ReviewStatus.TO_BE_CHANGED: lambda: pages.waiting_for_change(today),
            ReviewStatus.IN_ORDER: lambda: pages.in_order(today).filter(review_on__gt=today + SOON),
            WITHOUT_OWNER: lambda: pages.without_owner(),
        }[value]()

    def of_user(self, pages: Any, name: str, value: str) -> Any:
        return pages.owned_by(self.request.user)


def location_of(page: FaqPage) -> str:
    return f"{page.knowledge_base}: {page.topic}" if page.topic else str(page.knowledge_base)


class StatusColumn(Column):
    cell_template_name = "vraagbaak/review/reviews/status_cell.html"


class ReviewReportView(ReportView):
    """Ordered by views times days overdue (rule 3)."""

    model = FaqPage
    page_title = _("Reviews")
    header_icon = "history"
    template_name = "vraagbaak/review/reviews/report.html"
    results_template_name = "vraagbaak/review/reviews/report_results.html"
    index_url_name = "reviews:report"
    index_results_url_name = "reviews:report_results"
    filterset_class = ReviewFilterSet
    is_searchable = True
    search_fields = ["title"]
    # The search index has no review dates and owners, so titles are searched in the database.
    search_backend_name = None
    permission_policy = ReadingPolicy(FaqPage, may_read=may_see_reviews)
    permission_required = "view"
    paginate_by = 50
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="faqpage"),
        TitleColumn(
            "title",
            label=_("Question and answer"),
            get_url=lambda page: reverse("reviews:review", args=[page.pk]),
            get_title_id=lambda page: f"faqpage_{page.pk}_title",
            sort_key="title",
        ),
        StatusColumn("review_on", label=_("Next review"), sort_key="review_on"),
        Column("content_owner_name", label=_("Owner")),
        Column("place", label=_("Knowledge base"), accessor=location_of, sort_key="knowledge_base__title"),
        NumberColumn("views", label=_("Read in 90 days"), sort_key="views"),
        NumberColumn("signal_count", label=_("Signals")),
    ]
    list_export = [
        "title",
        "knowledge_base",
        "topic",
        "content_owner_name",
        "status_label",
        "review_on",
        "days_overdue",
        "reviewed_on",
        "views",
        "signal_count",
    ]
    export_headings = {
        "title": _("Question and answer"),
        "knowledge_base": _("Knowledge base"),
        "topic": _("Topic"),
        "content_owner_name": _("Owner"),
        "status_label": _("Review"),
        "review_on": _("Next review"),
        "days_overdue": _("Days overdue"),
        "reviewed_on": _("Last reviewed on"),
        "views": _("Read in 90 days"),
        "signal_count": _("Signals"),
    }

    def get_base_queryset(self) -> Any:
        self.today = timezone.localdate()
        pages = reviewable_by(self.request.user).with_review_status(self.today).by_urgency(self.today)
        # The texts are not shown, and those of a hundred thousand pages do not fit in memory.
        return pages.with_place().select_related("owner_person", "owner_group").defer("answer", "agent_note")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Streams an export, for which Wagtail would load all pages into memory."""
        if self.is_export:
            return self.as_spreadsheet(self.exported(self.get_filtered_queryset()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return self.with_signals(object_list)

    def with_signals(self, pages: Iterable[FaqPage]) -> Iterable[FaqPage]:
        """Each page with its `signal_count`, `days_overdue` and `status_label`."""
        numbers = signal_counts([page.pk for page in pages])
        for page in pages:
            page.signal_count = numbers.get(page.pk, 0)
            page.days_overdue = days_overdue(page.review_on, self.today)
            page.status_label = ReviewStatus(page.review_status).label
        return pages

    def exported(self, pages: Any) -> Iterator[dict[str, Any]]:
        """Rows with the names of `list_export`; building page objects would take ten times as long."""
        rows = pages.values(*EXPORTED.values(), *OWNER_COLUMNS, "pk").iterator(chunk_size=EXPORTED_AT_A_TIME)
        for piece in batched(rows, EXPORTED_AT_A_TIME):
            numbers = signal_counts([row["pk"] for row in piece])
            for row in piece:
                yield {
                    **{name: row[column] for name, column in EXPORTED.items()},
                    "content_owner_name": owner_in(row),
                    "status_label": ReviewStatus(row["review_status"]).label,
                    "days_overdue": days_overdue(row["review_on"], self.today),
                    "signal_count": numbers.get(row["pk"], 0),
                }


def owner_in(row: dict[str, Any]) -> str:
    first, last, username, group = (row[column] for column in OWNER_COLUMNS)
    return f"{first or ''} {last or ''}".strip() or username or group or ""


def days_overdue(due: date | None, today: date) -> int:
    return max((today - (due or today)).days, 0)


def signal_counts(keys: list[int]) -> dict[int, int]:
    """The number of open signals for each page that has any."""
    signals = FaqPage._meta.get_field("review_signals").related_model.objects.open()
    counted = signals.filter(page__in=keys).order_by().values_list("page").annotate(number=Count("pk"))
    return dict(counted)


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while piece := list(islice(iterator, size)):
        yield piece

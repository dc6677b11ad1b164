"""What came of asking: a report with pictures over time, each with its table, and the events behind it."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from servicedesk.deflection.charts import KINDS, decided_chart, newest, share_chart
from servicedesk.deflection.definition import DEFINITION, SENTENCES
from servicedesk.deflection.events import Event, read_events
from servicedesk.deflection.figures import PeriodFigures, by_base, by_page, count_unknown, over_time, total
from servicedesk.deflection.filters import DeflectionFilterSet
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.permissions import bases_measured_for, may_view_deflection, whole_offices_of
from servicedesk.deflection.selection import Selection
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.reporting.spreadsheets import csv_lines
from vraagbaak.review.history.permissions import bases_explored_by

UNKNOWN = "—"
HEADINGS = {
    "title": _("Question and answer"),
    "knowledge_base": _("Knowledge base"),
    "shown_to": _("Shown"),
    "opened_by": _("Opened"),
    "answered": _("Answered"),
    "asked": _("Still asked"),
    "helped": pgettext_lazy("askers", "Helped"),
    "per_mille": _("Deflection (%)"),
    "definition": _("Definition"),
}
NUMBERS = ("shown_to", "opened_by", "answered", "asked", "helped")


def share_of(per_mille: int | None) -> float | None:
    """In percents."""
    return None if per_mille is None else per_mille / 10


def share_in_words(row: dict[str, Any]) -> str:
    share = share_of(row["per_mille"])
    return UNKNOWN if share is None else number_format(share, 1)


def selection_for(user: User) -> Selection:
    """All that `user` may read of."""
    return Selection(
        now=timezone.now(),
        offices=tuple(whole_offices_of(user).order_by().values_list("pk", flat=True)),
        bases=tuple(bases_measured_for(user).order_by().values_list("pk", flat=True)),
    )


class DeflectionReportView(ReportView):
    model = AskRun
    page_title = _("Deflection")
    header_icon = "success"
    index_url_name = "deflection:report"
    index_results_url_name = "deflection:report_results"
    template_name = "servicedesk/deflection/report.html"
    results_template_name = "servicedesk/deflection/report_results.html"
    permission_required = "view"
    is_searchable = False
    filterset_class = DeflectionFilterSet
    default_ordering = ["-asked", "-shown_to", "title", "key"]
    export_filename = "deflection"
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    custom_field_preprocess = {"per_mille": {"csv": share_of, "xlsx": share_of}}
    definition = SENTENCES
    keys = KINDS

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label=HEADINGS["title"], get_url=self.edit_url, sort_key="title", width="30%"
            ),
            Column("knowledge_base", label=HEADINGS["knowledge_base"], sort_key="knowledge_base"),
            *(NumberColumn(name, label=HEADINGS[name], sort_key=name) for name in NUMBERS),
            Column("per_mille", label=HEADINGS["per_mille"], accessor=share_in_words, sort_key="per_mille"),
        ]

    @cached_property
    def selection(self) -> Selection:
        selection: Selection = self.filters.narrow(selection_for(self.request.user))
        return selection

    @cached_property
    def edited_bases(self) -> set[int]:
        return set(bases_explored_by(self.request.user).order_by().values_list("pk", flat=True))

    def edit_url(self, row: dict[str, Any]) -> str | None:
        """Where an editor of the page changes it."""
        is_edited = row["base"] in self.edited_bases
        return reverse("wagtailadmin_pages:edit", args=[row["key"]]) if is_edited else None

    def get_filtered_queryset(self) -> Any:
        pages = by_page(self.selection)
        if self.is_export:
            pages = pages.annotate(definition=Value(str(DEFINITION)))
        return self.order_queryset(pages)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context if self.is_export else {**context, **self.figures()}

    def figures(self) -> dict[str, Any]:
        grouping = self.filters.grouping
        periods: list[PeriodFigures] = over_time(self.selection, grouping=grouping)
        drawn = newest(periods, grouping=grouping)
        return {
            "total": total(self.selection),
            "unknown": count_unknown(self.selection),
            "bases": by_base(self.selection),
            "grouping": grouping,
            "periods": periods[::-1],
            "left_out": len(periods) - len(drawn),
            "share_chart": share_chart(drawn),
            "decided_chart": decided_chart(drawn),
            "chosen": self.request.GET.urlencode(),
        }


def event_lines(events: Iterable[Event]) -> Iterator[str]:
    return csv_lines(chain([Event._fields], events))


def json_lines(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        yield json.dumps(event._asdict(), ensure_ascii=False) + "\n"


FORMATS = {"csv": ("text/csv", event_lines), "jsonl": ("application/jsonl", json_lines)}


def export_events(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The events behind the report, with the same filters; they leave as they are read."""
    if not may_view_deflection(request.user):
        refused: HttpResponse = permission_denied(request)
        return refused
    if kind not in FORMATS:
        raise Http404
    filters = DeflectionFilterSet(request.GET, queryset=AskRun.objects.none(), request=request)
    if not filters.is_valid():
        return redirect(f"{reverse('deflection:report')}?{request.GET.urlencode()}")
    content_type, lines = FORMATS[kind]
    events = read_events(filters.narrow(selection_for(request.user)))
    response = StreamingHttpResponse(lines(events), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="deflection-events.{kind}"'
    return response

"""What will be made anonymous soon, and the log of what was: a report for who manages the desk."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView

from servicedesk.privacy.charts import DueChart
from servicedesk.privacy.models import RetentionRun
from servicedesk.privacy.retention import preview

HEADINGS = {
    "ran_at": _("Moment"),
    "office": _("Office"),
    "questions": _("Questions made anonymous"),
    "parties": _("Askers made anonymous"),
}


class RetentionReportView(ReportView):
    model = RetentionRun
    page_title = _("Retention")
    header_icon = "time"
    index_url_name = "retention:report"
    index_results_url_name = "retention:report_results"
    template_name = "servicedesk/privacy/retention.html"
    results_template_name = "servicedesk/privacy/retention_results.html"
    permission_required = "view"
    is_searchable = False
    default_ordering = "-ran_at"
    export_filename = "retention"
    columns = [
        DateColumn("ran_at", label=HEADINGS["ran_at"]),
        Column("office", label=HEADINGS["office"]),
        NumberColumn("questions", label=HEADINGS["questions"]),
        NumberColumn("parties", label=HEADINGS["parties"]),
    ]
    list_export = list(HEADINGS)
    export_headings = HEADINGS

    def get_base_queryset(self) -> Any:
        return RetentionRun.objects.select_related("office").order_by("-ran_at", "-pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context["offices"] = preview(now=timezone.now())
            context["chart"] = DueChart(context["offices"])
        return context

from django.urls import path

from servicedesk.privacy.report import RetentionReportView

app_name = "retention"
urlpatterns = [
    path("", RetentionReportView.as_view(), name="report"),
    path("results/", RetentionReportView.as_view(results_only=True), name="report_results"),
]

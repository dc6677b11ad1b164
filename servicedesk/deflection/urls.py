from django.urls import path

from servicedesk.deflection import views

app_name = "deflection"
urlpatterns = [
    path("", views.DeflectionReportView.as_view(), name="report"),
    path("results/", views.DeflectionReportView.as_view(results_only=True), name="report_results"),
    path("events.<slug:kind>", views.export_events, name="events"),
]

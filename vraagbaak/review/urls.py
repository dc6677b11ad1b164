from django.urls import path

from vraagbaak.review.digests.views import LinkView
from vraagbaak.review.reviews import report, views
from vraagbaak.review.signals.flags import FlagView

app_name = "reviews"

urlpatterns = [
    path("", report.ReviewReportView.as_view(), name="report"),
    path("results/", report.ReviewReportView.as_view(results_only=True), name="report_results"),
    path("undo/<int:review_id>/", views.UndoView.as_view(), name="undo"),
    path("link/<str:token>/", LinkView.as_view(), name="link"),
    path("<int:page_id>/", views.ReviewView.as_view(), name="review"),
    path("<int:page_id>/flag/", FlagView.as_view(), name="flag"),
]

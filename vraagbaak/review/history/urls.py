from django.urls import path

from vraagbaak.review.history.views import ReviewsOverTimeView

app_name = "reviewhistory"
urlpatterns = [
    path("", ReviewsOverTimeView.as_view(), name="report"),
    path("results/", ReviewsOverTimeView.as_view(results_only=True), name="report_results"),
]

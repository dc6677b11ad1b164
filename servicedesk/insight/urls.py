from django.urls import path

from servicedesk.insight.views import AllFiguresView, DashboardView, FigureFileView

app_name = "insight"
urlpatterns = [
    path("", DashboardView.as_view(), name="dashboard"),
    path("all.zip", AllFiguresView.as_view(), name="all"),
    path("<slug:name>.csv", FigureFileView.as_view(), name="figure"),
]

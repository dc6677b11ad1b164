from django.urls import path

from vraagbaak.finding.query_log import views

app_name = "querylog"


def report(slug: str, view: type[views.QueryReportView]) -> list[object]:
    name = view.index_url_name.partition(":")[2]
    return [
        path(f"{slug}/", view.as_view(), name=name),
        path(f"{slug}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


urlpatterns = [
    *report("popular", views.PopularQueriesView),
    *report("without-results", views.QueriesWithoutResultsView),
    *report("without-a-click", views.QueriesWithoutClickView),
    path("promote/", views.PromoteQueryView.as_view(), name="promote"),
    path("draft/", views.DraftTargetView.as_view(), name="draft"),
    path("draft/<int:base_id>/", views.DraftView.as_view(), name="draft_in"),
]

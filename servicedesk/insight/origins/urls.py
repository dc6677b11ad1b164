from django.urls import path

from servicedesk.insight.origins.views import AddPhrasingView, OriginsView

app_name = "origins"
urlpatterns = [
    path("<int:page_id>/", OriginsView.as_view(), name="page"),
    path("<int:page_id>/add-phrasing/", AddPhrasingView.as_view(), name="add_phrasing"),
]

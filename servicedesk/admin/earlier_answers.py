from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from servicedesk.desk.earlier_views import EarlierAnswersView
from servicedesk.offices.permissions import may_view_desk


class EarlierAnswersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_desk(request.user)


class EarlierAnswersViewSet(ViewSet):
    name = "earlier_answers"
    url_prefix = "servicedesk/earlier-answers"
    icon = "history"
    menu_label = _("Earlier answers")
    menu_name = "earlier-answers"
    menu_order = 120
    menu_item_class = EarlierAnswersMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", EarlierAnswersView.as_view(), name="index"),
            path("results/", EarlierAnswersView.as_view(results_only=True), name="index_results"),
        ]

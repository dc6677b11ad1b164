"""Triage in the admin: its menu item and its addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.triage_screens.list_views import DecidedView, QueueView
from servicedesk.promotion.triage_screens.views import AgainView


class TriageMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_promote(request.user)


class TriageViewSet(ViewSet):
    name = "triage"
    url_prefix = "servicedesk/triage"
    icon = "list-ul"
    menu_label = _("Triage")
    menu_name = "triage"
    menu_order = 110
    menu_item_class = TriageMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", QueueView.as_view(), name="index"),
            path("results/", QueueView.as_view(results_only=True), name="index_results"),
            path("decided/", DecidedView.as_view(), name="decided"),
            path("decided/results/", DecidedView.as_view(results_only=True), name="decided_results"),
            path("<int:pk>/again/", AgainView.as_view(), name="again"),
        ]

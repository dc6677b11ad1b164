"""The dashboard in the menu of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from servicedesk.insight.permissions import may_view_insight
from servicedesk.insight.views import DashboardView

ORDER = 100
"""Before the reports of which it is the sum."""


class InsightMenuItem(MenuItem):
    def __init__(self) -> None:
        view = DashboardView
        url = reverse("insight:dashboard")
        super().__init__(view.page_title, url, name="insight", icon_name=view.header_icon, order=ORDER)

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_insight(request.user)

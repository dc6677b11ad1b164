"""The report in the menu of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from servicedesk.asking.models import AskRun
from servicedesk.deflection.permissions import DeflectionPolicy
from servicedesk.deflection.views import DeflectionReportView

ORDER = 1320
"""After the reports on searches and reviews."""


class DeflectionMenuItem(MenuItem):
    def __init__(self) -> None:
        view = DeflectionReportView
        url = reverse(view.index_url_name)
        name = view.index_url_name.replace(":", "-")
        super().__init__(view.page_title, url, name=name, icon_name=view.header_icon, order=ORDER)

    def is_shown(self, request: HttpRequest) -> bool:
        return DeflectionPolicy(AskRun).user_has_permission(request.user, "view")

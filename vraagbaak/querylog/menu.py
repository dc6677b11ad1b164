"""The reports on searches in the menu of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from vraagbaak.querylog.views import (
    PopularQueriesView,
    QueriesWithoutClickView,
    QueriesWithoutResultsView,
    QueryReportView,
)

REPORTS: tuple[type[QueryReportView], ...] = (
    PopularQueriesView,
    QueriesWithoutResultsView,
    QueriesWithoutClickView,
)
# Wagtail's own report on searches counts nothing here; see docs/decisions.md.
WAGTAIL_REPORT = "search-terms"


class QueryReportMenuItem(MenuItem):
    def __init__(self, view: type[QueryReportView], *, order: int) -> None:
        name = view.index_url_name.replace(":", "-")
        url = reverse(view.index_url_name)
        super().__init__(view.page_title, url, name=name, icon_name=view.header_icon, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


def without_wagtail_report(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != WAGTAIL_REPORT]

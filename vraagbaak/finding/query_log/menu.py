"""The reports on searches in the menu of the admin."""

from typing import Any

from django.http import HttpRequest

from vraagbaak.finding.query_log.views import (
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


def without_wagtail_report(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != WAGTAIL_REPORT]

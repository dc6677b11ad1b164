from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from vraagbaak.reporting.permissions import User


class ReportMenuItem(MenuItem):
    """Leads to a report, with the title and icon of its view; shown to those whom `may_read` allows."""

    def __init__(self, view: Any, *, may_read: Callable[[User], bool], order: int) -> None:
        url_name = view.index_url_name
        self.may_read = may_read
        super().__init__(
            view.page_title,
            reverse(url_name),
            name=url_name.replace(":", "-"),
            icon_name=view.header_icon,
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_read(request.user)

"""What every screen of the desk in the admin shares: who gets it, and the answer to who does not."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from servicedesk.offices.permissions import may_view_desk

MAX_SEARCH_LENGTH = 300


def deny_access(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "servicedesk/refused.html", status=403)


class DeskScreen(WagtailAdminTemplateMixin, View):
    """A screen of the desk in the admin's frame; `may` decides who gets it (403)."""

    header_icon = "comment"
    may: Callable[[Any], bool] = staticmethod(may_view_desk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may(request.user):
            return deny_access(request)
        return super().dispatch(request, *args, **kwargs)


class DeskListView(IndexView):
    """A list of the desk in the admin's frame; `may` decides who gets it (403)."""

    may: Callable[[Any], bool] = staticmethod(may_view_desk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may(request.user):
            return deny_access(request)
        self.prepare(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def prepare(self, **kwargs: Any) -> None:
        """Sets what the list needs of its URL and of this moment, for those who get it."""

    @cached_property
    def search_query(self) -> str:
        return str(super().search_query).replace("\0", "")[:MAX_SEARCH_LENGTH]

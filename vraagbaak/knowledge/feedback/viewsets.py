from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from vraagbaak.knowledge.feedback.models import Feedback


def helped(feedback: Feedback) -> Any:
    return _("Yes") if feedback.helpful else _("No")


class FeedbackIndexView(IndexView):
    columns = [
        TitleColumn(
            "page", label=_("Question and answer"), url_name="wagtailadmin_pages:edit", id_accessor="page_id"
        ),
        Column("helpful", label=_("Helped"), accessor=helped, sort_key="helpful"),
        Column("reason", label=_("What was missing")),
        DateColumn("given_at", label=_("Given"), sort_key="given_at"),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")


class FeedbackViewSet(ModelViewSet):
    """Read-only: readers give feedback, editors respond with a better page."""

    model = Feedback
    name = "feedback"
    url_prefix = "vraagbaak/feedback"
    icon = "comment"
    menu_label = _("Feedback")
    menu_order = 300
    index_view_class = FeedbackIndexView
    inspect_view_enabled = False
    add_to_reference_index = False
    ordering = "-given_at"
    list_per_page = 50
    list_filter = ["helpful", "given_at"]
    search_fields = ["page__title", "reason"]
    form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        readonly = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name", "copy_url_name"])
        return super().get_common_view_kwargs(**{**kwargs, **readonly})

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def register_admin_url_finder(self) -> None:
        """None: a single vote has no page in the admin."""

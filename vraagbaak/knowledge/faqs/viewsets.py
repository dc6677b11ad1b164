"""The FAQ pages of all knowledge bases in one list, and their tags."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from vraagbaak.knowledge.faqs.models import FaqPage, FaqTag

COLUMNS = {column.name: column for column in IndexView.base_columns}


def review_date(page: FaqPage) -> str:
    return date_format(page.review_on, "SHORT_DATE_FORMAT") if page.review_on else ""


class FaqMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


class FaqIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        # Wagtail fetches the specific pages again, which keeps a prefetch and loses a join.
        return super().get_base_queryset().prefetch_related("owner_person", "owner_group")


class FaqListingViewSet(PageListingViewSet):
    model = FaqPage
    name = "faqs"
    url_prefix = "vraagbaak/faqs"
    icon = "openquote"
    menu_label = _("Questions and answers")
    menu_order = 100
    menu_item_class = FaqMenuItem
    index_view_class = FaqIndexView
    columns = [
        COLUMNS["bulk_actions"],
        COLUMNS["title"],
        COLUMNS["parent"],
        Column("effective_audience", label=_("Audience"), accessor="get_effective_audience_display"),
        Column("owner", label=_("Owner"), accessor=lambda page: page.owner_person or page.owner_group or ""),
        Column("review_on", label=_("Next review"), accessor=review_date, sort_key="review_on"),
        COLUMNS["status"],
    ]
    list_filter = ["knowledge_base", "topic", "effective_audience", "owner_person", "review_on", "locale"]


class TagIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(page_count=Count("tagged_faqs"))


class TagViewSet(ModelViewSet):
    model = FaqTag
    name = "faq_tags"
    url_prefix = "vraagbaak/tags"
    icon = "tag"
    menu_label = _("Tags")
    menu_order = 200
    index_view_class = TagIndexView
    list_display = ["name", NumberColumn("page_count", label=_("Pages"), sort_key="page_count")]
    ordering = "name"
    search_fields = ["name"]
    form_fields = ["name"]
    copy_view_enabled = False

"""The knowledge in the Wagtail admin, beside the page tree."""

from functools import partial
from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from vraagbaak.faqs.viewsets import FaqListingViewSet, TagViewSet
from vraagbaak.feedback.models import Feedback
from vraagbaak.feedback.permissions import FeedbackPolicy
from vraagbaak.feedback.viewsets import FeedbackViewSet
from vraagbaak.querylog.menu import REPORTS, QueryReportMenuItem, without_wagtail_report
from vraagbaak.querylog.models import QueryDay
from vraagbaak.querylog.permissions import QueryLogPolicy
from vraagbaak.synonyms.viewsets import SynonymViewSet

register_permission_policy(Feedback, FeedbackPolicy(Feedback))
register_permission_policy(QueryDay, QueryLogPolicy(QueryDay))


class KnowledgeGroup(ViewSetGroup):
    menu_label = _("Knowledge bases")
    menu_icon = "openquote"
    menu_name = "vraagbaak"
    menu_order = 120
    items = (FaqListingViewSet(), TagViewSet(), SynonymViewSet(), FeedbackViewSet())


@hooks.register("register_admin_viewset")
def register_knowledge() -> KnowledgeGroup:
    return KnowledgeGroup()


@hooks.register("register_admin_urls")
def register_query_reports() -> list[Any]:
    return [path("vraagbaak/searches/", include("vraagbaak.querylog.urls"))]


for order, report in enumerate(REPORTS, start=1300):
    hooks.register("register_reports_menu_item", partial(QueryReportMenuItem, report, order=order))

hooks.register("construct_reports_menu", without_wagtail_report)

"""The knowledge in the Wagtail admin, beside the page tree."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from vraagbaak.digests.panels import DigestSettingsPanel
from vraagbaak.faqs.viewsets import FaqListingViewSet, TagViewSet
from vraagbaak.feedback.models import Feedback
from vraagbaak.feedback.permissions import FeedbackPolicy
from vraagbaak.feedback.viewsets import FeedbackViewSet
from vraagbaak.querylog.menu import REPORTS, QueryReportMenuItem, without_wagtail_report
from vraagbaak.querylog.models import QueryDay
from vraagbaak.querylog.permissions import QueryLogPolicy
from vraagbaak.reviewhistory.menu import ReviewsOverTimeMenuItem
from vraagbaak.reviewhistory.models import ReviewDay
from vraagbaak.reviewhistory.permissions import ReviewHistoryPolicy
from vraagbaak.reviews.audit import register_review_actions
from vraagbaak.reviews.bulk import BULK_ACTIONS
from vraagbaak.reviews.menu import ReviewReportMenuItem
from vraagbaak.reviews.panels import ReviewPanel
from vraagbaak.reviews.permissions import may_see_reviews
from vraagbaak.synonyms.viewsets import SynonymViewSet

register_permission_policy(Feedback, FeedbackPolicy(Feedback))
register_permission_policy(QueryDay, QueryLogPolicy(QueryDay))
register_permission_policy(ReviewDay, ReviewHistoryPolicy(ReviewDay))


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
def register_screens() -> list[Any]:
    return [
        path("vraagbaak/searches/", include("vraagbaak.querylog.urls")),
        path("vraagbaak/reviews/", include("vraagbaak.reviews.urls")),
        path("vraagbaak/reviews-over-time/", include("vraagbaak.reviewhistory.urls")),
    ]


@hooks.register("construct_homepage_panels")
def add_review_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_reviews(request.user):
        panels.append(ReviewPanel(request))


hooks.register("register_reports_menu_item", ReviewReportMenuItem)
hooks.register("register_account_settings_panel", DigestSettingsPanel)
hooks.register("register_log_actions", register_review_actions)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)


for order, report in enumerate(REPORTS, start=1300):
    hooks.register("register_reports_menu_item", partial(QueryReportMenuItem, report, order=order))

hooks.register("register_reports_menu_item", ReviewsOverTimeMenuItem)
hooks.register("construct_reports_menu", without_wagtail_report)

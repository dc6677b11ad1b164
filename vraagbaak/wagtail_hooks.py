"""The knowledge in the Wagtail admin, beside the page tree."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from vraagbaak.digests.panels import DigestSettingsPanel
from vraagbaak.faqs.viewsets import FaqListingViewSet, TagViewSet
from vraagbaak.feedback.models import Feedback
from vraagbaak.feedback.viewsets import FeedbackViewSet
from vraagbaak.querylog.menu import REPORTS, without_wagtail_report
from vraagbaak.querylog.models import QueryDay
from vraagbaak.reports.menu import ReportMenuItem
from vraagbaak.reports.permissions import ReadingPolicy
from vraagbaak.reviewhistory.models import ReviewDay
from vraagbaak.reviewhistory.views import ReviewsOverTimeView
from vraagbaak.reviews.audit import register_review_actions
from vraagbaak.reviews.bulk import BULK_ACTIONS
from vraagbaak.reviews.panels import ReviewPanel
from vraagbaak.reviews.permissions import may_see_reviews
from vraagbaak.reviews.report import ReviewReportView
from vraagbaak.synonyms.viewsets import SynonymViewSet

for model in (Feedback, QueryDay, ReviewDay):
    register_permission_policy(model, ReadingPolicy(model, may_read=user_has_any_page_permission))


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


hooks.register("register_account_settings_panel", DigestSettingsPanel)
hooks.register("register_log_actions", register_review_actions)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)


for view, order, may_read in [
    (ReviewReportView, 50, may_see_reviews),
    *((report, order, user_has_any_page_permission) for order, report in enumerate(REPORTS, start=1300)),
    (ReviewsOverTimeView, 1310, user_has_any_page_permission),
]:
    item = partial(ReportMenuItem, view, order=order, may_read=may_read)
    hooks.register("register_reports_menu_item", item)

hooks.register("construct_reports_menu", without_wagtail_report)

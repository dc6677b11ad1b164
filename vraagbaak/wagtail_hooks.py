"""The screens, menu items and panels of the knowledge in the Wagtail admin."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from vraagbaak.finding.query_log.menu import REPORTS, without_wagtail_report
from vraagbaak.finding.query_log.models import QueryDay
from vraagbaak.finding.synonyms.viewsets import SynonymViewSet
from vraagbaak.knowledge.faqs.viewsets import FaqListingViewSet, TagViewSet
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.knowledge.feedback.viewsets import FeedbackViewSet
from vraagbaak.reporting.menu import ReportMenuItem
from vraagbaak.reporting.permissions import ReadingPolicy
from vraagbaak.review.digests.panels import DigestSettingsPanel
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.history.views import ReviewsOverTimeView
from vraagbaak.review.reviews.audit import register_review_actions
from vraagbaak.review.reviews.bulk import BULK_ACTIONS
from vraagbaak.review.reviews.panels import ReviewSummaryPanel
from vraagbaak.review.reviews.permissions import may_see_reviews
from vraagbaak.review.reviews.report import ReviewReportView

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
        path("vraagbaak/searches/", include("vraagbaak.finding.query_log.urls")),
        path("vraagbaak/reviews/", include("vraagbaak.review.urls")),
        path("vraagbaak/reviews-over-time/", include("vraagbaak.review.history.urls")),
    ]


@hooks.register("construct_homepage_panels")
def add_review_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_reviews(request.user):
        panels.append(ReviewSummaryPanel(request))


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

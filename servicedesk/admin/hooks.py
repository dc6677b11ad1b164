"""Menu items, URLs, panels and buttons of the servicedesk: the only place that knows all of them."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from servicedesk.admin import page_buttons
from servicedesk.admin.earlier_answers import EarlierAnswersViewSet
from servicedesk.admin.offices import OfficeViewSet, SubjectViewSet, TeamViewSet
from servicedesk.admin.questions import QuestionViewSet
from servicedesk.admin.standard_texts import StandardTextViewSet
from servicedesk.admin.triage import TriageViewSet
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.permissions import may_view_deflection
from servicedesk.deflection.views import DeflectionReportView
from servicedesk.desk.panels import DeskPanel
from servicedesk.desk.quarantine_bulk_actions import BULK_ACTIONS as QUARANTINE_ACTIONS
from servicedesk.insight.panels import InsightPanel
from servicedesk.insight.permissions import may_view_insight
from servicedesk.insight.views import DashboardView
from servicedesk.offices.permissions import may_manage_desk, may_view_desk
from servicedesk.parties.audit import PartyAction
from servicedesk.privacy.models import RetentionRun
from servicedesk.privacy.report import RetentionReportView
from servicedesk.promotion.triage_screens.bulk_actions import BULK_ACTIONS as TRIAGE_ACTIONS
from servicedesk.questions.audit import register_question_actions
from vraagbaak.reporting.menu import ReportMenuItem
from vraagbaak.reporting.permissions import ReadingPolicy

register_permission_policy(RetentionRun, ReadingPolicy(RetentionRun, may_read=may_manage_desk))
register_permission_policy(AskRun, ReadingPolicy(AskRun, may_read=may_view_deflection))


class ServicedeskGroup(ModelViewSetGroup):
    menu_label = _("Servicedesk")
    menu_icon = "comment"
    menu_name = "servicedesk"
    menu_order = 150
    items = (
        QuestionViewSet(),
        TriageViewSet(),
        EarlierAnswersViewSet(),
        StandardTextViewSet(),
        SubjectViewSet(),
        TeamViewSet(),
        OfficeViewSet(),
    )


@hooks.register("register_admin_viewset")
def register_servicedesk() -> ServicedeskGroup:
    return ServicedeskGroup()


@hooks.register("register_permissions")
def register_question_rights() -> QuerySet[Permission]:
    """What a manager can tick for a group: the rights that have no button of their own in Wagtail."""
    return Permission.objects.filter(
        content_type__app_label="servicedesk",
        codename__in=["answer_question", "promote_question", "view_question"],
    )


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    return [
        path("servicedesk/deflection/", include("servicedesk.deflection.urls")),
        path("servicedesk/insight/", include("servicedesk.insight.urls")),
        path("servicedesk/origins/", include("servicedesk.insight.origins.urls")),
        path("servicedesk/retention/", include("servicedesk.privacy.urls")),
    ]


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_view_desk(request.user):
        panels.append(DeskPanel(request))


hooks.register("register_log_actions", register_question_actions)
hooks.register("register_log_actions", PartyAction.register)


@hooks.register("construct_homepage_panels")
def add_insight_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_view_insight(request.user):
        panels.append(InsightPanel(request))


for view, order, may_read in [
    # The dashboard stands before the reports of which it is the sum.
    (DashboardView, 100, may_view_insight),
    (DeflectionReportView, 1320, may_view_deflection),
    (RetentionReportView, 1400, may_manage_desk),
]:
    item = partial(ReportMenuItem, view, order=order, may_read=may_read)
    hooks.register("register_reports_menu_item", item)

for action in [*TRIAGE_ACTIONS, *QUARANTINE_ACTIONS]:
    hooks.register("register_bulk_action", action)


hooks.register("register_page_header_buttons", page_buttons.header_button)
hooks.register("register_page_listing_more_buttons", page_buttons.listing_button)

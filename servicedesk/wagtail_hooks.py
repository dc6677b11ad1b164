"""The servicedesk in the Wagtail admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from servicedesk.offices.viewsets import OfficeViewSet, SubjectViewSet, TeamViewSet
from servicedesk.questions.audit import register_question_actions
from servicedesk.questions.panels import DeskPanel
from servicedesk.questions.permissions import may_view_desk
from servicedesk.questions.viewsets import QuestionViewSet


class ServicedeskGroup(ModelViewSetGroup):
    menu_label = _("Servicedesk")
    menu_icon = "comment"
    menu_name = "servicedesk"
    menu_order = 150
    items = (
        QuestionViewSet(),
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


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_view_desk(request.user):
        panels.append(DeskPanel(request))


hooks.register("register_log_actions", register_question_actions)

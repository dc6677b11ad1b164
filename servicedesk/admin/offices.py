"""Offices, teams and subjects in the admin, for who manages the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from servicedesk.offices.forms import OfficeForm, SubjectForm, TeamForm
from servicedesk.offices.models import Office, Subject, Team


class OfficeIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("site")


class TeamIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("office")

    def search_queryset(self, queryset: Any) -> Any:
        """A search by member would list a team once for each of them."""
        return super().search_queryset(queryset).distinct()


class SubjectIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("office", "parent", "team", "handler")


class OfficeViewSet(ModelViewSet):
    model = Office
    index_view_class = OfficeIndexView
    name = "offices"
    url_prefix = "servicedesk/offices"
    icon = "home"
    menu_order = 400
    list_display = ["name", "site", "email", "opens_at", "closes_at", "ask_access"]
    search_fields = ["name", "email"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("site"), FieldPanel("email")], heading=_("Office")
            ),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Opening hours")),
            MultiFieldPanel(
                [
                    FieldPanel("ask_access"),
                    FieldPanel("closed_message"),
                    FieldPanel("takes_attachments"),
                    FieldPanel("demands_work"),
                ],
                heading=_("Asking on the site"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("privacy_text"),
                    FieldPanel("asks_consent"),
                    FieldRowPanel([FieldPanel("close_after_days"), FieldPanel("retention_days")]),
                ],
                heading=_("Privacy, and how long questions are kept"),
            ),
            MultiFieldPanel(
                [FieldPanel("number_patterns"), FieldPanel("own_details")],
                heading=_("Publishing answers without personal details"),
            ),
        ],
        base_form_class=OfficeForm,
    )


class TeamViewSet(ModelViewSet):
    model = Team
    index_view_class = TeamIndexView
    name = "teams"
    url_prefix = "servicedesk/teams"
    icon = "group"
    menu_order = 300
    list_display = ["name", "office"]
    list_filter = ["office"]
    search_fields = ["name", "members__username", "members__last_name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("office"), FieldPanel("name"), FieldPanel("members")], base_form_class=TeamForm
    )


class SubjectViewSet(ModelViewSet):
    model = Subject
    index_view_class = SubjectIndexView
    name = "subjects"
    url_prefix = "servicedesk/subjects"
    icon = "folder-open-inverse"
    menu_order = 200
    list_display = ["name", "parent", "team", "handler", "answer_hours", "office"]
    list_filter = ["office", "team"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("office"), FieldPanel("name"), FieldPanel("parent")], heading=_("Subject")
            ),
            MultiFieldPanel(
                [FieldPanel("team"), FieldPanel("handler"), FieldPanel("answer_hours")],
                heading=_("Who answers, and when"),
            ),
            FieldPanel("knowledge_base"),
            InlinePanel(
                "fields",
                heading=_("Extra fields on the ask form"),
                label=_("Extra field"),
                panels=[
                    FieldRowPanel([FieldPanel("label"), FieldPanel("label_en")]),
                    FieldPanel("help_text"),
                    FieldPanel("kind"),
                    FieldPanel("options"),
                    FieldPanel("is_required"),
                ],
            ),
        ],
        base_form_class=SubjectForm,
    )

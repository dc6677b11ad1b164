from typing import Any

from django import forms
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet

from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.forms import SynonymForm
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.views import (
    SynonymCreateView,
    SynonymDeleteView,
    SynonymExportView,
    SynonymImportView,
    SynonymIndexView,
)


def direction(synonym: Synonym) -> str:
    return f"{Direction(synonym.direction).arrow} {synonym.get_direction_display()}"


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = "synonyms"
    url_prefix = "vraagbaak/synonyms"
    icon = "resubmit"
    menu_label = _("Synonyms")
    menu_order = 250
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    delete_view_class = SynonymDeleteView
    inspect_view_enabled = True
    inspect_view_fields = ["written", "means", "direction", "language"]
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "written",
        Column("direction", label=_("Direction"), accessor=direction, sort_key="direction"),
        Column("means", label=_("Also means"), sort_key="means"),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        UpdatedAtColumn(label=_("Changed")),
    ]
    list_filter = ["language", "direction"]
    search_fields = ["written", "means"]
    ordering = "written"
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("written"),
            FieldPanel("means"),
            FieldPanel("direction", widget=forms.RadioSelect),
            FieldPanel("language"),
        ],
        base_form_class=SynonymForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("import/", SynonymImportView.as_view(), name="import"),
            path("export/", SynonymExportView.as_view(), name="export"),
        ]

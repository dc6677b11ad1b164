"""Standard texts in the admin: managers keep them, agents read them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import CopyView, DeleteView, EditView, IndexView, InspectView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from servicedesk.desk.standard_texts.forms import StandardTextForm
from servicedesk.desk.standard_texts.models import StandardText


class StandardTextIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return StandardText.objects.visible_to(self.request.user).select_related("office")


class OwnOfficesOnly:
    """Who works in one office finds nothing of another's texts, whichever rights they have."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        text = super().get_object(*args, **kwargs)  # type: ignore[misc]
        get_object_or_404(StandardText.objects.visible_to(self.request.user), pk=text.pk)
        return text


class StandardTextInspectView(OwnOfficesOnly, InspectView):
    pass


class StandardTextEditView(OwnOfficesOnly, EditView):
    pass


class StandardTextDeleteView(OwnOfficesOnly, DeleteView):
    pass


class StandardTextCopyView(OwnOfficesOnly, CopyView):
    pass


class StandardTextHistoryView(OwnOfficesOnly, HistoryView):
    pass


class StandardTextUsageView(OwnOfficesOnly, UsageView):
    pass


class StandardTextViewSet(ModelViewSet):
    model = StandardText
    name = "standard_texts"
    url_prefix = "servicedesk/standard-texts"
    icon = "clipboard-list"
    menu_label = _("Standard texts")
    menu_order = 150
    index_view_class = StandardTextIndexView
    edit_view_class = StandardTextEditView
    delete_view_class = StandardTextDeleteView
    copy_view_class = StandardTextCopyView
    history_view_class = StandardTextHistoryView
    usage_view_class = StandardTextUsageView
    inspect_view_class = StandardTextInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["name", "office", "language", "text"]
    add_to_reference_index = False
    list_display = ["name", "language", "office"]
    list_filter = ["language", "office"]
    search_fields = ["name", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("office"), FieldPanel("language")]),
            FieldPanel("text"),
        ],
        base_form_class=StandardTextForm,
    )

"""Questions in the admin: their menu item, and the addresses of everything that is done with them."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet

from servicedesk.desk import views
from servicedesk.desk.presence_views import PresenceView
from servicedesk.desk.quarantine_views import RefuseView, ReleaseView
from servicedesk.desk.source_views import InsertView, RemoveSourceView
from servicedesk.desk.standard_text_views import InsertStandardTextView
from servicedesk.desk.status_link_views import MailLinkView, RevokeLinksView
from servicedesk.desk.work_list_views import WorkListView
from servicedesk.desk.work_lists import WorkList
from servicedesk.privacy.views import AskerView, ExportAskerView
from servicedesk.promotion.views import PromoteView
from servicedesk.questions.models import Question


class QuestionURLFinder(ModelAdminURLFinder):
    edit_url_name = "questions:question"


class QuestionViewSet(ModelViewSet):
    model = Question
    name = "questions"
    url_prefix = "servicedesk/questions"
    icon = "comment"
    menu_label = _("Questions")
    menu_order = 100
    index_view_class = WorkListView
    inspect_view_enabled = True
    copy_view_enabled = False
    # Else the usage of a page would name who asked to people without rights at the desk.
    add_to_reference_index = False
    url_finder_class = QuestionURLFinder
    form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Questions come in through `ask`: Wagtail offers nobody a form to add, copy or delete one."""
        without = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name", "copy_url_name"])
        return super().get_common_view_kwargs(**{**kwargs, **without})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """None: the work list says everything itself."""
        return kwargs

    def get_urlpatterns(self) -> list[Any]:
        buttons = {
            "draft": views.SaveDraftView,
            "preview": views.PreviewView,
            "insert": InsertView,
            "remove_source": RemoveSourceView,
            "insert_text": InsertStandardTextView,
            "presence": PresenceView,
            "sign_off": views.SignOffView,
            "remark": views.RemarkView,
            "assign": views.AssignView,
            "take": views.TakeView,
            "close": views.CloseView,
            "reopen": views.ReopenView,
            "promote": PromoteView,
            "revoke_links": RevokeLinksView,
            "mail_link": MailLinkView,
            "asker": AskerView,
            "export_asker": ExportAskerView,
            "release": ReleaseView,
            "refuse": RefuseView,
            "beside": views.AnswerSuggestionsView,
        }
        return [
            path("", self.index_view, {"work_list": WorkList.MINE}, name="index"),
            path("lists/<slug:work_list>/", self.index_view, name="list"),
            path("lists/<slug:work_list>/results/", self.index_results_view, name="list_results"),
            path("<int:pk>/", views.QuestionView.as_view(), name="question"),
            *(path(f"<int:pk>/{name}/", view.as_view(), name=name) for name, view in buttons.items()),
        ]

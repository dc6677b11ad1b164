"""For managers, from a question's page: everything that is kept of its asker, to hand out or to erase."""

import tempfile
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from servicedesk.desk.views import QuestionSubscreen
from servicedesk.offices.permissions import may_manage_desk
from servicedesk.parties.audit import PartyAction, log_by_number
from servicedesk.parties.models import Party
from servicedesk.privacy.actions import erase_party
from servicedesk.privacy.export import export_parties, write_zip
from servicedesk.privacy.inventory import inventory_of

IN_MEMORY = 5_000_000


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("I have looked at these numbers, and nothing of it must be kept"),
        error_messages={"required": gettext_lazy("Tick this first: what is erased cannot be brought back.")},
    )


class AskerScreen(QuestionSubscreen):
    header_icon = "user"
    changes_the_question = False
    may = staticmethod(may_manage_desk)

    def get_page_title(self) -> str:
        return _("What is kept of this asker")

    @property
    def parties(self) -> Any:
        return Party.objects.filter(pk=self.question.asker_id)


class AskerView(AskerScreen):
    """The numbers, a download, and erasing after a confirmation."""

    template_name = "servicedesk/privacy/asker.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show_asker(EraseForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self.show_asker(form)
        erasure = erase_party(party=self.question.asker, now=timezone.now(), user=request.user)
        sentence = ngettext(
            "The asker and %d question were made anonymous.",
            "The asker and %d questions were made anonymous.",
            erasure.questions,
        )
        messages.success(request, sentence % erasure.questions)
        return redirect(self.page_url())

    def show_asker(self, form: EraseForm) -> TemplateResponse:
        context = self.get_context_data(
            question=self.question, form=form, inventory=inventory_of(self.parties)
        )
        return TemplateResponse(self.request, self.template_name, context)


class ExportAskerView(AskerScreen):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        asker, now = self.question.asker, timezone.now()
        export = export_parties(office=self.question.office, parties=[asker], now=now, for_office=True)
        log_by_number(instance=asker, action=PartyAction.EXPORT, user=request.user)
        return zip_response(export=export, parties=[asker], filename=f"relatie-{asker.pk}.zip")


def zip_response(*, export: dict[str, Any], parties: list[Party], filename: str) -> FileResponse:
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    write_zip(target, export=export, parties=parties)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=filename, content_type="application/zip")

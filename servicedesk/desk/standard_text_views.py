from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from servicedesk.desk.source_views import SourceButton
from servicedesk.desk.standard_texts.forms import InsertStandardTextForm
from servicedesk.desk.views import is_script


class InsertStandardTextView(SourceButton):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(InsertStandardTextForm, request.POST)
        if not form.is_valid():
            return self.refuse_sentence(str(form.errors["standard_text"][0]))
        if is_script(request):
            return self.listed(text=form.text)
        if not self.appended(form.text):
            return self.show_errors(draft_form=self.draft_form)
        messages.success(request, _("The text was added to the end of the draft."))
        return redirect(self.page_url())

"""Putting a passage in the answer, and saying that it was taken out again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from servicedesk.desk.answering import answering
from servicedesk.desk.forms import DraftForm
from servicedesk.desk.source_forms import InsertForm, RemoveSourceForm
from servicedesk.desk.views import QuestionButton, is_script
from servicedesk.questions.drafts import draft_of


class SourceButton(QuestionButton):
    """A script puts the text at the cursor and gets the new list of sources; without a script the text comes at the end
    of the saved draft."""

    def listed(self, **more: Any) -> JsonResponse:
        context = {"question": self.question, **answering(self.question, draft=draft_of(self.question))}
        sources = render_to_string("servicedesk/desk/sources.html", context, self.request)
        return JsonResponse({"sources": sources, **more})

    def refuse_sentence(self, sentence: str) -> HttpResponse:
        if is_script(self.request):
            return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=404)
        messages.error(self.request, sentence)
        return self.show(draft_form=self.form(DraftForm, self.request.POST))

    def appended(self, text: str) -> DraftForm | None:
        """The draft with the text at its end, saved; None when it could not be, with `draft_form` telling why."""
        typed = self.request.POST.get("answer", "").rstrip()
        joined = f"{typed}\n\n{text}" if typed else text
        self.draft_form = self.form(DraftForm, {**self.request.POST.dict(), "answer": joined})
        saved = self.draft_form.is_valid() and self.draft_form.keep()
        return self.draft_form if saved else None


class InsertView(SourceButton):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(InsertForm, request.POST)
        if not form.is_valid():
            return self.refuse_sentence(str(form.errors["source"][0]))
        if is_script(request):
            form.save(now=timezone.now())
            return self.listed(text=form.passage.text)
        if not self.appended(form.passage.text):
            return self.show_errors(draft_form=self.draft_form)
        form.save(now=timezone.now())
        messages.success(request, _("The text was added to the end of the draft."))
        return redirect(self.page_url())


class RemoveSourceView(SourceButton):
    form_class = RemoveSourceForm

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not is_script(request):
            return super().post(request, **kwargs)
        form = self.form(RemoveSourceForm, request.POST)
        if form.is_valid():
            self.do(form)
        return self.listed()

    def do(self, form: RemoveSourceForm) -> str:
        form.save()
        return _("The source was taken off the list. The text itself stays as it is.")

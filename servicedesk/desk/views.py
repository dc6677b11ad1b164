"""A question's page in the admin, and the buttons on it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages

from servicedesk.desk.answer_suggestions import suggestions_for
from servicedesk.desk.answering import answering
from servicedesk.desk.forms import AssignForm, DraftForm, RemarkForm, SignOffForm
from servicedesk.desk.presence.present import others_present
from servicedesk.desk.screens import MAX_SEARCH_LENGTH, DeskScreen, deny_access
from servicedesk.lifecycle.closing import close_question, reopen
from servicedesk.lifecycle.handling import assign
from servicedesk.offices.permissions import may_answer, may_promote, may_view_desk
from servicedesk.questions.drafts import fingerprint
from servicedesk.questions.models import Question
from servicedesk.questions.thread import thread_of
from servicedesk.triage.page_status import status_of_page
from vraagbaak.knowledge.faqs.rendering import render_markdown


class QuestionScreen(DeskScreen):
    """The page of one question, which every button on it comes back to."""

    template_name = "servicedesk/desk/question.html"
    changes_the_question = True
    question: Question

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_view_desk(request.user):
            return deny_access(request)
        visible = Question.objects.visible_to(request.user).with_people().select_related("triage__page")
        self.question = get_object_or_404(visible.select_related("office__site"), pk=kwargs["pk"])
        if request.method == "POST" and self.question.erased_at and self.changes_the_question:
            messages.error(request, _("This question was erased: nothing more can be done with it."))
            return redirect(self.page_url())
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.question.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        work_list = {"url": reverse("questions:index"), "label": _("Questions")}
        return [*self.breadcrumbs_items, work_list, {"url": "", "label": self.get_page_title()}]

    @property
    def search(self) -> str:
        given = self.request.POST.get("q") or self.request.GET.get("q") or ""
        return given.replace("\0", "").strip()[:MAX_SEARCH_LENGTH]

    def page_url(self) -> str:
        url = reverse("questions:question", args=[self.question.pk])
        return f"{url}?{urlencode({'q': self.search})}" if self.search else url

    def form(self, form_class: Any, data: Any = None) -> Any:
        return form_class(data, question=self.question, user=self.request.user)

    def question_context(self, **given: Any) -> dict[str, Any]:
        question, user = self.question, self.request.user
        draft_form = given.get("draft_form") or self.form(DraftForm)
        return self.get_context_data(
            question=question,
            thread=thread_of(question),
            is_overdue=question.is_open and question.due_at is not None and question.due_at < timezone.now(),
            suggestions=suggestions_for(question=question, user=user, query=self.search),
            may_answer=may_answer(user),
            may_promote=may_promote(user) and not question.is_open and not question.promoted_page,
            page_status=status_of_page(getattr(question, "triage", None), user=user),
            draft_form=draft_form,
            **answering(question, draft=draft_form.stored),
            present=others_present(question=question, user=user, now=timezone.now()),
            assign_form=given.get("assign_form") or self.form(AssignForm),
            remark_form=given.get("remark_form") or self.form(RemarkForm),
            preview=given.get("preview"),
        )

    def show(self, **given: Any) -> TemplateResponse:
        return TemplateResponse(self.request, self.template_name, self.question_context(**given))


class QuestionSubscreen(QuestionScreen):
    """A screen about the question that is not its page, but stands one step below it."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = super().get_breadcrumbs_items()[:-1]
        url = reverse("questions:question", args=[self.question.pk])
        question = {"url": url, "label": self.question.title}
        return [*above, question, {"url": "", "label": self.get_page_title()}]


class QuestionView(QuestionScreen):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show()


class AnswerSuggestionsView(QuestionScreen):
    """Only the suggestions; fetched while the agent types a search."""

    template_name = "servicedesk/desk/answer_suggestions.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = suggestions_for(question=self.question, user=request.user, query=self.search)
        context = {"suggestions": found, "question": self.question, "may_answer": may_answer(request.user)}
        return TemplateResponse(request, self.template_name, context)


class QuestionButton(QuestionScreen):
    """A button on the page: keeps the answer that was being typed, then does its own work."""

    http_method_names = ["post"]
    may = staticmethod(may_answer)
    form_class: type[forms.Form] | None = None
    form_name = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        draft_form = self.form(DraftForm, request.POST)
        form = self.form(self.form_class, request.POST) if self.form_class else None
        valid = [each.is_valid() for each in (draft_form, form) if each is not None]
        if not all(valid):
            return self.show_errors(draft_form=draft_form, **({self.form_name: form} if form else {}))
        if not draft_form.keep():
            return self.show_errors(draft_form=draft_form)
        messages.success(request, self.do(form))
        return redirect(self.page_url())

    def show_errors(self, **bound: Any) -> TemplateResponse:
        """The page again, with everything that was typed and the reason why nothing was done."""
        messages.error(self.request, _("Nothing was done yet: see the message in the form."))
        return self.show(**bound)

    def do(self, form: Any) -> str:
        """Does the work and returns the sentence that says so."""
        raise NotImplementedError


class SaveDraftView(QuestionButton):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if is_script(request):
            return self.save_while_typing()
        if "instead" in request.POST:  # the agent takes a colleague's text, which is the draft as it stands
            return redirect(self.page_url())
        return super().post(request, **kwargs)

    def save_while_typing(self) -> JsonResponse:
        """For the script that saves as one types: when it was saved, or why not, with what a colleague wrote."""
        form = self.form(DraftForm, self.request.POST)
        if form.is_valid() and form.keep():
            moment = time_format(localtime(timezone.now()), "TIME_FORMAT")
            seen = fingerprint(form.cleaned_data["answer"])
            return JsonResponse({"is_saved": True, "message": _("Saved at %s") % moment, "seen": seen})
        panel = render_to_string("servicedesk/desk/overtaken.html", {"draft_form": form}, self.request)
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"is_saved": False, "message": " ".join(reasons), "panel": panel})

    def do(self, form: Any) -> str:
        return _("The draft was saved. The asker has not been sent anything.")


class AssignView(QuestionButton):
    form_class = AssignForm
    form_name = "assign_form"

    def do(self, form: AssignForm) -> str:
        form.save()
        return _("The question was assigned.")


class TakeView(QuestionButton):
    def do(self, form: Any) -> str:
        question = self.question
        assign(question=question, user=self.request.user, team=question.team, handler=self.request.user)
        return _("You handle this question now.")


class RemarkView(QuestionButton):
    form_class = RemarkForm
    form_name = "remark_form"

    def do(self, form: RemarkForm) -> str:
        form.save(now=timezone.now())
        return _("The remark was added.")


class CloseView(QuestionButton):
    def do(self, form: Any) -> str:
        close_question(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question was closed. The asker was not sent anything.")


class ReopenView(QuestionButton):
    def do(self, form: Any) -> str:
        reopen(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question is open again.")


class SignOffView(QuestionButton):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(SignOffForm, request.POST)
        if not form.is_valid() or not form.sign_off(now=timezone.now()):
            self.question.refresh_from_db()
            return self.show_errors(draft_form=form)
        messages.success(
            request, _("The answer was signed off. %s gets it by mail.") % self.question.asker.email
        )
        return redirect(self.page_url())


class PreviewView(QuestionButton):
    """The answer as the asker will see it: alone for a script, within the page for a browser without scripts."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(DraftForm, request.POST)
        form.is_valid()
        preview = render_markdown(form.cleaned_data.get("answer", ""))
        if is_script(request):
            return TemplateResponse(
                request, "servicedesk/desk/preview.html", {"preview": preview, "draft_form": form}
            )
        return self.show(draft_form=form, preview=preview)


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"

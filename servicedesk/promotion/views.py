from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from servicedesk.desk.views import QuestionSubscreen
from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.actions import NotSettledError
from servicedesk.promotion.duplicates import compared
from servicedesk.promotion.forms import LinkForm, PromotionForm
from servicedesk.promotion.readiness import NOT_ANSWERED, reason_against
from vraagbaak.knowledge.faqs.models import FaqPage


class PromoteView(QuestionSubscreen):
    """Makes a draft FAQ page of a question that was answered; likely duplicates come first (rule 14)."""

    template_name = "servicedesk/promotion/promote.html"
    header_icon = "openquote"
    may = staticmethod(may_promote)

    def get_page_title(self) -> str:
        return _("Take up in a knowledge base")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if reason := reason_against(self.question):
            messages.warning(request, reason)
            return redirect(self.page_url())
        return self.show(self.form(PromotionForm))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Whatever stands in the way is said above the form, in which everything typed still stands."""
        form = self.form(PromotionForm, request.POST)
        if "apply" in request.POST:
            user = request.user
            return self.show(PromotionForm(question=self.question, user=user, shown=form.applied()))
        if self.is_own_work_again():
            return self.done(self.question.promoted_page)
        if reason := reason_against(self.question):
            return self.refuse(form, reason)
        return self.link(form) if "link" in request.POST else self.promote(form)

    def promote(self, form: PromotionForm) -> HttpResponse:
        if not form.is_valid():
            return self.show(form)
        try:
            page = form.save(now=timezone.now())
        except NotSettledError:
            return self.refuse(form, str(NOT_ANSWERED))
        return self.done(page)

    def link(self, form: PromotionForm) -> HttpResponse:
        link_form = self.form(LinkForm, self.request.POST)
        if not link_form.is_valid():
            return self.refuse(form, link_form.reason)
        try:
            page = link_form.save(now=timezone.now())
        except NotSettledError:
            return self.refuse(form, str(NOT_ANSWERED))
        messages.success(self.request, _("The question was linked to “%s”.") % page.title)
        return redirect(self.page_url())

    def is_own_work_again(self) -> bool:
        """Whether the button was pressed twice."""
        triage = getattr(self.question, "triage", None)
        return bool(self.question.promoted_page and triage and triage.user_id == self.request.user.pk)

    def done(self, page: FaqPage | None) -> HttpResponse:
        title = page.title if page else ""
        if page and page.owner_id == self.request.user.pk:
            messages.success(self.request, _("“%s” now stands as a draft in the knowledge base.") % title)
        else:
            messages.warning(self.request, _("This question was taken up already: “%s”.") % title)
        return redirect(self.page_url())

    def refuse(self, form: PromotionForm, reason: str) -> TemplateResponse:
        form.full_clean()
        form.add_error(None, reason)
        return self.show(form)

    def show(self, form: PromotionForm) -> TemplateResponse:  # type: ignore[override]
        duplicates = compared(
            [*form.drafts, *form.duplicates],
            question_text=str(form["question"].value() or ""),
            answer_text=str(form["answer"].value() or ""),
        )
        context = self.get_context_data(
            question=self.question, form=form, duplicates=duplicates, media=form.media
        )
        return TemplateResponse(self.request, self.template_name, context)

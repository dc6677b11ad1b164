from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from servicedesk.promotion.forms import PromotionForm
from servicedesk.questions.permissions import may_promote
from servicedesk.questions.views import QuestionScreen
from vraagbaak.finding.queries import search_faqs

MOST_DUPLICATES = 5


class PromoteView(QuestionScreen):
    """Makes a draft FAQ page of a question that was answered; likely duplicates come first (rule 14)."""

    template_name = "servicedesk/promotion/promote.html"
    header_icon = "openquote"
    may = staticmethod(may_promote)

    def get_page_title(self) -> str:
        return _("Take up in a knowledge base")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.when_ready() or self.show(PromotionForm(question=self.question, user=request.user))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not_ready := self.when_ready():
            return not_ready
        form = PromotionForm(request.POST, question=self.question, user=request.user)
        if not form.is_valid():
            return self.show(form)
        page = form.save(now=timezone.now())
        messages.success(request, _("“%s” now stands as a draft in the knowledge base.") % page.title)
        return redirect(self.page_url())

    def when_ready(self) -> HttpResponse | None:
        """Back to the question, with the reason, while there is nothing to take up."""
        if self.question.is_open:
            reason = _("Answer or close the question first; then it can be taken up.")
        elif self.question.promoted_page:
            reason = _("This question was taken up already: “%s”.") % self.question.promoted_page.title
        else:
            return None
        messages.warning(self.request, reason)
        return redirect(self.page_url())

    def show(self, form: PromotionForm) -> TemplateResponse:  # type: ignore[override]
        asked = {"query": self.question.title, "user": self.request.user, "site": self.question.office.site}
        duplicates = list(search_faqs(**asked)[:MOST_DUPLICATES])
        context = self.get_context_data(
            question=self.question, form=form, duplicates=duplicates, media=form.media
        )
        return TemplateResponse(self.request, self.template_name, context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = super().get_breadcrumbs_items()[:-1]
        question = {
            "url": reverse("questions:question", args=[self.question.pk]),
            "label": self.question.title,
        }
        return [*above, question, {"url": "", "label": self.get_page_title()}]

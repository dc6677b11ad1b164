"""What led to a FAQ page, for its editors and the desk; without names."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from servicedesk.desk.screens import deny_access
from servicedesk.insight.origins.figures import figures_of
from servicedesk.insight.origins.forms import PhrasingForm
from servicedesk.insight.origins.permissions import (
    may_add_phrasing,
    may_read_reasons,
    may_see_origins,
    questions_read_at,
)
from servicedesk.insight.origins.wordings import TextList, known_phrasings, text_lists
from vraagbaak.knowledge.faqs.models import FaqPage


class PageScreen(WagtailAdminTemplateMixin, View):
    """About one page; who may not see what led to it is refused (403)."""

    header_icon = "comment"
    page: FaqPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(FaqPage.objects.with_place(), pk=kwargs["page_id"])
        if not may_see_origins(self.page, user=request.user):
            return deny_access(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def url(self) -> str:
        return reverse("origins:page", args=[self.page.pk])


class OriginsView(PageScreen):
    template_name = "servicedesk/insight/origins/origins.html"

    def get_page_title(self) -> str:
        return _("Questions behind this page")

    def get_page_subtitle(self) -> str:
        return self.page.title if hasattr(self, "page") else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, here]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        may_add = may_add_phrasing(self.page, user=request.user)
        context = self.get_context_data(
            page=self.page,
            figures=figures_of(self.page, now=timezone.now()),
            lists=self.lists(request),
            may_add=may_add,
            may_edit=self.page.permissions_for_user(request.user).can_edit(),
            known=[text.casefold() for text in known_phrasings(self.page)] if may_add else [],
        )
        return TemplateResponse(request, self.template_name, context)

    def lists(self, request: HttpRequest) -> dict[str, TextList]:
        user = request.user
        return text_lists(
            self.page,
            query=request.GET,
            readable=questions_read_at(self.page, user=user),
            with_reasons=may_read_reasons(self.page, user=user),
        )


class AddPhrasingView(PageScreen):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not may_add_phrasing(self.page, user=request.user):
            messages.error(
                request, _("You may not change this page now: it is locked, or not yours to edit.")
            )
            return redirect(self.url)
        form = PhrasingForm(request.POST, page=self.page, user=request.user)
        if form.is_valid() and form.save():
            messages.success(
                request,
                _("“%s” was added to the draft of the page. The page is found by it when you publish.")
                % form.cleaned_data["text"],
            )
        else:
            messages.error(request, form.errors["text"][0])
        return redirect(self.url)

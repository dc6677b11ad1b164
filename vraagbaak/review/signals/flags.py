"""A colleague reports that an answer may be wrong, from the desk or from the page."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.signals.actions import new_signal, raise_signals
from vraagbaak.review.signals.models import MAX_TEXT_LENGTH


def flag_page(*, page: FaqPage, user: User, remark: str, now: datetime) -> int:
    """Makes the review of the page due; a remark repeated on the same day counts once. Gives how many became due."""
    key = sha256(f"{user.pk}\n{timezone.localdate(now)}\n{remark}".encode()).hexdigest()
    signal = new_signal(page_id=page.pk, kind=EvidenceKind.FLAG, key=key, text=remark, user=user, now=now)
    return raise_signals(signals=[signal], now=now)


class FlagForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        max_length=MAX_TEXT_LENGTH,
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
        help_text=gettext_lazy("The owner of the page reads this. Leave out what could tell who asked."),
    )


class FlagView(WagtailAdminTemplateMixin, View):
    """For all colleagues who may see the page, also if they may not edit it."""

    template_name = "vraagbaak/review/signals/flag.html"
    page_title = gettext_lazy("Report an answer")
    header_icon = "warning"
    page: FaqPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(FaqPage.objects.visible_to(request.user), pk=kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(FlagForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = FlagForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        remark = form.cleaned_data["remark"]
        flag_page(page=self.page, user=request.user, remark=remark, now=timezone.now())
        messages.success(
            request, _("Thank you. The owner of “%s” finds it at the review of the page.") % self.page.title
        )
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")

    def show(self, form: FlagForm, status: int = 200) -> TemplateResponse:
        context = self.get_context_data(
            page=self.page,
            form=form,
            media=form.media,
            next_url=get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_home"),
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)

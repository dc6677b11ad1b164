"""The screen on which a page is reviewed: its answer, signals and earlier reviews, and a form for each outcome."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from vraagbaak.knowledge.faqs.choices import ReviewStatus
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import render_answer, render_markdown
from vraagbaak.review.reviews.actions import (
    AlreadyReviewedError,
    CannotUndoError,
    NotPublishedError,
    undo_review,
)
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.forms import FORMS, OutcomeForm
from vraagbaak.review.reviews.models import Review, ReviewTask
from vraagbaak.review.reviews.permissions import reviewable_by
from vraagbaak.review.reviews.signal_groups import open_signal_groups

MAX_REVIEWS = 20
WORDS = {
    Outcome.STILL_CORRECT: (
        gettext_lazy("Yes, it is still correct"),
        gettext_lazy("The date moves on, and the public reads that it was reviewed today."),
        gettext_lazy("Still correct"),
    ),
    Outcome.TO_BE_CHANGED: (
        gettext_lazy("No, it has to be changed"),
        gettext_lazy("The owner gets a task. The page stays published meanwhile."),
        gettext_lazy("Have it changed"),
    ),
    Outcome.RETIRED: (
        gettext_lazy("It is no longer needed"),
        gettext_lazy("The page is unpublished; you choose where its readers are led."),
        gettext_lazy("Retire the page"),
    ),
}


class ReviewView(WagtailAdminTemplateMixin, View):
    """The review of one page; 404 for users who may not review it."""

    template_name = "vraagbaak/review/reviews/review.html"
    header_icon = "history"
    page: FaqPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        pages = reviewable_by(request.user).with_review_status(timezone.localdate(self.now)).with_place()
        self.page = get_object_or_404(
            pages.select_related("owner_person", "owner_group"), pk=kwargs["page_id"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Review")

    def get_page_subtitle(self) -> str:
        return self.page.title if hasattr(self, "page") else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("reviews:report"), "label": _("Reviews")}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.get_page_subtitle()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("outcome", "")
        if chosen not in self.outcomes:
            return self.show(status=400)
        form = self.form(Outcome(chosen), request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        try:
            review = form.save()  # type: ignore[attr-defined]
        except AlreadyReviewedError as first:
            messages.warning(request, conflict_message(first.review))
            return redirect("reviews:review", self.page.pk)
        except (NotPublishedError, PermissionDenied) as refusal:
            messages.error(request, str(refusal) or _("The page is no longer published."))
            return redirect("reviews:report")
        undo = messages.button(reverse("reviews:undo", args=[review.pk]), _("Take back"))
        messages.success(request, success_message(review), buttons=[undo])
        return redirect(get_valid_next_url_from_request(request) or "reviews:report")

    @cached_property
    def rights(self) -> Any:
        return self.page.permissions_for_user(self.request.user)

    @property
    def outcomes(self) -> list[Outcome]:
        """Retiring is offered only to users who may unpublish the page."""
        may_retire = self.rights.can_unpublish()
        return [each for each in Outcome.chosen() if may_retire or each != Outcome.RETIRED]

    @property
    def chosen(self) -> str:
        """The outcome that is preselected by the link to this screen."""
        return self.request.GET.get("outcome", Outcome.STILL_CORRECT)

    def form(self, outcome: Outcome, data: Any = None) -> OutcomeForm:
        return FORMS[outcome](data, page=self.page, user=self.request.user, now=self.now)

    def show(self, filled: OutcomeForm | None = None, status: int = 200) -> TemplateResponse:
        forms = {outcome: self.form(outcome) for outcome in self.outcomes}
        if filled:
            forms[filled.outcome] = filled
        past = self.page.reviews.select_related("task").newest_first()[:MAX_REVIEWS]
        context = self.get_context_data(
            page=self.page,
            status=ReviewStatus(self.page.review_status).label,
            task=ReviewTask.objects.open().filter(page=self.page).select_related("review").first(),
            signal_groups=open_signal_groups(self.page),
            choices=[choice_of(form, is_open=outcome == self.chosen) for outcome, form in forms.items()],
            answer=render_answer(self.page),
            agent_note=render_markdown(self.page.agent_note),
            today=timezone.localdate(self.now),
            media=sum((form.media for form in forms.values()), Media()),
            reviews=[(review, review.may_be_undone_by(self.request.user, now=self.now)) for review in past],
            next_url=get_valid_next_url_from_request(self.request),
            may_edit=self.rights.can_edit(),
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


@dataclass(frozen=True)
class Choice:
    """A form with its texts."""

    form: OutcomeForm
    title: Any
    consequence: Any
    button: Any
    is_open: bool

    @property
    def outcome(self) -> str:
        return self.form.outcome.value


def choice_of(form: OutcomeForm, *, is_open: bool) -> Choice:
    title, consequence, button = WORDS[form.outcome]
    return Choice(form=form, title=title, consequence=consequence, button=button, is_open=is_open)


class UndoView(WagtailAdminTemplateMixin, View):
    """Undoes a review after confirmation; only for the reviewer, on the same day."""

    template_name = "vraagbaak/review/reviews/undo.html"
    page_title = gettext_lazy("Take back the review")
    header_icon = "rotate"
    review: Review

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("reviews:report"), "label": _("Reviews")}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        mine = Review.objects.filter(reviewer=request.user.pk, page__isnull=False)
        self.review = get_object_or_404(mine, pk=kwargs["review_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return TemplateResponse(request, self.template_name, self.get_context_data(review=self.review))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            undo_review(review=self.review, user=request.user, now=timezone.now())
        except CannotUndoError as refusal:
            messages.error(request, str(refusal))
            return redirect("reviews:report")
        messages.success(request, _("The review of “%s” was taken back.") % self.review.question)
        return redirect("reviews:review", self.review.page_id)


def success_message(review: Review) -> str:
    if review.outcome == Outcome.RETIRED:
        return _("“%s” is no longer published.") % review.question
    day = date_format(review.next_on or review.done_on, "DATE_FORMAT")
    if review.outcome == Outcome.TO_BE_CHANGED:
        return _("The owner of “%(question)s” has until %(day)s to change it.") % {
            "question": review.question,
            "day": day,
        }
    return _("“%(question)s” is still correct; the next review is on %(day)s.") % {
        "question": review.question,
        "day": day,
    }


def conflict_message(review: Review) -> str:
    """Says who reviewed the page first."""
    return _("%(name)s reviewed this page at %(moment)s already: %(outcome)s. Yours was not stored.") % {
        "name": review.reviewer_name or _("Somebody"),
        "moment": date_format(timezone.localtime(review.done_at), "SHORT_DATETIME_FORMAT"),
        "outcome": review.get_outcome_display(),
    }

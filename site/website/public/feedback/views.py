from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.actions import explain_feedback, give_feedback
from vraagbaak.knowledge.feedback.models import Feedback
from website.public.feedback.forms import FeedbackForm, ReasonForm
from website.visits.access import find_faq
from website.visits.rate_limits import allow_client

SALT = "website.feedback"
REASON_SECONDS = 86_400


@require_POST
def feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    """Counts a “yes” or “no” at once; after a “no” an optional form asks for the reason."""
    page = find_faq(request, page_id)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return redirect(page.get_url(request))
    if not allow_client(request, name="feedback", limit=settings.FEEDBACK_LIMIT_PER_HOUR):
        return answer(request, page, {"too_often": True}, status=429)
    helpful = form.cleaned_data["helpful"] == "yes"
    given = give_feedback(page=page, helpful=helpful, now=timezone.now())
    if helpful:
        return answer(request, page, {"thanks": True})
    return answer(
        request, page, {"form": ReasonForm(initial={"feedback": signing.dumps(given.pk, salt=SALT)})}
    )


@require_POST
def feedback_reason(request: HttpRequest, page_id: int) -> HttpResponse:
    page = find_faq(request, page_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return answer(request, page, {"form": form})
    if given := given_before(page, form.cleaned_data["feedback"]):
        explain_feedback(feedback=given, reason=form.cleaned_data["reason"])
    return answer(request, page, {"thanks": True})


def given_before(page: FaqPage, signed: str) -> Feedback | None:
    try:
        pk = signing.loads(signed, salt=SALT, max_age=REASON_SECONDS)
    except signing.BadSignature:
        return None
    return page.feedback.filter(pk=pk).first()


def answer(request: HttpRequest, page: FaqPage, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """For htmx the part below the answer; without JavaScript a page of its own."""
    template = "website/feedback/_feedback.html" if request.htmx else "website/feedback/feedback.html"  # type: ignore[attr-defined]
    return render(request, template, {"faq": page, **context}, status=status)

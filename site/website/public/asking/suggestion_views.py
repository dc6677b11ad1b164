"""The pages that may answer the question (rule 7): shown while typing or as a step, opened, accepted or declined."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from servicedesk.asking.decline_forms import DeclineForm
from servicedesk.deflection.actions import decline_suggestion, end_run_answered, open_suggestion
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from vraagbaak.knowledge.faqs.models import FaqPage
from website.public.asking.context import ask_context
from website.public.asking.drafts import draft_of, drop_draft, keep_for_other_devices
from website.public.asking.runs import find_run, step_url
from website.public.asking.stamps import Stamp
from website.public.asking.suggesting import digest_of, suggest_before_sending, suggest_in_form
from website.visits.access import find_faq
from website.visits.rate_limits import allow_client


@never_cache
@require_POST
def ask_typing(request: HttpRequest) -> HttpResponse:
    """The list beside the form; an empty response when the form shows the same list already, so that nothing moves."""
    ask = ask_context(request, may_be_remembered=True)
    submitted = ask.submitted_question
    if request.POST.get("typed"):
        # A form that was just opened calls this too, with what it was opened with; that must not replace a draft.
        keep_for_other_devices(ask, **submitted)
    pages, run_key = suggest_in_form(ask, ask.stamp, **submitted)
    query = submitted["title"] or submitted["body"]
    context: dict[str, Any] = {"pages": pages, "query": query, "run_key": run_key}
    listed = render_to_string("website/asking/_suggestions.html", context, request)
    seen = digest_of(listed)
    if seen == request.POST.get("seen"):
        return HttpResponse(status=204)
    return render(request, "website/asking/_suggestions_seen.html", {"listed": listed, "seen": seen})


@never_cache
@require_safe
def ask_suggestions(request: HttpRequest) -> HttpResponse:
    """A step between question and details, for visitors who saw no suggestions while typing."""
    ask = ask_context(request)
    draft = draft_of(ask, ask.run_key)
    if not draft:
        return redirect(step_url("ask", run=ask.run_key) if ask.run_key else "website:ask")
    run = find_run(ask)
    pages = suggest_before_sending(ask, run, **draft)
    if not pages:
        return redirect(step_url("ask_details", run=run.key))
    context = {"pages": pages, "draft": draft, "run_key": run.key, "stamp": Stamp.of_run(run)}
    return render(request, "website/asking/suggestions.html", context)


@never_cache
@require_safe
def ask_open(request: HttpRequest, page_id: int) -> HttpResponse:
    """Counts that a suggestion was opened, and shows it: beside the form, or as its own page with a way back."""
    ask = ask_context(request)
    page, run = find_faq(request, page_id), find_run(ask)
    open_suggestion(run=run, page=page, now=ask.now)
    if request.htmx:  # type: ignore[attr-defined]
        return show_beside(request, run, page, form=DeclineForm())
    return redirect(f"{page.get_url(request)}?{urlencode({'run': run.key})}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_answered(request: HttpRequest) -> HttpResponse:
    """“This answers my question” ends the run, and nothing is sent."""
    if request.method != "POST":
        return render(request, "website/asking/answered.html")
    ask = ask_context(request)
    run = find_run(ask)
    if run.outcome == AskOutcome.ASKED:
        # Pressed in a list that the back button brought back; “nothing was sent” would not be true.
        return go_to(request, step_url("ask_done", run=run.key))
    page = find_faq(request, request.POST.get("page", ""))
    if allow_client(request, name="answered", limit=settings.ANSWERED_LIMIT_PER_HOUR):
        end_run_answered(run=run, page=page, now=ask.now, visitor=ask.visitor.today)
    drop_draft(ask, run.key)
    return go_to(request, reverse("website:ask_answered"))


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)  # type: ignore[attr-defined]


@never_cache
@require_POST
def ask_declined(request: HttpRequest) -> HttpResponse:
    """“It did not help because …”: this run does not suggest the page again, and its owner gets the reason."""
    ask = ask_context(request)
    run, page = find_run(ask), find_faq(request, request.POST.get("page", ""))
    form = DeclineForm(request.POST)
    if form.is_valid() and not allow_client(request, name="feedback", limit=settings.FEEDBACK_LIMIT_PER_HOUR):
        form.add_error(None, _("You have given feedback very often this hour. Try again later."))
    if not form.is_valid():
        return show_beside(request, run, page, form=form)
    decline_suggestion(run=run, page=page, reason=form.cleaned_data["reason"], now=ask.now)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "website/asking/_declined_thanks.html", {"page": page})
    messages.success(request, _("Thank you. What you wrote goes to whoever keeps this answer."))
    return redirect(step_url("ask_suggestions", run=run.key))


def show_beside(request: HttpRequest, run: AskRun, page: FaqPage, *, form: DeclineForm) -> HttpResponse:
    """For htmx the answer beside the form; without JavaScript the form for the reason, on a page of its own."""
    template = "website/asking/_opened_page.html" if request.htmx else "website/asking/declined.html"  # type: ignore[attr-defined]
    return render(request, template, {"page": page, "run_key": run.key, "form": form})

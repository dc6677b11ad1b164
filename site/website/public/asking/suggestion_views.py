"""The pages that may answer the question: while it is typed, as a step of their own, opened, and judged (rule 7)."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from servicedesk.asking.decline_forms import DeclineForm
from servicedesk.deflection.actions import decline_suggestion, open_suggestion
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from vraagbaak.knowledge.faqs.models import FaqPage
from website.public.asking.drafts import draft_of, drop_draft, keep_for_other_devices
from website.public.asking.runs import answered, find_run
from website.public.asking.stamps import Stamp, read_stamp
from website.public.asking.suggesting import digest_of, suggest_before_sending, suggest_in_form
from website.public.asking.web_addresses import address
from website.visits.access import find_faq
from website.visits.rate_limits import allow_address


@never_cache
@require_POST
def ask_typing(request: HttpRequest) -> HttpResponse:
    """The list beside the form; no content when the form shows the same one already, so that nothing moves."""
    title, body = (request.POST.get(name, "") for name in ("title", "body"))
    if request.POST.get("typed"):
        # A form that opens looks too, with what it came with; what was kept is not overwritten by that.
        keep_for_other_devices(request, title=title, body=body)
    stamp = read_stamp(request.POST.get("run", ""))
    pages, run_key = suggest_in_form(request, stamp, title=title, body=body)
    context: dict[str, Any] = {"pages": pages, "query": title or body, "run_key": run_key}
    listed = render_to_string("website/_suggestions.html", context, request)
    seen = digest_of(listed)
    if seen == request.POST.get("seen"):
        return HttpResponse(status=204)
    return render(request, "website/_suggestions_seen.html", {"listed": listed, "seen": seen})


@never_cache
@require_safe
def ask_suggestions(request: HttpRequest) -> HttpResponse:
    """The step between for who saw nothing while typing."""
    key = request.GET.get("run", "")
    draft = draft_of(request, key)
    if not draft:
        return redirect(address("ask", run=key) if key else "website:ask")
    run = find_run(request, key)
    pages = suggest_before_sending(request, run, **draft)
    if not pages:
        return redirect(address("ask_details", run=key))
    stamp = Stamp(key=key, opened_at=run.begun_at)
    context = {"pages": pages, "draft": draft, "run_key": key, "stamp": stamp}
    return render(request, "website/ask_suggestions.html", context)


@never_cache
@require_safe
def ask_open(request: HttpRequest, page_id: int) -> HttpResponse:
    """Counts that a suggestion was opened, and shows it: beside the form, or as the page, which knows the way back."""
    page = find_faq(request, page_id)
    run = find_run(request, request.GET.get("run", ""))
    open_suggestion(run=run, page=page, now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        return show_beside(request, run, page, form=DeclineForm())
    return redirect(f"{page.get_url(request)}?{urlencode({'run': run.key})}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_answered(request: HttpRequest) -> HttpResponse:
    """“This answers my question” ends the run, and nothing is sent."""
    if request.method != "POST":
        return render(request, "website/ask_answered.html")
    run = find_run(request, request.POST.get("run", ""))
    if run.outcome == AskOutcome.ASKED:
        # In a list that the back button brought back: that nothing was sent is not true any more.
        return go_to(request, address("ask_done", run=run.key))
    page = find_faq(request, request.POST.get("page", ""))
    if allow_address(request, name="answered", limit=settings.ANSWERED_LIMIT_PER_HOUR):
        answered(request, run, page)
    drop_draft(request, run.key)
    return go_to(request, reverse("website:ask_answered"))


def go_to(request: HttpRequest, place: str) -> HttpResponse:
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)  # type: ignore[attr-defined]


@never_cache
@require_POST
def ask_declined(request: HttpRequest) -> HttpResponse:
    """“It did not help because …”: the page is suggested no more in this run, and its owner gets the reason."""
    run = find_run(request, request.POST.get("run", ""))
    page = find_faq(request, request.POST.get("page", ""))
    form = DeclineForm(request.POST)
    if form.is_valid() and not allow_address(
        request, name="feedback", limit=settings.FEEDBACK_LIMIT_PER_HOUR
    ):
        form.add_error(None, _("You have given feedback very often this hour. Try again later."))
    if not form.is_valid():
        return show_beside(request, run, page, form=form)
    decline_suggestion(run=run, page=page, reason=form.cleaned_data["reason"], now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "website/_beside_thanks.html", {"page": page})
    messages.success(request, _("Thank you. What you wrote goes to whoever keeps this answer."))
    return redirect(address("ask_suggestions", run=run.key))


def show_beside(request: HttpRequest, run: AskRun, page: FaqPage, *, form: DeclineForm) -> HttpResponse:
    """The answer beside the form for htmx; without JavaScript only what was wrong with the reason, on its own page."""
    template = "website/_beside.html" if request.htmx else "website/ask_declined.html"  # type: ignore[attr-defined]
    return render(request, template, {"page": page, "run_key": run.key, "form": form})

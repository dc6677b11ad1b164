"""The question itself: the first step of asking."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk.asking.forms import QuestionForm
from website.public.asking.drafts import (
    draft_of,
    draft_of_other_device,
    drop_for_other_devices,
    has_asked,
    keep_draft,
)
from website.public.asking.gate import refusal_of_asking
from website.public.asking.runs import begin, office_of
from website.public.asking.sent import is_sent_again, just_sent
from website.public.asking.stamps import Stamp, new_stamp, read_stamp
from website.public.asking.suggesting import stamp_of_run
from website.public.asking.web_addresses import address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    if refused := refusal_of_asking(request, office=office_of(request)):
        return refused
    if request.method == "POST":
        return take_question(request)
    key = request.GET.get("run", "")
    if key and has_asked(request, key):
        return redirect(address("ask_done", run=key))
    return offer_form(request, key)


def offer_form(request: HttpRequest, key: str) -> HttpResponse:
    """With what was typed before: in this run, on another device, or as a search."""
    if draft := draft_of(request, key):
        return show_question_form(request, QuestionForm(initial=draft), stamp=stamp_of_run(key))
    context: dict[str, Any] = {"lost": bool(key), "sent": just_sent(request, now=timezone.now())}
    query, kept = searched(request.GET), draft_of_other_device(request)
    typed = {"title": kept.title, "body": kept.body} if kept else {"title": query or None}
    form = QuestionForm(initial=typed)
    return show_question_form(request, form, stamp=new_stamp(), kept=kept, query=query, **context)


def searched(given: QueryDict) -> str:
    return given.get("q", "").replace("\0", "")[:255]


def take_question(request: HttpRequest) -> HttpResponse:
    form, stamp = QuestionForm(request.POST), read_stamp(request.POST.get("run", "")) or new_stamp()
    if "change" in request.POST or not form.is_valid():
        return show_question_form(request, form, stamp=stamp)
    if is_sent_again(request, key=stamp.key, **form.cleaned_data):
        return redirect(address("ask_done", run=stamp.key))
    run = begin(request, stamp)
    keep_draft(request, key=run.key, **form.cleaned_data)
    # Who saw suggestions while typing has had the step between; the others get it now.
    step = "ask_details" if request.POST.get("suggested") else "ask_suggestions"
    return redirect(address(step, run=run.key))


def show_question_form(
    request: HttpRequest, form: QuestionForm, *, stamp: Stamp, **context: Any
) -> HttpResponse:
    return render(request, "website/ask.html", {"form": form, "stamp": stamp, **context})


@never_cache
@require_POST
def ask_afresh(request: HttpRequest) -> HttpResponse:
    """Throws away what was typed on another device, and goes on with what was searched for."""
    drop_for_other_devices(request)
    query = searched(request.POST)
    return redirect(f"{reverse('website:ask')}?{urlencode({'q': query})}" if query else "website:ask")

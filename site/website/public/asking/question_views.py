"""The question itself: the first step of asking."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk.asking.forms import QuestionForm
from website.public.asking.context import AskContext, ask_context
from website.public.asking.drafts import (
    draft_of,
    draft_of_other_device,
    drop_for_other_devices,
    has_asked,
    keep_draft,
)
from website.public.asking.gate import gate_response
from website.public.asking.runs import (
    begin,
    is_sent_again,
    just_sent,
    runs_of,
    step_url,
)
from website.public.asking.stamps import Stamp, new_stamp


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    ask = ask_context(request)
    if response := gate_response(request, ask):
        return response
    if request.method == "POST":
        return take_question(request, ask)
    if ask.run_key and has_asked(ask, ask.run_key):
        return redirect(step_url("ask_done", run=ask.run_key))
    return offer_form(request, ask)


def offer_form(request: HttpRequest, ask: AskContext) -> HttpResponse:
    """With what was typed before: in this run, on another device, or as a search."""
    if draft := draft_of(ask, ask.run_key):
        run = runs_of(ask).filter(key=ask.run_key).first()
        stamp = Stamp.of_run(run) if run else new_stamp()
        return show_question_form(request, QuestionForm(initial=draft), stamp=stamp)
    query, kept = query_in(request.GET), draft_of_other_device(ask)
    typed = {"title": kept.title, "body": kept.body} if kept else {"title": query or None}
    return show_question_form(
        request,
        QuestionForm(initial=typed),
        stamp=new_stamp(),
        kept=kept,
        query=query,
        lost=bool(ask.run_key),
        sent=just_sent(ask),
    )


def query_in(given: QueryDict) -> str:
    return given.get("q", "").replace("\0", "")[:255]


def take_question(request: HttpRequest, ask: AskContext) -> HttpResponse:
    form, stamp = QuestionForm(request.POST), ask.stamp or new_stamp()
    if "change" in request.POST or not form.is_valid():
        return show_question_form(request, form, stamp=stamp)
    if is_sent_again(ask, key=stamp.key, **form.cleaned_data):
        return redirect(step_url("ask_done", run=stamp.key))
    run = begin(ask, stamp)
    keep_draft(ask, key=run.key, **form.cleaned_data)
    # Visitors who saw suggestions while typing skip the step between; the others get it now.
    step = "ask_details" if request.POST.get("suggested") else "ask_suggestions"
    return redirect(step_url(step, run=run.key))


def show_question_form(
    request: HttpRequest, form: QuestionForm, *, stamp: Stamp, **context: Any
) -> HttpResponse:
    return render(request, "website/asking/question.html", {"form": form, "stamp": stamp, **context})


@never_cache
@require_POST
def ask_afresh(request: HttpRequest) -> HttpResponse:
    """Throws away what was typed on another device, and goes on with what was searched for."""
    drop_for_other_devices(ask_context(request))
    query = query_in(request.POST)
    return redirect(f"{reverse('website:ask')}?{urlencode({'q': query})}" if query else "website:ask")

"""The question itself, and the pages that may answer it: the steps before who asks."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from servicedesk.asking.actions import end_run_answered, open_suggestion
from servicedesk.asking.forms import QuestionForm
from website.access import find_faq
from website.asking.addresses import address
from website.asking.drafts import draft_of, drop_draft, keep_draft
from website.asking.runs import begin, find_run, office_of, remember_shown, suggest
from website.asking.stamps import Stamp, new_stamp, read_stamp


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The first step: the question."""
    office_of(request)
    if request.method == "POST":
        return take_question(request)
    key = request.GET.get("run", "")
    draft = draft_of(request, key) or {"title": request.GET.get("q", "")[:255]}
    return show_question_form(request, QuestionForm(initial=draft), stamp=new_stamp())


def take_question(request: HttpRequest) -> HttpResponse:
    form, stamp = QuestionForm(request.POST), read_stamp(request.POST.get("run", "")) or new_stamp()
    if not form.is_valid():
        return show_question_form(request, form, stamp=stamp)
    run = begin(request, stamp)
    keep_draft(request, key=run.key, **form.cleaned_data)
    # Who saw suggestions while typing has had the step between; the others get it now.
    step = "ask_details" if request.POST.get("suggested") else "ask_suggestions"
    return redirect(address(step, run=run.key))


def show_question_form(request: HttpRequest, form: QuestionForm, *, stamp: Stamp) -> HttpResponse:
    return render(request, "website/ask.html", {"form": form, "stamp": stamp})


@never_cache
@require_safe
def ask_suggestions(request: HttpRequest) -> HttpResponse:
    """The pages that may answer the question: a piece below the field for htmx, else a step of its own (rule 7)."""
    if request.htmx:  # type: ignore[attr-defined]
        return suggest_while_typing(request)
    key = request.GET.get("run", "")
    draft = draft_of(request, key)
    if not draft:
        return redirect("website:ask")
    pages = suggest(request, draft["title"])
    if not pages:
        return redirect(address("ask_details", run=key))
    remember_shown(find_run(request, key), pages)
    return render(request, "website/ask_suggestions.html", {"pages": pages, "draft": draft, "run_key": key})


def suggest_while_typing(request: HttpRequest) -> HttpResponse:
    """Counts what was shown to a form of ours only: an address that anybody can call writes nothing."""
    pages = suggest(request, request.GET.get("title", ""))
    context: dict[str, Any] = {"pages": pages, "query": request.GET.get("title", "")}
    stamp = read_stamp(request.GET.get("run", ""))
    if pages and stamp:
        context["run_key"] = remember_shown(begin(request, stamp), pages).key
    return render(request, "website/_suggestions.html", context)


@never_cache
@require_safe
def ask_open(request: HttpRequest, page_id: int) -> HttpResponse:
    """Counts that a suggestion was opened, and goes there; the page then knows the way back."""
    page = find_faq(request, page_id)
    run = find_run(request, request.GET.get("run", ""))
    open_suggestion(run=run, page=page, now=timezone.now())
    return redirect(f"{page.get_url(request)}?{urlencode({'run': run.key})}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_answered(request: HttpRequest) -> HttpResponse:
    """“This answers my question” ends the run, and nothing is sent."""
    if request.method != "POST":
        return render(request, "website/ask_answered.html")
    run = find_run(request, request.POST.get("run", ""))
    page = find_faq(request, request.POST.get("page", ""))
    end_run_answered(run=run, page=page, now=timezone.now())
    drop_draft(request, run.key)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(reverse("website:ask_answered"))
    return redirect("website:ask_answered")

"""Asking, in steps: the question, the pages that may answer it, who asks, sent. Each has an address of its own."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from servicedesk.asking.actions import end_run_answered, open_suggestion
from servicedesk.asking.forms import QuestionForm
from website.access import find_faq
from website.asking.drafts import draft_of, drop_draft, has_asked, keep_draft, remember_asked
from website.asking.forms import WebAskForm
from website.asking.runs import ask_once, begin, find_run, office_of, remember_shown, suggest
from website.asking.stamps import Stamp, new_stamp, read_stamp
from website.limits import allow_address


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_details(request: HttpRequest) -> HttpResponse:
    """The second step: who asks. Sending it asks the question."""
    if request.method == "POST":
        return take_details(request)
    key = request.GET.get("run", "")
    draft = draft_of(request, key)
    if not draft:
        return redirect("website:ask")
    return show_details_form(request, WebAskForm(initial=draft, run=find_run(request, key)))


def take_details(request: HttpRequest) -> HttpResponse:
    run = find_run(request, request.POST.get("run", ""))
    if run.question:
        # A second press. Who did not ask, and only has the address of the run, is sent on by `ask_done`.
        return redirect(address("ask_done", run=run.key))
    form = WebAskForm(request.POST, run=run)
    if not form.is_valid():
        return show_details_form(request, form)
    if not allow_address(request, name="ask", limit=settings.ASK_LIMIT_PER_HOUR):
        form.add_error(
            None,
            _("Too many questions came from your address this hour. Your text is still here: try later."),
        )
        return show_details_form(request, form, status=429)
    ask_once(form)
    drop_draft(request, run.key)
    remember_asked(request, run.key)
    return redirect(address("ask_done", run=run.key))


def show_details_form(request: HttpRequest, form: WebAskForm, status: int = 200) -> HttpResponse:
    return render(request, "website/ask_details.html", {"form": form, "run_key": form.run.key}, status=status)


@never_cache
@require_safe
def ask_done(request: HttpRequest) -> HttpResponse:
    """Opens for the browser that asked only: the key of a run stands in addresses that people pass on."""
    run = find_run(request, request.GET.get("run", ""))
    if not (run.question and has_asked(request, run.key)):
        return redirect("website:ask")
    return render(request, "website/ask_done.html", {"question": run.question})


def address(step: str, *, run: str) -> str:
    return f"{reverse(f'website:{step}')}?{urlencode({'run': run})}"

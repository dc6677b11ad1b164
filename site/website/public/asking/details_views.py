"""Who asks, and sending: the last steps of asking."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.deflection.models import AskRun
from servicedesk.mail.status_links import issue_link_once
from website.public.asking.askers import asker_of
from website.public.asking.drafts import draft_of, drop_draft, has_asked, remember_asked
from website.public.asking.forms import DetailsForm, WebAskForm
from website.public.asking.gate import refusal_of_details
from website.public.asking.proof_of_work import widget_words
from website.public.asking.runs import ask_once, begin, find_run, known_run, office_of
from website.public.asking.stamps import new_stamp
from website.public.asking.web_addresses import address
from website.public.attachments.pending_uploads import (
    drop_file,
    forget_files,
    kept_files,
    take_files,
    tell_lost_files,
)
from website.public.attachments.uploads import cap_uploads
from website.visits.rate_limits import allow_address


@csrf_exempt
def ask_details(request: HttpRequest) -> HttpResponse:
    """The second step: who asks. Sending it asks the question.

    How uploads are read is settled before the check of the form's origin reads them; that check stands below.
    """
    cap_uploads(request)
    return details(request)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    key = (request.POST if request.method == "POST" else request.GET).get("run", "")
    run = known_run(request, key)
    if run and run.question:
        # A second press, or the back button. Who only has the address of the run is sent on by `ask_done`.
        return redirect(address("ask_done", run=run.key))
    if refused := refusal_of_details(request, office=office_of(request), run_key=key):
        return refused
    if request.method == "POST":
        return take_details(request, run or begin(request, new_stamp()))
    draft = draft_of(request, key)
    if not (run and draft):
        return redirect(address("ask", run=key) if key else "website:ask")
    return show_details_form(request, empty_form(request, run, draft))


def empty_form(request: HttpRequest, run: AskRun, typed: dict[str, Any]) -> WebAskForm:
    """With what was typed, and nothing said about it yet."""
    return WebAskForm(initial=typed, run=run, asker=asker_of(request, run.office))


def take_details(request: HttpRequest, run: AskRun) -> HttpResponse:
    refusals = take_files(request, run)
    if number := request.POST.get("remove"):
        drop_file(request, run, number)
        return show_details_form(request, empty_form(request, run, request.POST.dict()))
    form = WebAskForm(request.POST, run=run, asker=asker_of(request, run.office))
    form.refuse_files([*tell_lost_files(request, run), *refusals])
    if form.errors:
        return show_details_form(request, form)
    if not allow_address(request, name="ask", limit=settings.ASK_LIMIT_PER_HOUR):
        form.add_error(
            None,
            _("Too many questions came from your address this hour. Your text is still here: try later."),
        )
        return show_details_form(request, form, status=429)
    return send(request, form)


def send(request: HttpRequest, form: WebAskForm) -> HttpResponse:
    run = form.run
    ask_once(request, form, attachments=kept_files(request, run))
    drop_draft(request, run.key)
    forget_files(request, run)
    remember_asked(request, run.key)
    return redirect(address("ask_done", run=run.key))


def show_details_form(request: HttpRequest, form: WebAskForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "office": form.office,
        "run_key": form.run.key,
        "attachments": kept_files(request, form.run),
    }
    if form.office.demands_work:
        context["work_words"] = widget_words()
    response = render(request, "website/ask_details.html", context, status=status)
    return let_work(request, response) if form.office.demands_work else response


def let_work(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The sum is made in a worker, whose script the widget carries in itself."""
    allowing = csp_update({"worker-src": ["'self'", "blob:"]})
    return allowing(lambda _request: response)(request)  # type: ignore[return-value]


@never_cache
@require_POST
def ask_subject_fields(request: HttpRequest) -> HttpResponse:
    """What the chosen subject asks more: a piece of the form, asked for while it is filled in."""
    form = DetailsForm(initial=request.POST.dict(), office=office_of(request))
    return render(request, "website/_subject_fields.html", {"form": form, "is_announced": True})


@never_cache
@require_safe
def ask_done(request: HttpRequest) -> HttpResponse:
    """Opens for the browser that asked only: the key of a run stands in addresses that people pass on."""
    run = find_run(request, request.GET.get("run", ""))
    if not (run.question and has_asked(request, run.key)) or run.question.erased_at:
        return redirect("website:ask")
    token = issue_link_once(question=run.question, sending=run.key, now=timezone.now())
    return render(request, "website/ask_done.html", {"question": run.question, "status_token": token})

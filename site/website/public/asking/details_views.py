"""Who asks, and sending: the last steps of asking."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.deflection.models import AskRun
from servicedesk.mail.status_links.actions import issue_link_once
from website.public.asking.context import AskContext, ask_context
from website.public.asking.drafts import draft_of, has_asked
from website.public.asking.forms import DetailsForm, WebAskForm
from website.public.asking.gate import details_gate_response
from website.public.asking.pending_uploads import CappedUploadHandler, PendingUploads
from website.public.asking.proof_of_work import widget_words
from website.public.asking.runs import begin, find_run, known_run, step_url
from website.public.asking.sending import send
from website.public.asking.stamps import new_stamp
from website.visits.rate_limits import allow_ip
from website.visits.sites import office_of


@csrf_exempt
def ask_details(request: HttpRequest) -> HttpResponse:
    """The second step: who asks. Sending it asks the question.

    How uploads are read must be settled before the CSRF check reads them; `details` has that check.
    """
    request.upload_handlers = [CappedUploadHandler(request)]
    return details(request)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    ask = ask_context(request)
    run = known_run(ask)
    if run and run.question:
        # A second press, or the back button. Visitors who only have the URL of the run are sent on by `ask_done`.
        return redirect(step_url("ask_done", run=run.key))
    if run is None and request.method == "POST" and ask.may_ask:
        run = begin(ask, new_stamp())
    if response := details_gate_response(request, ask, run):
        return response
    draft = draft_of(ask, ask.run_key)
    if run is None or not (draft or request.method == "POST"):
        return redirect(step_url("ask", run=ask.run_key) if ask.run_key else "website:ask")
    uploads = PendingUploads(ask, run)
    if request.method == "POST":
        uploads.receive(request)
        return take_details(request, ask, run, uploads)
    return show_details_form(request, unchecked_form(ask, run, draft), uploads)


def unchecked_form(ask: AskContext, run: AskRun, typed: dict[str, Any] | None) -> WebAskForm:
    """Shows what was typed without saying what is wrong with it."""
    return WebAskForm(initial=typed, run=run, asker=ask.asker)


def take_details(request: HttpRequest, ask: AskContext, run: AskRun, uploads: PendingUploads) -> HttpResponse:
    if request.POST.get("remove"):
        return show_details_form(request, unchecked_form(ask, run, request.POST.dict()), uploads)
    form = WebAskForm(request.POST, run=run, asker=ask.asker, file_errors=uploads.errors)
    if not form.is_valid():
        return show_details_form(request, form, uploads)
    if not allow_ip(ask.visit.ip, name="ask", limit=settings.ASK_LIMIT_PER_HOUR):
        form.add_error(
            None,
            _("Too many questions came from your address this hour. Your text is still here: try later."),
        )
        return show_details_form(request, form, uploads, status=429)
    send(ask, form, uploads)
    return redirect(step_url("ask_done", run=run.key))


def show_details_form(
    request: HttpRequest, form: WebAskForm, uploads: PendingUploads, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "office": form.office,
        "run_key": form.run.key,
        "attachments": uploads.files,
    }
    if form.office.demands_work:
        context["work_words"] = widget_words()
    response = render(request, "website/asking/details.html", context, status=status)
    return allow_blob_workers(request, response) if form.office.demands_work else response


def allow_blob_workers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The widget computes its proof of work in a worker, whose script it makes from a blob of its own."""
    allowing = csp_update({"worker-src": ["'self'", "blob:"]})
    return allowing(lambda _request: response)(request)  # type: ignore[return-value]


@never_cache
@require_POST
def ask_subject_fields(request: HttpRequest) -> HttpResponse:
    """The extra fields of the chosen subject: a piece of the form, fetched while it is filled in."""
    form = DetailsForm(initial=request.POST.dict(), office=office_of(request))
    return render(request, "website/asking/_subject_fields.html", {"form": form, "is_announced": True})


@never_cache
@require_safe
def ask_done(request: HttpRequest) -> HttpResponse:
    """Opens only for the browser that asked: the key of a run stands in URLs that people pass on."""
    ask = ask_context(request)
    run = find_run(ask)
    if not (run.question and has_asked(ask, run.key)) or run.question.erased_at:
        return redirect("website:ask")
    token = issue_link_once(question=run.question, sending=run.key, now=ask.now)
    return render(request, "website/asking/done.html", {"question": run.question, "status_token": token})

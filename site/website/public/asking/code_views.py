"""Proving to read the mail of an address, where the office demands that before the details. It makes no account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from servicedesk.deflection.models import AskRun
from servicedesk.parties.email_verification.models import VerificationPurpose
from website.public.asking.confirmation import remember_confirmed, remember_verification, verification_of
from website.public.asking.context import AskContext, ask_context
from website.public.asking.drafts import draft_of, keep_draft
from website.public.asking.forms import AskAddressForm, AskCodeForm, CarriedQuestionForm
from website.public.asking.gate import gate_response
from website.public.asking.runs import find_run, step_url
from website.visits.rate_limits import allow_ip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_address(request: HttpRequest) -> HttpResponse:
    """To which e-mail address the code goes."""
    ask = ask_context(request)
    run = find_run(ask)
    if response := other_step(request, ask, run):
        return response
    if request.method == "POST":
        return take_address(request, ask, run)
    return show(request, ask, AskAddressForm(initial=draft_of(ask, run.key)), run)


def take_address(request: HttpRequest, ask: AskContext, run: AskRun) -> HttpResponse:
    form = AskAddressForm(request.POST)
    if not (form.is_valid() and send_code(ask, form)):
        return show(request, ask, form, run)
    keep_draft(ask, key=run.key, **form.question)
    return redirect(step_url("ask_code", run=run.key))


def send_code(ask: AskContext, form: AskAddressForm) -> bool:
    """Whether a code is sent; if not, the form says why."""
    if not allow_ip(ask.visit.ip, name="code", limit=settings.CODE_LIMIT_PER_HOUR):
        form.add_error(
            None, _("Many codes were asked for from here this hour. Your text is kept: try later.")
        )
        return False
    verification = form.request_code(
        office=ask.office, purpose=VerificationPurpose.ASK, language=get_language() or "nl", now=ask.now
    )
    if verification is None:
        return False
    remember_verification(ask.session, key=verification.key, email=verification.email)
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail; the right one leads on to the details."""
    ask = ask_context(request)
    run = find_run(ask)
    if response := other_step(request, ask, run):
        return response
    if verification_of(ask.session) is None:
        return show(request, ask, AskAddressForm(initial=question_of(ask, run)), run, lost=True)
    if request.method == "POST":
        return take_code(request, ask, run)
    return show(request, ask, AskCodeForm(initial=draft_of(ask, run.key)), run)


def take_code(request: HttpRequest, ask: AskContext, run: AskRun) -> HttpResponse:
    form, key = AskCodeForm(request.POST), (verification_of(ask.session) or {}).get("key", "")
    verification = (
        form.confirm(key=key, purpose=VerificationPurpose.ASK, now=ask.now) if form.is_valid() else None
    )
    if verification is None:
        return show(request, ask, form, run)
    remember_confirmed(ask.session, verification.email, now=ask.now)
    keep_draft(ask, key=run.key, **form.question)
    return redirect(step_url("ask_details", run=run.key))


def other_step(request: HttpRequest, ask: AskContext, run: AskRun) -> HttpResponse | None:
    """Where visitors go instead who may not ask, have no question yet, or have nothing to confirm."""
    if response := gate_response(request, ask):
        return response
    if not question_of(ask, run):
        return redirect(step_url("ask", run=run.key))
    if not ask.must_confirm:
        return redirect(step_url("ask_details", run=run.key))
    return None


def question_of(ask: AskContext, run: AskRun) -> dict[str, str] | None:
    """What is asked: as submitted with the form, or from the session."""
    return ask.submitted_question if ask.submitted_question["title"] else draft_of(ask, run.key)


def show(
    request: HttpRequest, ask: AskContext, form: CarriedQuestionForm, run: AskRun, *, lost: bool = False
) -> HttpResponse:
    template = "website/asking/code.html" if isinstance(form, AskCodeForm) else "website/asking/address.html"
    email = (verification_of(ask.session) or {}).get("email", "")
    context = {"form": form, "run_key": run.key, "email": email, "lost": lost}
    return render(request, template, context)

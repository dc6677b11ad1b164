"""Showing that an e-mail address is one's own, where the office asks that before who asks. It makes no account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from servicedesk.deflection.models import AskRun
from servicedesk.parties.email_verification.actions import (
    CodeRefusedError,
    TooManyCodesError,
    TooManyTriesError,
    WrongCodeError,
    confirm_code,
    request_code,
)
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from website.public.asking.code_forms import AddressForm, CarriedQuestionForm, CodeForm
from website.public.asking.confirmation import check_of, must_confirm, remember_check, remember_confirmed
from website.public.asking.drafts import draft_of, keep_draft
from website.public.asking.gate import refusal_of_asking
from website.public.asking.runs import find_run
from website.public.asking.web_addresses import address
from website.visits.rate_limits import allow_address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_address(request: HttpRequest) -> HttpResponse:
    """To which address the code goes."""
    run = find_run(request, key_of(request))
    if elsewhere := not_here(request, run):
        return elsewhere
    if request.method == "POST":
        return take_address(request, run)
    return show(request, AddressForm(initial=draft_of(request, run.key)), run)


def take_address(request: HttpRequest, run: AskRun) -> HttpResponse:
    form = AddressForm(request.POST)
    if not (form.is_valid() and send_code(request, run, form)):
        return show(request, form, run)
    keep_draft(request, key=run.key, **form.question)
    return redirect(address("ask_code", run=run.key))


def send_code(request: HttpRequest, run: AskRun, form: AddressForm) -> bool:
    """Whether a code goes out; if not, the form says why."""
    email = form.cleaned_data["email"]
    if not allow_address(request, name="code", limit=settings.CODE_LIMIT_PER_HOUR):
        form.add_error(
            None, _("Many codes were asked for from here this hour. Your text is kept: try later.")
        )
        return False
    try:
        check = request_code(
            office=run.office,
            email=email,
            language=get_language() or "nl",
            purpose=VerificationPurpose.ASK,
            now=timezone.now(),
        )
    except TooManyCodesError:
        form.add_error(
            "email", _("Several codes went to this address this hour. Use the last one, or try again later.")
        )
        return False
    remember_check(request, key=check.key, email=email)
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail; the right one leads on to who asks."""
    run = find_run(request, key_of(request))
    if elsewhere := not_here(request, run):
        return elsewhere
    if check_of(request) is None:
        return show(request, AddressForm(initial=question_of(request, run)), run, lost=True)
    if request.method == "POST":
        return take_code(request, run)
    return show(request, CodeForm(initial=draft_of(request, run.key)), run)


def take_code(request: HttpRequest, run: AskRun) -> HttpResponse:
    form = CodeForm(request.POST)
    check = confirm(request, form) if form.is_valid() else None
    if check is None:
        return show(request, form, run)
    remember_confirmed(request, check.email)
    keep_draft(request, key=run.key, **form.question)
    return redirect(address("ask_details", run=run.key))


def confirm(request: HttpRequest, form: CodeForm) -> EmailVerification | None:
    """None for a code that is refused; the form then says why."""
    key, code = (check_of(request) or {}).get("key", ""), form.cleaned_data["code"]
    try:
        return confirm_code(key=key, code=code, purpose=VerificationPurpose.ASK, now=timezone.now())
    except CodeRefusedError as refusal:
        form.add_error("code", sentence(refusal))
    return None


def sentence(refusal: CodeRefusedError) -> str:
    if isinstance(refusal, WrongCodeError) and refusal.left:
        return ngettext(
            "This is not the code that we mailed last. You can try once more.",
            "This is not the code that we mailed last. You can try %(left)d times more.",
            refusal.left,
        ) % {"left": refusal.left}
    if isinstance(refusal, WrongCodeError | TooManyTriesError):
        return _("This code was tried too often. Have a new one mailed.")
    return _("This code is too old. Have a new one mailed.")


def key_of(request: HttpRequest) -> str:
    return request.POST.get("run", "") or request.GET.get("run", "")


def not_here(request: HttpRequest, run: AskRun) -> HttpResponse | None:
    """Where who has nothing to confirm, or no question, goes instead."""
    if refused := refusal_of_asking(request, office=run.office):
        return refused
    if not question_of(request, run):
        return redirect(address("ask", run=run.key))
    if not must_confirm(request, office=run.office):
        return redirect(address("ask_details", run=run.key))
    return None


def question_of(request: HttpRequest, run: AskRun) -> dict[str, str] | None:
    """What is asked: as it came along, or from the session."""
    came_along = {name: request.POST.get(name, "") for name in ("title", "body")}
    return came_along if came_along["title"] else draft_of(request, run.key)


def show(request: HttpRequest, form: CarriedQuestionForm, run: AskRun, *, lost: bool = False) -> HttpResponse:
    template = "website/ask_code.html" if isinstance(form, CodeForm) else "website/ask_address.html"
    email = (check_of(request) or {}).get("email", "")
    context = {"form": form, "run_key": run.key, "email": email, "lost": lost}
    return render(request, template, context)

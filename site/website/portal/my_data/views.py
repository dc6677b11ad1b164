"""“My data”: what is kept of an asker, who needs no account to see, take along or erase it (rule 30)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.actions import (
    CodeRefusedError,
    TooManyCodesError,
    confirm_code,
    request_code,
)
from servicedesk.parties.email_verification.models import VerificationPurpose
from servicedesk.privacy.actions import erase_party
from servicedesk.privacy.export import as_json, export_parties
from servicedesk.privacy.views import zip_response
from website.portal.my_data.data_subjects import Seeker, forget, key_of, remember, seeker_of
from website.portal.my_data.forms import AddressForm, CodeForm, EraseForm
from website.portal.my_data.refusals import sentence_of
from website.portal.my_data.summary import Summary, summary_of
from website.public.asking.confirmation import forget_addresses
from website.public.asking.drafts import forget_asked, forget_drafts
from website.public.attachments.pending_uploads import forget_all_files
from website.visits.private_pages import private_page
from website.visits.rate_limits import allow_address
from website.visits.sites import site_of

TOO_OFTEN = "privacy"


def office_of(request: HttpRequest) -> Office:
    return get_object_or_404(Office, site=site_of(request))


def allow(request: HttpRequest) -> bool:
    return allow_address(request, name=TOO_OFTEN, limit=settings.PRIVACY_LIMIT_PER_HOUR)


def for_seekers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sends who has proven nothing, or not lately, to the beginning."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        seeker = seeker_of(request, office_of(request), now=timezone.now())
        return view(request, seeker) if seeker else redirect("website:privacy")

    return private_page(guarded)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the address to which a code goes. The same for every address."""
    office = office_of(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if refusal := send_code(request, office, form.cleaned_data["email"]):
            form.add_error(None, refusal)
            return show_start(request, office, form, status=429)
        return redirect("website:privacy_code")
    return show_start(request, office, form)


def send_code(request: HttpRequest, office: Office, email: str) -> str:
    """Gives the sentence that says why not; empty when the code is on its way."""
    if not allow(request):
        return _("You have tried very often this hour. Try again later.")
    language = get_language() or settings.LANGUAGE_CODE
    purpose, now = VerificationPurpose.PRIVACY, timezone.now()
    try:
        check = request_code(office=office, email=email, language=language, purpose=purpose, now=now)
    except TooManyCodesError:
        return _("Several codes went to this address this hour. Use the newest, or try again in an hour.")
    remember(request, check)
    return ""


def show_start(request: HttpRequest, office: Office, form: AddressForm, status: int = 200) -> HttpResponse:
    seeker = seeker_of(request, office, now=timezone.now())
    return render(
        request,
        "website/privacy_start.html",
        {"office": office, "form": form, "seeker": seeker},
        status=status,
    )


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    office_of(request)
    if not key_of(request):
        return redirect("website:privacy")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if refusal := try_code(request, form.cleaned_data["code"]):
            form.add_error("code", refusal)
            return render(request, "website/privacy_code.html", {"form": form}, status=422)
        return redirect("website:privacy_overview")
    return render(request, "website/privacy_code.html", {"form": form})


def try_code(request: HttpRequest, typed: str) -> str:
    """Gives the sentence that says why not; empty when the address is proven, in a session with a new name."""
    if not allow(request):
        return _("You have tried very often this hour. Try again later.")
    try:
        confirm_code(key=key_of(request), code=typed, purpose=VerificationPurpose.PRIVACY, now=timezone.now())
    except CodeRefusedError as refusal:
        return sentence_of(refusal)
    request.session.cycle_key()
    return ""


@for_seekers
@require_safe
def overview(request: HttpRequest, seeker: Seeker) -> HttpResponse:
    return render(request, "website/privacy_overview.html", context_of(seeker))


def context_of(seeker: Seeker) -> dict[str, Any]:
    return {"seeker": seeker, "office": seeker.office, "summary": summary_of(seeker)}


@for_seekers
@require_POST
def download(request: HttpRequest, seeker: Seeker) -> HttpResponse:
    """The data alone, or in a zip file beside the attachments."""
    if not allow(request):
        return render(request, "website/privacy_often.html", status=429)
    parties = list(seeker.parties)
    export = export_parties(office=seeker.office, parties=parties, now=timezone.now())
    name = _("my-data")
    if request.POST.get("form") == "zip":
        return zip_response(export=export, parties=parties, filename=f"{name}.zip")  # type: ignore[return-value]
    response = HttpResponse(as_json(export), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@for_seekers
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, seeker: Seeker) -> HttpResponse:
    summary = summary_of(seeker)
    if not summary.parties:
        return redirect("website:privacy_overview")
    has_open = summary.inventory.open_questions > 0
    form = EraseForm(request.POST if request.method == "POST" else None, has_open=has_open)
    if request.method == "POST" and form.is_valid():
        return erase_all(request, seeker, summary, keeps_open=form.keeps_open)
    return render(request, "website/privacy_erase.html", {**context_of(seeker), "form": form})


def erase_all(request: HttpRequest, seeker: Seeker, summary: Summary, *, keeps_open: bool) -> HttpResponse:
    erasures = [
        erase_party(party=party, now=timezone.now(), keeps_open=keeps_open) for party in summary.parties
    ]
    left = sum(erasure.left for erasure in erasures)
    forget_unsent(request)
    if not left:
        forget(request)
        forget_asked(request)
    request.session["privacy_left"] = left
    return redirect("website:privacy_erased")


def forget_unsent(request: HttpRequest) -> None:
    """What the asker typed or attached in this browser, and belongs to no question yet."""
    forget_drafts(request)
    forget_all_files(request)
    forget_addresses(request)


@private_page
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    office = office_of(request)
    left = request.session.get("privacy_left")
    if left is None:
        return redirect("website:privacy")
    return render(request, "website/privacy_erased.html", {"office": office, "left": left})


@private_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """On a computer of others, nobody who comes next sees anything."""
    forget(request)
    request.session.pop("privacy_left", None)
    return redirect("website:privacy")

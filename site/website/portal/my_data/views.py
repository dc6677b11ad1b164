"""“My data”: what is kept of an asker, who can see, download or erase it without an account (rule 30)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.forms import CodeForm
from servicedesk.parties.email_verification.models import VerificationPurpose
from servicedesk.privacy.actions import erase_party
from servicedesk.privacy.export import as_json, export_parties
from servicedesk.privacy.views import zip_response
from website.portal.my_data.data_subjects import DataSubject, data_subject_of, forget, key_of, remember
from website.portal.my_data.forms import EraseForm, KnownAddressForm
from website.portal.my_data.summary import Summary, summary_of
from website.public.asking.confirmation import forget_addresses
from website.public.asking.drafts import forget_asked, forget_drafts
from website.public.asking.pending_uploads import delete_all_files
from website.visits.private_pages import private_page
from website.visits.rate_limits import allow_client
from website.visits.sites import office_of


def allow(request: HttpRequest) -> bool:
    return allow_client(request, name="privacy", limit=settings.PRIVACY_LIMIT_PER_HOUR)


def for_data_subjects(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sends visitors who have proven nothing, or not lately, to the first step."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        data_subject = data_subject_of(request, office_of(request), now=timezone.now())
        return view(request, data_subject) if data_subject else redirect("website:my_data")

    return private_page(guarded)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the e-mail address to which a code goes. Does not tell whether the office knows the address."""
    office = office_of(request)
    form = KnownAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if send_code(request, office, form):
            return redirect("website:my_data_code")
        return show_start(request, office, form, status=429)
    return show_start(request, office, form)


def send_code(request: HttpRequest, office: Office, form: KnownAddressForm) -> bool:
    """Whether a code is sent; if not, the form says why."""
    if not allow(request):
        form.add_error(None, _("You have tried very often this hour. Try again later."))
        return False
    language = get_language() or settings.LANGUAGE_CODE
    verification = form.request_code(
        office=office, purpose=VerificationPurpose.PRIVACY, language=language, now=timezone.now()
    )
    if verification is None:
        return False
    remember(request, verification)
    return True


def show_start(
    request: HttpRequest, office: Office, form: KnownAddressForm, status: int = 200
) -> HttpResponse:
    data_subject = data_subject_of(request, office, now=timezone.now())
    context = {"office": office, "form": form, "data_subject": data_subject}
    return render(request, "website/my_data/start.html", context, status=status)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    office_of(request)
    if not key_of(request):
        return redirect("website:my_data")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if take_code(request, form):
            return redirect("website:my_data_overview")
        return render(request, "website/my_data/code.html", {"form": form}, status=422)
    return render(request, "website/my_data/code.html", {"form": form})


def take_code(request: HttpRequest, form: CodeForm) -> bool:
    """Whether the address is proven, in a session with a new key; if not, the form says why."""
    if not allow(request):
        form.add_error("code", _("You have tried very often this hour. Try again later."))
        return False
    if not form.confirm(key=key_of(request), purpose=VerificationPurpose.PRIVACY, now=timezone.now()):
        return False
    request.session.cycle_key()
    return True


@for_data_subjects
@require_safe
def overview(request: HttpRequest, data_subject: DataSubject) -> HttpResponse:
    return render(request, "website/my_data/overview.html", context_of(data_subject))


def context_of(data_subject: DataSubject) -> dict[str, Any]:
    return {"data_subject": data_subject, "office": data_subject.office, "summary": summary_of(data_subject)}


@for_data_subjects
@require_POST
def download(request: HttpRequest, data_subject: DataSubject) -> HttpResponse:
    """The data alone, or in a zip file together with the attachments."""
    if not allow(request):
        return render(request, "website/my_data/too_often.html", status=429)
    parties = list(data_subject.parties)
    export = export_parties(office=data_subject.office, parties=parties, now=timezone.now())
    name = _("my-data")
    if request.POST.get("form") == "zip":
        return zip_response(export=export, parties=parties, filename=f"{name}.zip")  # type: ignore[return-value]
    response = HttpResponse(as_json(export), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@for_data_subjects
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, data_subject: DataSubject) -> HttpResponse:
    summary = summary_of(data_subject)
    if not summary.parties:
        return redirect("website:my_data_overview")
    has_open = summary.inventory.open_questions > 0
    form = EraseForm(request.POST if request.method == "POST" else None, has_open=has_open)
    if request.method == "POST" and form.is_valid():
        return erase_all(request, summary, keeps_open=form.keeps_open)
    return render(request, "website/my_data/erase.html", {**context_of(data_subject), "form": form})


def erase_all(request: HttpRequest, summary: Summary, *, keeps_open: bool) -> HttpResponse:
    erasures = [
        erase_party(party=party, now=timezone.now(), keeps_open=keeps_open) for party in summary.parties
    ]
    left = sum(erasure.left for erasure in erasures)
    forget_unsent(request)
    if not left:
        forget(request)
        forget_asked(request.session)
    request.session["privacy_left"] = left
    return redirect("website:my_data_erased")


def forget_unsent(request: HttpRequest) -> None:
    """What was typed or attached in this browser and belongs to no question yet."""
    forget_drafts(request.session)
    delete_all_files(request.session)
    forget_addresses(request.session)


@private_page
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    office = office_of(request)
    left = request.session.get("privacy_left")
    if left is None:
        return redirect("website:my_data")
    return render(request, "website/my_data/erased.html", {"office": office, "left": left})


@private_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """On a shared computer: whoever uses it next sees nothing."""
    forget(request)
    request.session.pop("privacy_left", None)
    return redirect("website:my_data")

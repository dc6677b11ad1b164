"""Who asks, and sending: the last steps of asking."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from servicedesk.statuslinks.actions import issue_link
from website.asking.addresses import address
from website.asking.drafts import draft_of, drop_draft, has_asked, remember_asked
from website.asking.forms import WebAskForm
from website.asking.runs import ask_once, find_run
from website.limits import allow_address


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
    token = issue_link(question=run.question, now=timezone.now())
    return render(request, "website/ask_done.html", {"question": run.question, "status_token": token})

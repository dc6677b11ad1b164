"""Who may ask: what stands in the place of the form for who may not (yet)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from website.public.asking.confirmation import must_confirm
from website.public.asking.drafts import keep_draft
from website.public.asking.runs import begin, known_run
from website.public.asking.stamps import new_stamp, read_stamp
from website.public.asking.web_addresses import address
from website.visits.offices import admits


def refusal_of_asking(request: HttpRequest, *, office: Office) -> HttpResponse | None:
    """None for who may ask. Otherwise a page that says why not; what was typed stays."""
    if admits(office, request):
        return None
    if office.ask_access == AskAccess.CLOSED:
        return closed(request, office)
    return members_only(request)


def refusal_of_details(request: HttpRequest, *, office: Office, run_key: str) -> HttpResponse | None:
    """The same for the step in which somebody says who asks, which may need a confirmed address."""
    if refused := refusal_of_asking(request, office=office):
        return refused
    if not must_confirm(request, office=office):
        return None
    run = known_run(request, run_key)
    if run is None and request.method == "POST":
        run = begin(request, new_stamp())
    if run is None:
        return redirect(address("ask", run=run_key))
    keep_typed(request, run.key)
    return redirect(address("ask_address", run=run.key))


def closed(request: HttpRequest, office: Office) -> HttpResponse:
    typed = {"title": request.POST.get("title", ""), "body": request.POST.get("body", "")}
    status = 403 if request.method == "POST" else 200
    return render(request, "website/ask_closed.html", {"office": office, "typed": typed}, status=status)


def members_only(request: HttpRequest) -> HttpResponse:
    """The way in goes past the log-in page, and then back to the form with what was typed."""
    if request.method != "POST":
        return render(request, "website/ask_members.html", {"back": request.get_full_path()})
    stamp = read_stamp(request.POST.get("run", "")) or new_stamp()
    keep_typed(request, stamp.key)
    context = {"back": address("ask", run=stamp.key), "has_typed": True}
    return render(request, "website/ask_members.html", context)


def keep_typed(request: HttpRequest, run_key: str) -> None:
    """What came along in a form that is not taken now, as it was typed."""
    title, body = request.POST.get("title", ""), request.POST.get("body", "")
    if title or body:
        keep_draft(request, key=run_key, title=title, body=body)

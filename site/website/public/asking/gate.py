"""Who may ask: what stands in the place of the form for visitors who may not (yet)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from servicedesk.deflection.models import AskRun
from servicedesk.offices.choices import AskAccess
from website.public.asking.context import AskContext
from website.public.asking.drafts import keep_submitted
from website.public.asking.runs import step_url
from website.public.asking.stamps import new_stamp


def gate_response(request: HttpRequest, ask: AskContext) -> HttpResponse | None:
    """None for visitors who may ask. Otherwise a page that says why not; what was typed is not lost."""
    if ask.may_ask:
        return None
    if ask.office.ask_access == AskAccess.CLOSED:
        return closed(request, ask)
    return members_only(request, ask)


def details_gate_response(request: HttpRequest, ask: AskContext, run: AskRun | None) -> HttpResponse | None:
    """The same before the step in which visitors say who they are, which may need a confirmed e-mail address."""
    if response := gate_response(request, ask):
        return response
    if not ask.must_confirm:
        return None
    if run is None:
        return redirect(step_url("ask", run=ask.run_key))
    keep_submitted(ask, run.key)
    return redirect(step_url("ask_address", run=run.key))


def closed(request: HttpRequest, ask: AskContext) -> HttpResponse:
    status = 403 if request.method == "POST" else 200
    context = {"office": ask.office, "typed": ask.submitted_question}
    return render(request, "website/asking/closed.html", context, status=status)


def members_only(request: HttpRequest, ask: AskContext) -> HttpResponse:
    """The way in leads past the log-in page, and then back to the form with what was typed."""
    if request.method != "POST":
        return render(request, "website/asking/members.html", {"back": request.get_full_path()})
    stamp = ask.stamp or new_stamp()
    keep_submitted(ask, stamp.key)
    context = {"back": step_url("ask", run=stamp.key), "has_typed": True}
    return render(request, "website/asking/members.html", context)

"""The status of a question, for whoever holds the link (rule 9)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk.asking.forms import ReactionForm
from servicedesk.lifecycle.closing import AlreadyErasedError, close_question, react
from servicedesk.mail.link_renewal import mail_new_link
from servicedesk.mail.status_links.actions import StatusLinkExpiredError, digest_of, question_for_token
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.questions.choices import QUARANTINED
from servicedesk.questions.models import Question
from website.public.status.thread import State, state_of, thread_of
from website.visits.private_pages import private_page
from website.visits.rate_limits import allow_client
from website.visits.sites import site_of


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, token: str) -> HttpResponse:
    """The question, the answers and reactions, and a form to write back."""
    try:
        question = find_question(request, token)
    except StatusLinkExpiredError:
        return render(request, "website/status/expired.html", {"token": token}, status=410)
    except Http404:
        return show_waiting(request, token)
    form = ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if allow_client(request, name="react", limit=settings.ASK_LIMIT_PER_HOUR):
            return take_reaction(request, question, form.cleaned_data["text"])
        form.add_error(
            None, _("You have written very often this hour. Your text is still here: try again later.")
        )
        return show_question(request, question, form, token=token, status=429)
    return show_question(request, question, form, token=token)


@private_page
@require_POST
def solved(request: HttpRequest, token: str) -> HttpResponse:
    """The asker says that nothing more is needed. Saying it again changes nothing."""
    try:
        question = find_question(request, token)
    except StatusLinkExpiredError:
        return redirect("website:status", token=token)
    close_question(question=question, user=None, now=timezone.now(), is_solved_for_asker=True)
    return redirect("website:status", token=token)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Has a new link mailed to the asker. The page is the same whether or not a mail is sent."""
    try:
        find_question(request, token)
    except StatusLinkExpiredError as expired:
        return take_renewal(request, expired.question, token)
    return redirect("website:status", token=token)


def take_renewal(request: HttpRequest, question: Question, token: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, "website/status/renewed.html")
    if allow_client(request, name="renew", limit=settings.ASK_LIMIT_PER_HOUR):
        mail_new_link(question=question, now=timezone.now())
    return redirect("website:status_renew", token=token)


def show_waiting(request: HttpRequest, token: str) -> HttpResponse:
    """For a question in quarantine: only that it was received, as for any question. Raises Http404 for other links."""
    links = StatusLink.objects.valid(timezone.now()).filter(
        question__status__in=QUARANTINED, question__erased_at=None, question__office__site=site_of(request)
    )
    link = get_object_or_404(links.select_related("question"), digest=digest_of(token))
    return render(request, "website/status/waiting.html", {"question": link.question})


def find_question(request: HttpRequest, token: str) -> Question:
    """Raises Http404 for a link that was guessed, revoked, or belongs to another site, and StatusLinkExpiredError."""
    site = site_of(request)
    try:
        question = question_for_token(token=token, now=timezone.now())
    except StatusLink.DoesNotExist as unknown:
        raise Http404 from unknown
    except StatusLinkExpiredError as expired:
        if site is None or expired.question.office.site_id != site.pk:
            raise Http404 from expired
        raise
    if site is None or question.office.site_id != site.pk:
        raise Http404
    return question


def take_reaction(request: HttpRequest, question: Question, text: str) -> HttpResponse:
    try:
        react(question=question, text=text, now=timezone.now())
    except AlreadyErasedError as erased:
        raise Http404 from erased
    messages.success(request, _("Thank you. We have received your reaction and will write to you again."))
    return redirect(request.path)


def show_question(
    request: HttpRequest, question: Question, form: ReactionForm, *, token: str, status: int = 200
) -> HttpResponse:
    state = state_of(question)
    context = {
        "question": question,
        "state": state,
        "may_be_solved": state in (State.OPEN, State.ANSWERED),
        "thread": thread_of(question),
        "form": form,
        "token": token,
    }
    return render(request, "website/status/status.html", context, status=status)

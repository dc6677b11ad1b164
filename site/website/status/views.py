from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from servicedesk.asking.forms import ReactionForm
from servicedesk.questions.actions import react
from servicedesk.questions.models import Question
from servicedesk.statuslinks.actions import StatusLinkExpired, question_for_token
from servicedesk.statuslinks.models import StatusLink
from website.limits import allow_address
from website.status.story import story_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a question, for whoever holds the link (rule 9)."""
    try:
        question = find_question(request, token)
    except StatusLinkExpired:
        return render(request, "website/status_expired.html", status=410)
    form = ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if allow_address(request, name="react", limit=settings.ASK_LIMIT_PER_HOUR):
            return take_reaction(request, question, form.cleaned_data["text"])
        form.add_error(
            None, _("You have written very often this hour. Your text is still here: try again later.")
        )
        return show_question(request, question, form, status=429)
    return show_question(request, question, form)


def find_question(request: HttpRequest, token: str) -> Question:
    """Raises Http404 for a link that was guessed, revoked, or belongs to another site."""
    try:
        question = question_for_token(token=token, now=timezone.now())
    except StatusLink.DoesNotExist as unknown:
        raise Http404 from unknown
    if question.office.site_id != Site.find_for_request(request).pk:
        raise Http404
    return question


def take_reaction(request: HttpRequest, question: Question, text: str) -> HttpResponse:
    react(question=question, text=text, now=timezone.now())
    messages.success(request, _("Thank you. We have received your reaction and will write to you again."))
    return redirect(request.path)


def show_question(
    request: HttpRequest, question: Question, form: ReactionForm, status: int = 200
) -> HttpResponse:
    context = {"question": question, "story": story_of(question), "form": form}
    return render(request, "website/status.html", context, status=status)

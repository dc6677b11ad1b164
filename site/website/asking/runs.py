"""The run that a request belongs to, and the one question that it may end in."""

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from servicedesk.asking.actions import begin_run, end_run_asked, show_suggestions
from servicedesk.asking.models import AskRun
from servicedesk.offices.models import Office
from servicedesk.questions.choices import Channel
from servicedesk.questions.models import Question
from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.queries import suggest_cards
from website.asking.forms import WebAskForm
from website.asking.stamps import Stamp
from website.asking.visits import visitor_of
from website.sites import active_locale, site_of


def office_of(request: HttpRequest) -> Office:
    return get_object_or_404(Office, site=site_of(request))


def find_run(request: HttpRequest, key: str) -> AskRun:
    """Raises Http404 for a key that was guessed or belongs to another site."""
    runs = AskRun.objects.select_related("office", "question")
    return get_object_or_404(runs, office__site=site_of(request), key=key.replace("\0", ""))


def begin(request: HttpRequest, stamp: Stamp) -> AskRun:
    visitor = visitor_of(request, now=timezone.now())
    return begin_run(office=office_of(request), now=stamp.opened_at, visitor=visitor, key=stamp.key)


def suggest(request: HttpRequest, query: str) -> list[FaqCard]:
    return suggest_cards(query=query, user=request.user, site=site_of(request), locale=active_locale())


def remember_shown(run: AskRun, pages: list[FaqCard]) -> AskRun:
    return show_suggestions(run=run, pages=pages, now=timezone.now())


@transaction.atomic
def ask_once(form: WebAskForm) -> Question:
    """Asks what the form holds; a second press on the button finds the question of the first."""
    run = AskRun.objects.select_for_update().get(pk=form.run.pk)
    if run.question:
        return run.question
    now = timezone.now()
    question = form.save(language=get_language() or "nl", channel=Channel.WEB, now=now)
    end_run_asked(run=run, question=question, now=now)
    return question

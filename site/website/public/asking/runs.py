"""The run that a request belongs to, and the one question that it may end in."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from servicedesk.asking.uploads import give_attachments
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.actions import (
    begin_run,
    end_run_answered,
    end_run_asked,
    follow_up,
    show_suggestions,
)
from servicedesk.deflection.choices import FOLLOW_UP_TERM, AskOutcome
from servicedesk.deflection.models import AskRun
from servicedesk.offices.models import Office
from servicedesk.questions.choices import Channel
from servicedesk.questions.models import Question
from vraagbaak.finding.cards import FaqCard
from vraagbaak.knowledge.faqs.models import FaqPage
from website.public.asking.forms import WebAskForm
from website.public.asking.stamps import Stamp
from website.public.asking.suspicions import suspicion_of
from website.public.asking.visits import visitor_of, visitors_of
from website.visits.rate_limits import allow_address
from website.visits.sites import site_of


def office_of(request: HttpRequest) -> Office:
    return get_object_or_404(Office, site=site_of(request))


def find_run(request: HttpRequest, key: str) -> AskRun:
    """Raises Http404 for a key that was guessed or belongs to another site."""
    return get_object_or_404(runs_of(request), key=key.replace("\0", ""))


def known_run(request: HttpRequest, key: str) -> AskRun | None:
    """None also for a run whose question is gone again: who asks on in that form begins another one."""
    runs = runs_of(request).exclude(outcome=AskOutcome.ASKED, question=None)
    return runs.filter(key=key.replace("\0", "")).first()


def runs_of(request: HttpRequest) -> QuerySet[AskRun]:
    return AskRun.objects.filter(office__site=site_of(request)).select_related("office", "question")


def begin(request: HttpRequest, stamp: Stamp) -> AskRun:
    """The run of a form. Who sent it and types on in it, with the back button, begins another one."""
    office, now = office_of(request), timezone.now()
    visitor = counted_visitor(request, stamp, now=now)
    run = begin_run(office=office, now=stamp.opened_at, visitor=visitor, key=stamp.key)
    while run.outcome == AskOutcome.ASKED:
        run = begin_run(office=office, now=now, visitor=visitor, key=key_after(run.key))
    return run


def counted_visitor(request: HttpRequest, stamp: Stamp, *, now: datetime) -> str:
    """The digest by which a new run counts. Empty, so that it counts nowhere, for an address that begins very many."""
    is_begun = AskRun.objects.filter(key=stamp.key).exists()
    if is_begun or allow_address(request, name="run", limit=settings.RUN_LIMIT_PER_HOUR):
        return visitor_of(request, now=now)
    return ""


def key_after(key: str) -> str:
    """The same each time, so that all that the form shows next belongs to one run as well."""
    return salted_hmac("website.ask-run", key, algorithm="sha256").hexdigest()[:48]


def remember_shown(run: AskRun, pages: list[FaqCard]) -> AskRun:
    return show_suggestions(run=run, pages=pages, now=timezone.now())


def answered(request: HttpRequest, run: AskRun, page: FaqPage) -> AskRun:
    now = timezone.now()
    return end_run_answered(run=run, page=page, now=now, visitor=visitor_of(request, now=now))


@transaction.atomic
def ask_once(request: HttpRequest, form: WebAskForm, *, attachments: list[Attachment]) -> Question:
    """Asks what the form holds; a second press on the button finds the question of the first."""
    run = AskRun.objects.select_for_update().get(pk=form.run.pk)
    if run.question:
        return run.question
    now = timezone.now()
    question = form.save(
        language=get_language() or "nl",
        channel=Channel.WEB,
        now=now,
        suspicion=suspicion_of(request, form),
        portal_user=form.asker.portal_user,
    )
    give_attachments(attachments=attachments, question=question)
    end_run_asked(run=run, question=question, now=now, visitor=visitor_of(request, now=now))
    follow_up(question=question, visitors=visitors_shortly_before(request, now), now=now)
    return question


def visitors_shortly_before(request: HttpRequest, now: datetime) -> list[str]:
    return visitors_of(request, since=now - FOLLOW_UP_TERM, until=now)

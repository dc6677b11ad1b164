"""The run to which a form belongs: begun, found again by its key, and known as the one that asked."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import salted_hmac

from servicedesk.deflection.actions import begin_run
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from website.public.asking.context import AskContext
from website.public.asking.drafts import has_asked, last_asked
from website.public.asking.stamps import Stamp
from website.visits.rate_limits import allow_ip

JUST_NOW = timedelta(hours=1)


def step_url(step: str, *, run: str) -> str:
    """Where a step of asking stands; each has a URL of its own."""
    return f"{reverse(f'website:{step}')}?{urlencode({'run': run})}"


def runs_of(ask: AskContext) -> QuerySet[AskRun]:
    return AskRun.objects.filter(office=ask.office).select_related("office", "question")


def find_run(ask: AskContext) -> AskRun:
    """Raises Http404 for a key that was guessed or belongs to another site."""
    return get_object_or_404(runs_of(ask), key=ask.run_key.replace("\0", ""))


def known_run(ask: AskContext) -> AskRun | None:
    """None also for a run whose question was deleted: whoever asks on in that form begins another one."""
    runs = runs_of(ask).exclude(outcome=AskOutcome.ASKED, question=None)
    return runs.filter(key=ask.run_key.replace("\0", "")).first()


def unsent_run(ask: AskContext, stamp: Stamp) -> AskRun | None:
    """The run that the form began, unless its question was sent: what is typed after that belongs to another run."""
    return runs_of(ask).exclude(outcome=AskOutcome.ASKED).filter(key=stamp.key).first()


def begin(ask: AskContext, stamp: Stamp) -> AskRun:
    """The run of a form. Whoever sent it and types on in it, with the back button, begins another one."""
    visitor = counted_visitor(ask, stamp)
    run = begin_run(office=ask.office, now=stamp.opened_at, visitor=visitor, key=stamp.key)
    while run.outcome == AskOutcome.ASKED:
        run = begin_run(office=ask.office, now=ask.now, visitor=visitor, key=key_after(run.key))
    return run


def counted_visitor(ask: AskContext, stamp: Stamp) -> str:
    """The digest by which a new run counts. Empty, so that it counts nowhere, for clients that begin very many runs."""
    is_begun = AskRun.objects.filter(key=stamp.key).exists()
    if is_begun or allow_ip(ask.visit.ip, name="run", limit=settings.RUN_LIMIT_PER_HOUR):
        return ask.visitor.today
    return ""


def key_after(key: str) -> str:
    """The same each time, so that all that the form shows next belongs to one run as well."""
    return salted_hmac("website.ask-run", key, algorithm="sha256").hexdigest()[:48]


def just_sent(ask: AskContext) -> AskRun | None:
    """The run in which this browser asked less than an hour ago, to be named above an empty form."""
    key = last_asked(ask)
    if not key:
        return None
    return runs_of(ask).filter(key=key, question__asked_at__gt=ask.now - JUST_NOW).first()


def is_sent_again(ask: AskContext, *, key: str, title: str, body: str) -> bool:
    """Whether the form with which this browser asked comes back with the same question in it."""
    same = runs_of(ask).filter(key=key, question__title=title, question__body=body)
    return has_asked(ask, key) and same.exists()

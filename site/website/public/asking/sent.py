"""Knowing a question that this browser sent a moment ago, so that going back does not ask it again."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest

from servicedesk.deflection.models import AskRun
from website.public.asking.drafts import has_asked, last_asked
from website.visits.sites import site_of

JUST_NOW = timedelta(hours=1)


def just_sent(request: HttpRequest, *, now: datetime) -> AskRun | None:
    """The run in which this browser asked less than an hour ago, to be named above an empty form."""
    key = last_asked(request)
    if not key:
        return None
    return asked_runs(request).filter(key=key, question__asked_at__gt=now - JUST_NOW).first()


def is_sent_again(request: HttpRequest, *, key: str, title: str, body: str) -> bool:
    """Whether the form with which this browser asked comes back with the same question in it."""
    same = asked_runs(request).filter(key=key, question__title=title, question__body=body)
    return has_asked(request, key) and same.exists()


def asked_runs(request: HttpRequest) -> QuerySet[AskRun]:
    return AskRun.objects.filter(office__site=site_of(request)).select_related("question")
